#include "projections/measures/figures.h"

#include <cmath>
#include <cstdint>

#include <fmt/format.h>

namespace closeloop {
namespace {

using measures::Unit;
using Flag = series::Measured::Flag;

/// The last value of the period that did not come with a return that was rejected.
const series::Value* in_force(const Board::Records& records, const series::Point& point) {
  const auto stands = [&](const series::Value& value) {
    if (value.data_return.text().empty()) return true;
    const auto number = records.store.find(RecordKind::DATA_RETURN, value.data_return.text());
    return number == 0 || !records.store[number].exists ||
           records.state<data_return::State>(number).phase != data_return::Phase::rejected;
  };
  if (stands(point.now)) return &point.now;
  for (auto earlier = point.earlier.rbegin(); earlier != point.earlier.rend(); ++earlier) {
    if (stands(*earlier)) return &*earlier;
  }
  return nullptr;
}

std::string flag_of(Flag flag) {
  switch (flag) {
    case Flag::SUPPRESSED: return "c";
    case Flag::NOT_AVAILABLE: return "x";
    case Flag::NOT_APPLICABLE: return "z";
    case Flag::LOW_RELIABILITY: return "u";
    case Flag::NOT_HELD: return "notHeld";
    case Flag::NOT_SUPPLIED: return "notSupplied";
    case Flag::PROVISIONAL: return "p";
    case Flag::UNSET: break;
  }
  return {};
}

double out_of(Unit unit) {
  if (unit == Unit::PERCENT) return 100;
  return unit == Unit::PER10000 ? 10'000 : 1;
}

bool is_share(Unit unit) {
  return unit == Unit::PERCENT || unit == Unit::PER10000 || unit == Unit::RATIO ||
         unit == Unit::N_OF_N;
}

std::optional<double> number_of(const series::Value& held, Unit unit) {
  if (held.value) return held.value->value();
  if (!held.numerator) return std::nullopt;
  if (!is_share(unit)) return held.numerator->value();
  if (!held.denominator || held.denominator->digits == 0) return std::nullopt;
  const auto share = held.numerator->value() / held.denominator->value() * out_of(unit);
  return std::round(share * 10) / 10;
}

bool is_one_to_five(double count) { return count > 0 && count < 6; }

/// Whether it says, or by itself gives away, that there were 1 to 5.
bool gives_away(const series::Value& held, Unit unit) {
  const auto numerator = held.numerator ? std::optional{held.numerator->value()}
                         : unit == Unit::COUNT && held.value ? std::optional{held.value->value()}
                                                             : std::nullopt;
  if (numerator && is_one_to_five(*numerator)) return true;
  if (!is_share(unit) || unit == Unit::PER10000 || !held.denominator) return false;
  const auto denominator = held.denominator->value();
  return is_one_to_five(denominator) || (numerator && is_one_to_five(denominator - *numerator));
}

bool hides_small_counts(const Board::Records& records, const series::State& series) {
  const auto number = records.store.find(RecordKind::INDICATOR, series.indicator.text());
  if (number == 0 || !records.store[number].exists) return true;
  return records.state<indicator::State>(number).terms.hides_small_counts;
}

}  // namespace

std::vector<Figure> figures_of(const Board::Records& records, Number number) {
  const auto& series = records.state<series::State>(number);
  const bool hides = hides_small_counts(records, series);
  std::vector<Figure> figures;
  figures.reserve(series.points.size());
  for (const auto& point : series.points) {
    Figure figure;
    figure.point = &point;
    figure.held = in_force(records, point);
    if (figure.held == nullptr) {
      figure.flag = "notSupplied";
    } else {
      figure.flag = flag_of(figure.held->flag);
      figure.value = number_of(*figure.held, series.unit);
      if (hides && gives_away(*figure.held, series.unit)) {
        // The share and the denominator together would give the numerator away.
        figure.hidden = true;
        figure.shows_numerator = false;
        figure.value.reset();
        figure.flag = "c";
      }
      if (!figure.value && figure.flag.empty()) figure.flag = "notSupplied";
    }
    if (figure.value) figure.shown = in_unit(*figure.value, series.unit);
    figures.push_back(std::move(figure));
  }
  return figures;
}

bool is_small(const Board::Records& records, Number number, const series::Value& value) {
  const auto& series = records.state<series::State>(number);
  return hides_small_counts(records, series) && gives_away(value, series.unit);
}

std::string in_unit(double value, Unit unit) {
  const bool whole = std::abs(value - std::round(value)) < 1e-9;
  switch (unit) {
    case Unit::PERCENT: return fmt::format("{:.1f}%", value);
    case Unit::PER10000: return fmt::format("{:.1f} per 10,000", value);
    case Unit::DAYS:
      return whole ? fmt::format("{:.0f} days", value) : fmt::format("{:.1f} days", value);
    case Unit::RATIO: return fmt::format("{:.2f}", value);
    default: break;
  }
  return whole ? fmt::format("{:.0f}", value) : fmt::format("{:.1f}", value);
}

std::string_view name_of(Unit unit) {
  switch (unit) {
    case Unit::PERCENT: return "percent";
    case Unit::PER10000: return "per 10,000";
    case Unit::RATIO: return "ratio";
    case Unit::DAYS: return "days";
    case Unit::N_OF_N: return "so many of so many";
    case Unit::STATUS: return "status";
    case Unit::COUNT:
    case Unit::UNSET: break;
  }
  return "count";
}

std::string_view name_of(measures::Direction direction) {
  switch (direction) {
    case measures::Direction::HIGHER: return "higher";
    case measures::Direction::LOWER: return "lower";
    default: return "neutral";
  }
}

}  // namespace closeloop
