#include "projections/measures/asked_return.h"

#include "projections/describe.h"
#include "projections/measures/balance.h"
#include "projections/measures/held_series.h"

namespace closeloop {
namespace {

template <RecordKind kind>
using AggregateOf = std::tuple_element_t<static_cast<std::size_t>(kind), Aggregates>;

AskedFigure figure_of(const Board::Records& records, Number indicator) {
  const auto& terms = records.state<indicator::State>(indicator).terms;
  AskedFigure figure{.indicator = std::string{records.store[indicator].id},
                     .title = terms.title,
                     .counted = {},
                     .out_of = {},
                     .area = own_area(records),
                     .unit = terms.unit};
  if (const auto series = headline_series(records, indicator); figure.area.empty() && series != 0) {
    figure.area = records.state<series::State>(series).area;
  }
  const auto look = [&](indicator::Definition::Reader said) {
    figure.counted = eventstore::str(said.getNumerator());
    figure.out_of = eventstore::str(said.getDenominator());
  };
  for_each_kept<AggregateOf<RecordKind::INDICATOR>>(records, indicator, [&](auto event, auto&) {
    if (event.isDefined()) look(event.getDefined());
    if (event.isRevised()) look(event.getRevised());
  });
  return figure;
}

}  // namespace

Result<AskedReturn> asked_return(const Board& board, std::string_view id) {
  const auto& records = board.records();
  BOOST_OUTCOME_TRY(const auto number, must_find(records, "returns", id));
  const auto& state = records.state<data_return::State>(number);
  AskedReturn asked{.agency_name = agency_name(records, state.agency.text()),
                    .period = state.period,
                    .period_kind = measures::PeriodKind::UNSET,
                    .due = state.due_on,
                    .figures = {}};
  for_each_kept<AggregateOf<RecordKind::DATA_RETURN>>(records, number, [&](auto event, auto&) {
    if (event.isRequested()) asked.period_kind = event.getRequested().getPeriodKind();
  });
  for (const auto& indicator : state.indicators) {
    const auto of = records.store.find(RecordKind::INDICATOR, indicator.text());
    if (of != 0 && records.store[of].exists) asked.figures.push_back(figure_of(records, of));
  }
  for (auto& figure : asked.figures) {
    if (figure.area.empty()) figure.area = asked.agency_name;
  }
  return asked;
}

}  // namespace closeloop
