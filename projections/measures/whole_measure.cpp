#include "projections/measures/whole_measure.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

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
  Cell cell{.numerator = whole(value.numerator)};
  if (!is_share(unit)) {
    if (!cell.numerator) cell.numerator = whole(value.value);
    return cell;
  }
  cell.denominator = whole(value.denominator);
  if (value.value) cell.value = value.value->value();
  return cell;
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

std::uint64_t first_known(const series::State& series) {
  auto first = std::numeric_limits<std::uint64_t>::max();
  for (const auto& point : series.points) {
    for_each_value(point, [&](const auto& value) { first = std::min(first, value.known_from); });
  }
  return first;
}

}  // namespace

bool is_share(Unit unit) {
  return unit == Unit::PERCENT || unit == Unit::PER10000 || unit == Unit::RATIO ||
         unit == Unit::N_OF_N;
}

WholeMeasure::WholeMeasure(std::vector<Member> members) {
  for (const auto& member : members) held_.push_back({member});
  for (const auto& held : held_) {
    const auto unit = held.member.series->unit;
    if (!is_share(unit)) continue;
    measure_.kind = unit == Unit::PER10000 ? Kind::RATE : Kind::PERCENT;
    measure_.denominator_is_known = unit == Unit::PER10000;
    measure_.per = unit == Unit::PERCENT ? 100 : unit == Unit::PER10000 ? 10'000 : 1;
    measure_.decimals = unit == Unit::RATIO ? 2 : 1;
  }
  lay_out();
  add_points();
  add_parts();
}

/// Columns stand in the order in which they came to be known, so that tables only grow: one that is
/// looked at earlier is laid out in the same way.
void WholeMeasure::lay_out() {
  std::map<Key, std::uint64_t> known_from;
  std::map<std::tuple<Key, PeriodKind, bool>, int> copies;
  std::vector<Key> keys;
  for (auto& held : held_) {
    const auto& series = *held.member.series;
    Key key{series.breakdown, series.category, series.agency.text(), series.service.text()};
    held.copy = copies[{key, series.period_kind, is_share(series.unit)}]++;
    const auto from = first_known(series);
    const auto [at, is_new] = known_from.emplace(key, from);
    if (!is_new) at->second = std::min(at->second, from);
    keys.push_back(std::move(key));
  }
  std::vector<std::pair<std::uint64_t, Key>> order;
  for (const auto& [key, from] : known_from) order.emplace_back(from, key);
  std::sort(order.begin(), order.end());
  std::map<measures::Breakdown, std::pair<std::size_t, std::size_t>> places;
  std::map<Key, std::size_t> column_of;
  for (const auto& [from, key] : order) {
    column_of[key] = columns_.size();
    if (key.is_total()) {
      columns_.push_back({key, from, 0, 0});
      continue;
    }
    const auto next = places.size();
    auto& [breakdown, cells] =
        places.try_emplace(key.breakdown, next, std::size_t{0}).first->second;
    columns_.push_back({key, from, breakdown, cells++});
  }
  for (std::size_t i = 0; i < held_.size(); ++i) held_[i].column = column_of.at(keys[i]);
}

WholeMeasure::Period WholeMeasure::period_of(const Held& held, const series::Point& point) {
  const auto& series = *held.member.series;
  return {!is_share(series.unit), held.copy, series.period_kind, point.starts, point.ends};
}

void WholeMeasure::add_points() {
  std::map<Period, std::set<std::uint64_t>> positions;
  for (const auto& held : held_) {
    for (const auto& point : held.member.series->points) {
      auto& known = positions[period_of(held, point)];
      for_each_value(point, [&](const auto& value) { known.insert(value.known_from); });
    }
  }
  for (const auto& [period, known] : positions) {
    periods_.push_back(period);
    measure_.points.emplace_back();
    for (const auto position : known) {
      measure_.points.back().versions.push_back(
          {position, table_at(periods_.size() - 1, position)});
    }
  }
}

