#include "projections/measures/whole_measure.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "domain/period.h"

namespace closeloop {
namespace {

using measures::PeriodKind;
using measures::Unit;
using suppression::Cell;
using suppression::Kind;

std::optional<std::int64_t> whole(const std::optional<Decimal>& number) {
  if (!number || number->value() < 0 || number->value() > 1e15 ||
      std::abs(number->value() - std::round(number->value())) > 1e-9)
    return std::nullopt;
  return static_cast<std::int64_t>(std::llround(number->value()));
}

Cell cell_of(const series::Value& value, Unit unit) {
  Cell cell{.numerator = whole(value.numerator), .denominator = whole(value.denominator)};
  if (!is_share(unit)) {
    if (!cell.numerator) cell.numerator = whole(value.value);
    return cell;
  }
  if (value.value) cell.value = value.value->value();
  return cell;
}

/// A count may be given with what it is a part of, and so is protected as a share is.
suppression::Measure measure_in(Unit unit) {
  const bool is_rate = unit == Unit::PER10000;
  return {.kind = is_rate ? Kind::RATE : Kind::PERCENT,
          .denominator_is_known = is_rate,
          .per = unit == Unit::PERCENT ? 100.0
                 : is_rate             ? 10'000.0
                                       : 1.0,
          .decimals = unit == Unit::RATIO ? 2 : 1,
          .points = {}};
}

template <typename Use>
void for_each_value(const series::Point& point, Use&& use) {
  for (const auto& value : point.earlier) use(value);
  use(point.now);
}

/// What was held at that position.
const series::Value* held_at(const series::Point& point, std::uint64_t position) {
  const series::Value* held = nullptr;
  for_each_value(point, [&](const series::Value& value) {
    if (value.known_from <= position) held = &value;
  });
  return held;
}

std::uint64_t first_known(const series::Point& point) {
  auto first = std::numeric_limits<std::uint64_t>::max();
  for_each_value(point, [&](const auto& value) { first = std::min(first, value.known_from); });
  return first;
}

std::uint64_t first_known(const series::State& series) {
  auto first = std::numeric_limits<std::uint64_t>::max();
  for (const auto& point : series.points) first = std::min(first, first_known(point));
  return first;
}

}  // namespace

bool is_share(Unit unit) {
  return unit == Unit::PERCENT || unit == Unit::PER10000 || unit == Unit::RATIO ||
         unit == Unit::N_OF_N;
}

WholeMeasure::WholeMeasure(std::vector<Member> members) {
  for (auto& member : members) {
    const auto& series = *member.series;
    Key key{series.breakdown, series.category, series.agency.text(), series.service.text()};
    held_.push_back({std::move(member), std::move(key)});
  }
  lay_out();
  add_measures(hold());
}

/// Columns stand in the order in which they came to be known, so that tables only grow: one that is
/// looked at earlier is laid out in the same way.
void WholeMeasure::lay_out() {
  std::map<std::pair<std::uint32_t, Key>, std::uint64_t> known_from;
  for (const auto& held : held_) {
    const auto from = first_known(*held.member.series);
    const auto [at, is_new] = known_from.emplace(std::pair{held.member.indicator, held.key}, from);
    if (!is_new) at->second = std::min(at->second, from);
  }
  std::vector<std::tuple<std::uint64_t, Key, std::uint32_t>> order;
  for (const auto& [of, from] : known_from) order.emplace_back(from, of.second, of.first);
  std::sort(order.begin(), order.end());
  std::map<Key, std::size_t> categories;
  for (const auto& [from, key, indicator] : order) {
    const auto category = categories.emplace(key, categories.size()).first->second;
    if (key.is_total()) continue;
    auto& layout = layouts_[indicator];
    const auto breakdown = static_cast<std::size_t>(key.breakdown);
    const auto found = std::ranges::find(layout.breakdowns, breakdown);
    const auto at = static_cast<std::size_t>(found - layout.breakdowns.begin());
    if (found == layout.breakdowns.end()) {
      layout.breakdowns.push_back(breakdown);
      layout.categories.emplace_back();
    }
    layout.columns[key] = {from, at, layout.categories[at].size()};
    layout.categories[at].push_back(category);
  }
}

/// Who holds what. Further series of the same key are told apart period by period, in the order in
/// which they came with one: another that ended before, or began later, is no copy. What a longer
/// period is made of has its place also if only another indicator, or unit, has it.
WholeMeasure::Holdings WholeMeasure::hold() {
  std::map<std::pair<Period, Key>, std::vector<Holding>> came;
  std::set<std::tuple<PeriodKind, Day, Day>> kinds;
  for (auto& held : held_) {
    const auto& series = *held.member.series;
    held.places.resize(series.points.size());
    for (const auto& point : series.points) {
      const Period period{held.member.indicator, series.unit,  0,
                          series.period_kind,    point.starts, point.ends};
      came[{period, held.key}].push_back({&held, &point});
      kinds.emplace(period.kind, period.starts, period.ends);
    }
  }
  Holdings holdings;
  for (auto& [of, copies] : came) {
    std::stable_sort(copies.begin(), copies.end(), [](const auto& left, const auto& right) {
      return first_known(*left.point) < first_known(*right.point);
    });
    auto period = of.first;
    for (const auto& copy : copies) {
      holdings[period].push_back(copy);
      ++period.copy;
    }
    period.copy = 0;
    for (const auto& [kind, starts, ends] : kinds) {
      if (!is_part({kind, starts, ends}, period)) continue;
      holdings[{period.indicator, period.unit, 0, kind, starts, ends}];
    }
  }
  return holdings;
}

bool WholeMeasure::is_part(const std::tuple<PeriodKind, Day, Day>& part, const Period& whole) {
  const auto& [kind, starts, ends] = part;
  const auto months = months_of(kind);
  return months > 0 && months < months_of(whole.kind) && starts >= whole.starts &&
         ends <= whole.ends;
}

void WholeMeasure::add_measures(const Holdings& holdings) {
  for (auto at = holdings.begin(); at != holdings.end();) {
    const auto indicator = at->first.indicator;
    const auto unit = at->first.unit;
    auto& measure = measures_.emplace_back(measure_in(unit));
    auto& named = named_.emplace_back();
    named.measure = &measure;
    named.breakdowns = layouts_[indicator].breakdowns;
    named.categories = layouts_[indicator].categories;
    std::vector<Period> periods;
    for (; at != holdings.end() && at->first.indicator == indicator && at->first.unit == unit;
         ++at) {
      const auto& [period, its_holdings] = *at;
      periods.push_back(period);
      std::set<std::uint64_t> positions;
      for (const auto& [by, point] : its_holdings) {
        const auto place = static_cast<std::size_t>(point - by->member.series->points.data());
        by->places[place] = {named_.size() - 1, measure.points.size()};
        for_each_value(*point, [&](const auto& value) { positions.insert(value.known_from); });
      }
      auto& versions = measure.points.emplace_back().versions;
      for (const auto position : positions) {
        versions.push_back({position, table_at(period, its_holdings, position)});
      }
    }
    add_parts(periods, measure);
    name_counts(periods, named);
  }
}

suppression::Table WholeMeasure::table_at(const Period& period,
                                          const std::vector<Holding>& holdings,
                                          std::uint64_t position) const {
  suppression::Table table;
  const auto layout = layouts_.find(period.indicator);
  if (layout != layouts_.end()) {
    for (const auto& [key, column] : layout->second.columns) {
      if (column.known_from > position) continue;
      if (table.breakdowns.size() <= column.breakdown) {
        table.breakdowns.resize(column.breakdown + 1);
      }
      auto& cells = table.breakdowns[column.breakdown];
      if (cells.size() <= column.cell) cells.resize(column.cell + 1);
    }
  }
  for (const auto& [by, point] : holdings) {
    const auto* value = held_at(*point, position);
    if (value == nullptr) continue;
    const auto cell = cell_of(*value, period.unit);
    if (by->key.is_total()) {
      table.total = cell;
    } else {
      const auto& column = layout->second.columns.at(by->key);
      table.breakdowns[column.breakdown][column.cell] = cell;
    }
  }
  return table;
}

/// A year is the sum of its quarters, and of its months.
void WholeMeasure::add_parts(const std::vector<Period>& periods, suppression::Measure& measure) {
  for (std::size_t whole = 0; whole < periods.size(); ++whole) {
    std::map<PeriodKind, std::vector<std::size_t>> shorter;
    for (std::size_t part = 0; part < periods.size(); ++part) {
      const auto& one = periods[part];
      if (one.copy == 0 && is_part({one.kind, one.starts, one.ends}, periods[whole])) {
        shorter[one.kind].push_back(part);
      }
    }
    for (auto& [kind, parts] : shorter) {
      const auto wanted =
          static_cast<std::size_t>(months_of(periods[whole].kind) / months_of(kind));
      while (parts.size() < wanted) {  // One of which nothing was ever supplied.
        parts.push_back(measure.points.size());
        measure.points.emplace_back();
      }
      measure.points[whole].parts.push_back(std::move(parts));
    }
  }
}

/// Copies are what the same words count in the same period.
void WholeMeasure::name_counts(const std::vector<Period>& periods,
                               suppression::NamedMeasure& named) {
  const auto of = std::ranges::find_if(
      held_, [&](const Held& held) { return held.member.indicator == periods.front().indicator; });
  const auto& [numerators, denominators] = of->member.counts;
  for (const auto& period : periods) {
    const auto number = [&](const std::string& name) {
      return count_numbers_
          .emplace(std::tuple{name, period.kind, period.starts, period.ends}, count_numbers_.size())
          .first->second;
    };
    named.counts.push_back({number(numerators), number(denominators)});
  }
}

suppression::CellVerdict WholeMeasure::find(const suppression::TableVerdict& in,
                                            const Held& held) const {
  if (held.key.is_total()) return in.total;
  const auto& column = layouts_.at(held.member.indicator).columns.at(held.key);
  return in.breakdowns.at(column.breakdown).at(column.cell);
}

MeasureVerdicts WholeMeasure::verdicts() const {
  using suppression::Verdict;
  const auto decided = suppression::verdicts_of_versions(std::span{named_});
  MeasureVerdicts all;
  for (const auto& held : held_) {
    auto& of_series = all[held.member.number];
    for (std::size_t i = 0; i < held.places.size(); ++i) {
      const auto& [measure, at] = held.places[i];
      const auto& versions = measures_[measure].points[at].versions;
      const auto& tables = decided[measure][at];
      auto& of_point = of_series.emplace_back();
      const series::Value* before = nullptr;
      for_each_value(held.member.series->points[i], [&](const series::Value& value) {
        // What the same commit put something else in place of was in no table.
        constexpr auto withheld = Verdict::WITHHELD;
        if (before != nullptr && before->known_from == value.known_from) {
          of_point.back() = {withheld, withheld, withheld};
        }
        before = &value;
        const auto version =
            std::ranges::find(versions, value.known_from, &suppression::Version::position);
        const auto& table = tables.at(static_cast<std::size_t>(version - versions.begin()));
        of_point.push_back(find(table, held));
      });
    }
  }
  return all;
}

}  // namespace closeloop
