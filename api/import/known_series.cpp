#include "api/import/known_series.h"

#include "projections/board_records.h"
#include "projections/measures/figures.h"
#include "projections/measures/held_series.h"
#include "projections/measures/indicator_series.h"

namespace closeloop::imports {

KnownSeries known_series(const Board& board) {
  return {.series = [&board](std::string_view id) { return held_series(board, id); },
          .indicator = [&board](std::string_view title) { return indicator_called(board, title); },
          .definition = [&board](std::string_view id) { return held_indicator(board, id); },
          .is_by_agency =
              [&board](std::string_view id) {
                return is_broken_down_by(board.records(), id, measures::Breakdown::AGENCY);
              },
          .is_hidden =
              [&board](std::string_view id, Day ends) {
                const auto& records = board.records();
                const auto* series = held_series(board, id);
                const auto* point = series == nullptr ? nullptr : series->find(ends);
                return point != nullptr &&
                       is_hidden(records, records.store.find(RecordKind::SERIES, id), ends,
                                 point->now.version.number());
              },
          .code_list = [&board](std::string_view id) { return held_code_list(board, id); },
          .data_return = [&board](std::string_view id) { return held_return(board, id); },
          .agency = [&board](std::string_view named) { return agency_called(board, named); },
          .series_of =
              [&board](std::string_view indicator, std::string_view agency, const ReturnRow& row) {
                return series_of(board, {.indicator = indicator,
                                         .agency = agency,
                                         .area = row.area,
                                         .category = row.category,
                                         .period_kind = row.period_kind});
              }};
}

LookAt as_held_by(const Projector& projector) {
  return [&projector](const std::function<void(const KnownSeries&)>& use) {
    const auto live = projector.live();
    use(known_series(*live));
  };
}

}  // namespace closeloop::imports
