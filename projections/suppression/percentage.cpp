#include "projections/suppression/percentage.h"

#include <cmath>

namespace closeloop::suppression {
namespace {

/// Whole numbers, both ends included.
struct Range {
  double least;
  double most;

  /// Whether a number of it, or what it leaves of a count, may be 1 to 5.
  [[nodiscard]] bool may_be_small() const { return least <= 5 && most >= 1; }
};

bool is_small(const std::optional<std::int64_t>& count) {
  return count && suppression::is_small(*count);
}

bool may_be_small(const Cell& cell, const Measure& measure) {
  if (!cell.value) return false;
  const double half = 0.5 * std::pow(10, -measure.decimals);
  const double least = (*cell.value - half) / measure.per;
  const double most = (*cell.value + half) / measure.per;
  if (cell.denominator) {
    const auto denominator = static_cast<double>(*cell.denominator);
    const Range numerator{std::ceil(least * denominator), std::floor(most * denominator)};
    const Range rest{denominator - numerator.most, denominator - numerator.least};
    return denominator < 6 || numerator.may_be_small() || rest.may_be_small();
  }
  if (!cell.numerator || *cell.numerator == 0 || most <= 0) return false;
  const auto numerator = static_cast<double>(*cell.numerator);
  const Range denominator{std::ceil(numerator / most),
                          least > 0 ? std::floor(numerator / least) : HUGE_VAL};
  return denominator.least < 6 ||
         Range{denominator.least - numerator, denominator.most - numerator}.may_be_small();
}

}  // namespace

std::optional<std::int64_t> complement(const Cell& cell) {
  if (!cell.numerator || !cell.denominator || *cell.numerator > *cell.denominator) return {};
  return *cell.denominator - *cell.numerator;
}

bool has_small_count(const Cell& cell) {
  return is_small(cell.numerator) || is_small(cell.denominator) || is_small(complement(cell));
}

bool is_small_percentage(const Cell& cell, const Measure& measure) {
  if (has_small_count(cell)) return true;
  return !(cell.numerator && cell.denominator) && may_be_small(cell, measure);
}

}  // namespace closeloop::suppression