suppression::Table WholeMeasure::table_at(std::size_t at, std::uint64_t position) const {
  suppression::Table table;
  for (const auto& column : columns_) {
    if (column.known_from > position || column.key.is_total()) continue;
    if (table.breakdowns.size() <= column.breakdown) table.breakdowns.resize(column.breakdown + 1);
    auto& cells = table.breakdowns[column.breakdown];
    if (cells.size() <= column.cell) cells.resize(column.cell + 1);
  }
  for (const auto& held : held_) {
    const auto& series = *held.member.series;
    const auto* point = series.find(periods_[at].ends);
    if (point == nullptr || period_of(held, *point) != periods_[at]) continue;
    const auto* value = held_at(*point, position);
    if (value == nullptr) continue;
    const auto& column = columns_[held.column];
    (column.key.is_total() ? table.total : table.breakdowns[column.breakdown][column.cell]) =
        cell_of(*value, series.unit);
  }
  return table;
}

/// A year is the sum of its quarters, and of its months; a count is the numerator of a share; a
/// second series of the same may hold the same.
void WholeMeasure::add_parts() {
  for (std::size_t whole = 0; whole < periods_.size(); ++whole) {
    const auto same = [&](bool counts, int copy) {
      const auto& [also, other, kind, starts, ends] = periods_[whole];
      const Period wanted{counts, copy, kind, starts, ends};
      const auto found = std::lower_bound(periods_.begin(), periods_.end(), wanted);
      if (found == periods_.end() || *found != wanted) return;
      measure_.points[whole].parts.push_back({static_cast<std::size_t>(found - periods_.begin())});
    };
    if (periods_[whole].copy > 0) same(periods_[whole].counts, 0);
    if (periods_[whole].counts) same(false, periods_[whole].copy);
    add_shorter_periods(whole);
  }
}

void WholeMeasure::add_shorter_periods(std::size_t whole) {
  const auto& [counts, copy, kind, starts, ends] = periods_[whole];
  const auto months = months_of(kind);
  std::map<PeriodKind, std::vector<std::size_t>> shorter;
  for (std::size_t part = 0; part < periods_.size(); ++part) {
    const auto& one = periods_[part];
    const auto its_months = months_of(one.kind);
    if (one.counts == counts && one.copy == copy && its_months > 0 && its_months < months &&
        one.starts >= starts && one.ends <= ends) {
      shorter[one.kind].push_back(part);
    }
  }
  for (auto& [its_kind, parts] : shorter) {
    const auto wanted = static_cast<std::size_t>(months / months_of(its_kind));
    if (parts.size() < wanted && !absent_) {
      absent_ = measure_.points.size();
      measure_.points.emplace_back();
    }
    while (parts.size() < wanted) parts.push_back(*absent_);
    measure_.points[whole].parts.push_back(std::move(parts));
  }
}

suppression::CellVerdict WholeMeasure::find(const suppression::TableVerdict& in,
                                            std::size_t column) const {
  const auto& at = columns_[column];
  return at.key.is_total() ? in.total : in.breakdowns.at(at.breakdown).at(at.cell);
}

MeasureVerdicts WholeMeasure::verdicts() const {
  using suppression::Verdict;
  const auto decided = suppression::verdicts_of_versions(measure_);
  MeasureVerdicts all;
  for (const auto& held : held_) {
    auto& of_series = all[held.member.number];
    for (const auto& point : held.member.series->points) {
      const auto at = static_cast<std::size_t>(
          std::lower_bound(periods_.begin(), periods_.end(), period_of(held, point)) -
          periods_.begin());
      const auto& versions = measure_.points[at].versions;
      auto& of_point = of_series.emplace_back();
      const series::Value* before = nullptr;
      for_each_value(point, [&](const series::Value& value) {
        // What the same commit put something else in place of was in no table.
        constexpr auto withheld = Verdict::WITHHELD;
        if (before != nullptr && before->known_from == value.known_from) {
          of_point.back() = {withheld, withheld, withheld};
        }
        before = &value;
        const auto version =
            std::ranges::find(versions, value.known_from, &suppression::Version::position);
        const auto& table = decided[at].at(static_cast<std::size_t>(version - versions.begin()));
        of_point.push_back(find(table, held.column));
      });
    }
  }
  return all;
}

}  // namespace closeloop
