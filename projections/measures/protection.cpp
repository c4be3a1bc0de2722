#include "projections/measures/protection.h"

#include <algorithm>
#include <set>

#include "projections/measures/whole_measure.h"

namespace closeloop {
namespace {

using measures::Unit;
using suppression::CellVerdict;
using suppression::Verdict;

Number indicator_of(const Board::Records& records, const series::State& series) {
  const auto number = records.store.find(RecordKind::INDICATOR, series.indicator.text());
  return number != 0 && records.store[number].exists ? number : 0;
}

/// The series that may say something of the same children: those of its area, of its indicator and
/// of those that count the same. Of what has no indicator the title says what it counts.
std::vector<WholeMeasure::Member> members_of(const Board::Records& records, Number number) {
  const auto& series = records.state<series::State>(number);
  std::vector<WholeMeasure::Member> members;
  const auto consider = [&](Number other, Number indicator, const CountNames& counts) {
    if (records.store[other].kind != RecordKind::SERIES || !records.store[other].exists) return;
    const auto& state = records.state<series::State>(other);
    const bool is_counted = state.unit == Unit::COUNT || is_share(state.unit);
    if (state.area == series.area && is_counted) {
      members.push_back({other, &state, indicator, counts});
    }
  };
  if (const auto own = indicator_of(records, series); own != 0) {
    for (const auto indicator : counted_together(records, own)) {
      const auto counts = count_names(records, indicator);
      records.store.forward(indicator, [&](Number other) { consider(other, indicator, counts); });
    }
  } else {
    records.lists(list_of(RecordKind::SERIES)).visit_from(0, [&](std::uint64_t key) {
      const auto& other = records.state<series::State>(number_in(key));
      if (other.title == series.title && indicator_of(records, other) == 0) {
        consider(number_in(key), 0, {"numerator", "denominator"});
      }
      return true;
    });
  }
  // By number, as they came: not in the order of links, which a later event may change.
  std::sort(members.begin(), members.end(),
            [](const auto& left, const auto& right) { return left.number < right.number; });
  return members;
}

bool is_protected(const Board::Records& records, const series::State& series) {
  if (series.unit != Unit::COUNT && !is_share(series.unit)) return false;
  const auto indicator = indicator_of(records, series);
  return indicator == 0 || records.state<indicator::State>(indicator).terms.hides_small_counts;
}

MeasureVerdicts all_shown(Number number, const series::State& series) {
  MeasureVerdicts shown;
  for (const auto& point : series.points) {
    shown[number].emplace_back(point.earlier.size() + 1);
  }
  return shown;
}

constexpr CellVerdict withheld{Verdict::WITHHELD, Verdict::WITHHELD, Verdict::WITHHELD};

/// By a board that knows more than the one that is looked at.
CellVerdict verdict_by_all(const Board::Records& records, std::string_view id, Day ends,
                           eventstore::Version version) {
  const auto number = records.store.find(RecordKind::SERIES, id);
  if (number == 0 || !records.store[number].exists) return withheld;
  const auto& series = records.state<series::State>(number);
  const auto* point = series.find(ends);
  if (point == nullptr) return withheld;
  for (std::size_t place = 0; place <= point->earlier.size(); ++place) {
    if (point->at(place).version != version) continue;
    return verdict_on(records, number, static_cast<std::size_t>(point - series.points.data()),
                      place);
  }
  return withheld;
}

}  // namespace

std::shared_ptr<const MeasureVerdicts> protection_of(const Board::Records& records, Number number) {
  if (auto known = records.protection.find(number)) return known;
  const auto& series = records.state<series::State>(number);
  auto made = std::make_shared<const MeasureVerdicts>(
      is_protected(records, series) ? WholeMeasure{members_of(records, number)}.verdicts()
                                    : all_shown(number, series));
  records.protection.keep(made);
  return made;
}

CellVerdict verdict_on(const Board::Records& records, Number number, std::size_t point,
                       std::size_t value) {
  const auto& series = records.state<series::State>(number);
  const auto& held = series.points[point];
  const auto& of = held.at(value);
  if (records.all_known) {
    return verdict_by_all(records.all_known->records(), records.store[number].id, held.ends,
                          of.version);
  }
  if (records.amid_commit && of.known_from == records.commit.number() &&
      is_protected(records, series)) {
    return withheld;
  }
  return protection_of(records, number)->at(number).at(point).at(value);
}

void forget_protection(Board::Records& records, const std::vector<Number>& touched) {
  if (records.protection.is_empty()) return;
  std::set<Number> done;
  for (const auto number : touched) {
    // What counts the same as an indicator may have been said anew.
    if (records.store[number].kind == RecordKind::INDICATOR) return records.protection.forget_all();
    if (records.store[number].kind != RecordKind::SERIES) continue;
    records.protection.forget(number);
    const auto indicator = indicator_of(records, records.state<series::State>(number));
    // Which others have its title is not looked up here.
    if (indicator == 0) return records.protection.forget_all();
    if (!done.insert(indicator).second) continue;
    // It may be new among them.
    for (const auto other : counted_together(records, indicator)) {
      records.store.forward(other, [&](Number series) { records.protection.forget(series); });
    }
  }
}

}  // namespace closeloop
