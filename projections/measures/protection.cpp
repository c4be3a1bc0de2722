#include "projections/measures/protection.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace closeloop {
namespace {

using measures::Unit;
using suppression::Cell;
using suppression::CellVerdict;
using suppression::Kind;

bool is_share(Unit unit) {
  return unit == Unit::PERCENT || unit == Unit::PER10000 || unit == Unit::RATIO ||
         unit == Unit::N_OF_N;
}

std::optional<std::int64_t> whole(const std::optional<Decimal>& number) {
  if (!number || std::abs(number->value() - std::round(number->value())) > 1e-9)
    return std::nullopt;
  return static_cast<std::int64_t>(std::llround(number->value()));
}

Cell cell_of(const series::Value& value, Unit unit) {
  Cell cell{.numerator = whole(value.numerator)};
  if (!is_share(unit)) {
    if (!cell.numerator) cell.numerator = whole(value.value);
    return cell;
  }
  cell.denominator = whole(value.denominator);
  if (value.value) cell.value = value.value->value();
  return cell;
}

suppression::Measure measure_of(Unit unit) {
  suppression::Measure measure;
  if (!is_share(unit)) return measure;
  measure.kind = unit == Unit::PER10000 ? Kind::RATE : Kind::PERCENT;
  measure.denominator_is_known = unit == Unit::PER10000;
  measure.per = unit == Unit::PERCENT ? 100 : unit == Unit::PER10000 ? 10'000 : 1;
  measure.decimals = unit == Unit::RATIO ? 2 : 1;
  return measure;
}

bool is_whole(const series::State& series) {
  return series.breakdown == measures::Breakdown::UNSET && series.category.empty() &&
         series.agency.text().empty() && series.service.text().empty();
}

/// The series that add up with this one: of its indicator, area and kind of period, each category
/// of each breakdown, and their total.
struct Family {
  Number total = 0;
  std::map<measures::Breakdown, std::vector<Number>> breakdowns;

  [[nodiscard]] bool is_alone() const { return breakdowns.empty(); }
};

Family family_of(const Board::Records& records, Number number) {
  const auto& series = records.state<series::State>(number);
  Family family;
  const auto add = [&](Number other) {
    const auto& state = records.state<series::State>(other);
    if (state.area != series.area || state.period_kind != series.period_kind ||
        state.unit != series.unit) {
      return;
    }
    if (!is_whole(state)) {
      family.breakdowns[state.breakdown].push_back(other);
    } else if (family.total == 0 || other == number) {
      family.total = other;
    }
  };
  const auto indicator = records.store.find(RecordKind::INDICATOR, series.indicator.text());
  if (indicator == 0) {
    add(number);
    return family;
  }
  records.store.forward(indicator, [&](Number other) {
    if (records.store[other].kind == RecordKind::SERIES && records.store[other].exists) add(other);
  });
  return family;
}

/// Each period with all that was held for it, in the order in which it came.
suppression::Measure history_of(const series::State& series) {
  auto measure = measure_of(series.unit);
  for (const auto& point : series.points) {
    auto& versions = measure.points.emplace_back().versions;
    const auto add = [&](const series::Value& value) {
      versions.push_back({value.version.number(), {cell_of(value, series.unit), {}}});
    };
    for (const auto& value : point.earlier) add(value);
    add(point.now);
  }
  return measure;
}

Cell cell_at(const Board::Records& records, Number number, Day ends) {
  if (number == 0) return {};
  const auto& series = records.state<series::State>(number);
  const auto* point = series.find(ends);
  return point == nullptr ? Cell{} : cell_of(point->now, series.unit);
}

/// The verdicts on one series of a family, for each of its periods.
std::vector<CellVerdict> within(const Board::Records& records, const Family& family,
                                Number number) {
  const auto& series = records.state<series::State>(number);
  auto measure = measure_of(series.unit);
  for (const auto& point : series.points) {
    suppression::Table table{cell_at(records, family.total, point.ends), {}};
    for (const auto& [breakdown, members] : family.breakdowns) {
      auto& cells = table.breakdowns.emplace_back();
      for (const auto member : members) cells.push_back(cell_at(records, member, point.ends));
    }
    measure.points.emplace_back().versions.push_back({1, std::move(table)});
  }
  std::vector<CellVerdict> found;
  for (const auto& table : suppression::verdicts(measure, 1)) {
    auto verdict = table.total;
    std::size_t at = 0;
    for (const auto& [breakdown, members] : family.breakdowns) {
      const auto place = std::find(members.begin(), members.end(), number);
      if (place != members.end()) {
        verdict = table.breakdowns.at(at).at(static_cast<std::size_t>(place - members.begin()));
      }
      ++at;
    }
    found.push_back(verdict);
  }
  return found;
}

bool counts_people(const Board::Records& records, const series::State& series) {
  const auto number = records.store.find(RecordKind::INDICATOR, series.indicator.text());
  if (number == 0 || !records.store[number].exists) return true;
  return records.state<indicator::State>(number).terms.hides_small_counts;
}

}  // namespace

std::vector<CellVerdict> protection_of(const Board::Records& records, Number number,
                                       std::uint64_t up_to) {
  const auto& series = records.state<series::State>(number);
  const bool counts = series.unit == Unit::COUNT || is_share(series.unit);
  if (!counts || !counts_people(records, series)) {
    return std::vector<CellVerdict>(series.points.size());
  }
  const auto family = family_of(records, number);
  if (!family.is_alone()) return within(records, family, number);
  std::vector<CellVerdict> found;
  for (const auto& table : suppression::verdicts(history_of(series), up_to)) {
    found.push_back(table.total);
  }
  return found;
}

}  // namespace closeloop
