#include "projections/measures/part_sums.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "projections/measures/whole_measure.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;
using measures::CountingUnit;
using measures::Unit;

CountingUnit counted_in(const Board::Records& records, Number indicator, Number series) {
  const auto said = records.state<series::State>(series).counting_unit;
  return said != CountingUnit::UNSET
             ? said
             : records.state<indicator::State>(indicator).terms.counting_unit;
}

/// Parts of one whole: each category once, all of them of the same thing.
bool can_be_added(const Board::Records& records, Number indicator, const BreakdownTable& table) {
  if (table.total.series == 0 || table.rows.empty()) return false;
  const auto counted = counted_in(records, indicator, table.total.series);
  const auto unit = records.state<series::State>(table.total.series).unit;
  if (unit != Unit::COUNT && !is_share(unit)) return false;
  return std::all_of(table.rows.begin(), table.rows.end(), [&](const BreakdownRow& row) {
    if (row.series == 0) return true;
    const auto& series = records.state<series::State>(row.series);
    const bool crossed = !series.agency.text().empty() && !series.category.empty();
    return series.unit == unit && !crossed && counted_in(records, indicator, row.series) == counted;
  });
}

/// One of the numbers of a cell that can be added, in words for one part and for several.
struct Addend {
  std::optional<double> (*shown)(const Figure& figure);
  std::string_view of_parts, of_total;
};

std::optional<double> shown_count(const Figure& figure) {
  return figure.hidden ? std::nullopt : figure.value;
}
std::optional<double> shown_numerator(const Figure& figure) {
  if (figure.held == nullptr || !figure.held->numerator || !figure.shows_numerator) return {};
  return figure.held->numerator->value();
}
std::optional<double> shown_denominator(const Figure& figure) {
  if (figure.held == nullptr || !figure.held->denominator || !figure.shows_denominator) return {};
  return figure.held->denominator->value();
}

constexpr Addend count_itself{shown_count, "the parts come", "the published total is"};
constexpr Addend numerator{shown_numerator, "the numerators of the parts come",
                           "that of the published total is"};
constexpr Addend denominator{shown_denominator, "the denominators of the parts come",
                             "that of the published total is"};

std::optional<double> shown(const BreakdownRow& row, Day ends, const Addend& addend) {
  const auto* figure = row.at(ends);
  return figure == nullptr ? std::nullopt : addend.shown(*figure);
}

void compare(const BreakdownTable& table, const BreakdownColumn& column, const Addend& addend,
             array& differences) {
  const auto total = shown(table.total, column.ends, addend);
  if (!total) return;
  double parts = 0;
  bool each_is_the_total = true;
  for (const auto& row : table.rows) {
    const auto part = shown(row, column.ends, addend);
    if (!part) return;
    parts += *part;
    each_is_the_total = each_is_the_total && std::abs(*part - *total) < 0.5;
  }
  // Shares of one whole: all of them are out of the same.
  if (addend.shown == denominator.shown && each_is_the_total) return;
  if (std::abs(parts - *total) < 0.5) return;
  const auto sum = in_unit(parts, Unit::COUNT);
  const auto published = in_unit(*total, Unit::COUNT);
  differences.push_back(object{
      {"period", column.period},
      {"parts", sum},
      {"total", published},
      {"sentence", fmt::format("{}: {} to {}, {} {}. Categories may overlap, leave some "
                               "out, or come from another count.",
                               column.period, addend.of_parts, sum, addend.of_total, published)}});
}

}  // namespace

array part_sums(const Board::Records& records, Number indicator, const BreakdownTable& table) {
  array differences;
  if (!can_be_added(records, indicator, table)) return differences;
  const auto unit = records.state<series::State>(table.total.series).unit;
  for (const auto& column : table.columns) {
    if (unit == Unit::COUNT) {
      compare(table, column, count_itself, differences);
    } else {
      compare(table, column, numerator, differences);
      compare(table, column, denominator, differences);
    }
  }
  return differences;
}

}  // namespace closeloop
