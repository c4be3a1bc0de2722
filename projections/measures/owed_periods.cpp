#include "projections/measures/owed_periods.h"

#include <algorithm>

#include "domain/period.h"
#include "projections/describe.h"
#include "projections/measures/held_series.h"
#include "projections/measures/indicator_series.h"

namespace closeloop {
namespace {

using ReturnAggregate =
    std::tuple_element_t<static_cast<std::size_t>(RecordKind::DATA_RETURN), Aggregates>;

measures::PeriodKind kind_of(const Board::Records& records, Number data_return) {
  auto kind = measures::PeriodKind::UNSET;
  for_each_kept<ReturnAggregate>(records, data_return, [&](auto event, auto&) {
    if (event.isRequested()) kind = event.getRequested().getPeriodKind();
  });
  return kind;
}

/// Whether what no agency is named for is what the agencies that owe it hold.
bool is_of_the_whole(const Board::Records& records, const series::State& series) {
  if (series.breakdown != measures::Breakdown::UNSET || !series.category.empty()) return false;
  const auto area = own_area(records);
  return (area.empty() || series.area == area) &&
         !is_broken_down_by(records, series.indicator.text(), measures::Breakdown::AGENCY);
}

}  // namespace

bool is_owed(const data_return::State& state) {
  using data_return::Phase;
  return state.phase == Phase::requested || state.phase == Phase::rejected;
}

bool is_missing(const data_return::State& state, Day asked_on) {
  return state.due_on < asked_on && is_owed(state);
}

std::vector<Owed> owed_of(const Board::Records& records, Number indicator, Day asked_on) {
  std::vector<Owed> owed;
  records.store.forward(indicator, [&](Number number) {
    const auto& record = records.store[number];
    if (record.kind != RecordKind::DATA_RETURN || !record.exists) return;
    const auto& state = records.state<data_return::State>(number);
    if (!is_missing(state, asked_on)) return;
    const auto kind = kind_of(records, number);
    const auto period = parse_period(kind, state.period);
    if (!period) return;
    owed.push_back({number, state.agency.text(), kind, state.period, period->starts, period->ends});
  });
  return owed;
}

std::vector<Owed> owed_periods(const Board::Records& records, Number number, Day asked_on) {
  const auto& series = records.state<series::State>(number);
  const auto indicator = records.store.find(RecordKind::INDICATOR, series.indicator.text());
  if (indicator == 0 || !records.store[indicator].exists) return {};
  auto owed = owed_of(records, indicator, asked_on);
  if (owed.empty()) return owed;
  const bool of_any = series.agency.text().empty() && is_of_the_whole(records, series);
  std::erase_if(owed, [&](const Owed& one) {
    return (!of_any && one.agency != series.agency.text()) || one.kind != series.period_kind ||
           series.find(one.ends) != nullptr;
  });
  std::ranges::stable_sort(owed, {}, &Owed::ends);
  owed.erase(std::unique(owed.begin(), owed.end(),
                         [](const Owed& one, const Owed& next) { return one.ends == next.ends; }),
             owed.end());
  return owed;
}

}  // namespace closeloop
