#include "projections/measures/indicator_series.h"

#include "projections/describe.h"

namespace closeloop {
namespace {

template <RecordKind kind>
using AggregateOf = std::tuple_element_t<static_cast<std::size_t>(kind), Aggregates>;

}  // namespace

bool is_broken_down_by(const Board::Records& records, std::string_view indicator,
                       measures::Breakdown breakdown) {
  const auto number = records.store.find(RecordKind::INDICATOR, indicator);
  if (number == 0) return false;
  bool found = false;
  const auto look = [&](indicator::Definition::Reader said) {
    found = false;
    for (const auto one : said.getBreakdowns()) found = found || one == breakdown;
  };
  for_each_kept<AggregateOf<RecordKind::INDICATOR>>(records, number, [&](auto event, auto&) {
    if (event.isDefined()) look(event.getDefined());
    if (event.isRevised()) look(event.getRevised());
  });
  return found;
}

std::string series_of(const Board& board, const SeriesWanted& wanted) {
  const auto& records = board.records();
  std::string found;
  const auto indicator = records.store.find(RecordKind::INDICATOR, wanted.indicator);
  if (indicator == 0) return found;
  records.store.forward(indicator, [&](Number number) {
    const auto& record = records.store[number];
    if (!found.empty() || record.kind != RecordKind::SERIES || !record.exists) return;
    const auto& series = records.state<series::State>(number);
    if (series.agency.text() == wanted.agency && series.area == wanted.area &&
        series.category == wanted.category && series.period_kind == wanted.period_kind) {
      found = std::string{record.id};
    }
  });
  return found;
}

std::string agency_called(const Board& board, std::string_view named) {
  const auto& records = board.records();
  const auto number = records.store.find(RecordKind::AGENCY, named);
  if (number != 0 && records.store[number].exists) return std::string{named};
  std::string found;
  records.lists(list_of(RecordKind::AGENCY)).visit_from(0, [&](std::uint64_t key) {
    if (text_of(records, number_in(key)) == named) {
      found = std::string{records.store[number_in(key)].id};
    }
    return found.empty();
  });
  return found;
}

}  // namespace closeloop
