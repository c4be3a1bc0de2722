#include "projections/measures/figures.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <fmt/format.h>

#include "projections/measures/missing_periods.h"
#include "projections/measures/owed_periods.h"
#include "projections/measures/protection.h"
#include "projections/measures/whole_measure.h"

namespace closeloop {
namespace {

using measures::Unit;
using Flag = series::Measured::Flag;

/// The place, among those held for the period, of the last value that did not come with a return
/// that was rejected.
std::optional<std::size_t> in_force(const Board::Records& records, const series::Point& point) {
  const auto stands = [&](const series::Value& value) {
    if (value.data_return.text().empty()) return true;
    const auto number = records.store.find(RecordKind::DATA_RETURN, value.data_return.text());
    return number == 0 || !records.store[number].exists ||
           records.state<data_return::State>(number).phase != data_return::Phase::rejected;
  };
  if (stands(point.now)) return point.earlier.size();
  for (auto place = point.earlier.size(); place-- > 0;) {
    if (stands(point.earlier[place])) return place;
  }
  return std::nullopt;
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

std::optional<double> number_of(const series::Value& held, Unit unit) {
  if (held.value) return held.value->value();
  if (!held.numerator) return std::nullopt;
  if (!is_share(unit)) return held.numerator->value();
  if (!held.denominator || held.denominator->digits == 0) return std::nullopt;
  const auto share = held.numerator->value() / held.denominator->value() * out_of(unit);
  return std::round(share * 10) / 10;
}

/// Shows of a figure what its verdict lets through.
void protect(Figure& figure, const suppression::CellVerdict& verdict, Unit unit) {
  using suppression::Verdict;
  figure.shows_numerator = verdict.numerator == Verdict::SHOWN;
  figure.shows_denominator = verdict.denominator == Verdict::SHOWN;
  figure.hidden = is_share(unit) ? verdict.value != Verdict::SHOWN : !figure.shows_numerator;
  if (!figure.hidden) return;
  figure.value.reset();
  figure.flag = "c";
}

/// Puts a gap where each period belongs in time.
void add_owed(std::vector<Figure>& figures, const std::vector<Owed>& owed) {
  for (const auto& one : owed) {
    auto figure = not_supplied(one.period, one.starts, one.ends);
    const auto after = std::find_if(figures.begin(), figures.end(), [&](const Figure& other) {
      return other.point->ends > one.ends;
    });
    figures.insert(after, std::move(figure));
  }
}

}  // namespace

std::vector<Figure> figures_of(const Board::Records& records, Number number, Audience audience,
                               std::optional<Day> asked_on) {
  const auto& series = records.state<series::State>(number);
  std::vector<Figure> figures;
  figures.reserve(series.points.size());
  for (const auto& point : series.points) {
    Figure figure;
    figure.point = &point;
    const auto place = in_force(records, point);
    if (place) figure.held = &point.at(*place);
    if (!place) {
      figure.flag = "notSupplied";
    } else {
      figure.flag = flag_of(figure.held->flag);
      figure.value = number_of(*figure.held, series.unit);
      if (!audience.sees_small_numbers) {
        protect(figure, verdict_on(records, number, figures.size(), *place), series.unit);
      }
      if (!figure.value && figure.flag.empty()) figure.flag = "notSupplied";
    }
    if (figure.value) figure.shown = in_unit(*figure.value, series.unit);
    figures.push_back(std::move(figure));
  }
  if (asked_on) add_owed(figures, owed_periods(records, number, *asked_on));
  return figures;
}

std::string shown_of(const Figure& figure) {
  if (!figure.shown.empty()) return figure.shown;
  if (figure.flag == "notSupplied") return "not supplied";
  return figure.flag == "notHeld" ? "not held" : figure.flag;
}

bool is_hidden(const Board::Records& records, Number number, Day ends, std::uint64_t version) {
  const auto& series = records.state<series::State>(number);
  const auto* point = series.find(ends);
  if (point == nullptr) return false;
  for (std::size_t place = 0; place <= point->earlier.size(); ++place) {
    if (point->at(place).version.number() != version) continue;
    const auto at = static_cast<std::size_t>(point - series.points.data());
    const auto verdict = verdict_on(records, number, at, place);
    const auto shown = suppression::Verdict::SHOWN;
    return verdict.numerator != shown || verdict.denominator != shown ||
           (is_share(series.unit) && verdict.value != shown);
  }
  return true;  // Of another board than this: nothing is known of it.
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
