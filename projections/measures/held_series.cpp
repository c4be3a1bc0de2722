#include "projections/measures/held_series.h"

#include <algorithm>

#include "projections/board_records.h"
#include "projections/measures/measure_row.h"

namespace closeloop {

namespace {

template <typename State>
const State* held(const Board& board, RecordKind kind, std::string_view id) {
  const auto& records = board.records();
  const auto number = records.store.find(kind, id);
  if (number == 0 || !records.store[number].exists) return nullptr;
  return &records.state<State>(number);
}

}  // namespace

const series::State* held_series(const Board& board, std::string_view id) {
  return held<series::State>(board, RecordKind::SERIES, id);
}
const indicator::State* held_indicator(const Board& board, std::string_view id) {
  return held<indicator::State>(board, RecordKind::INDICATOR, id);
}
const code_list::State* held_code_list(const Board& board, std::string_view id) {
  return held<code_list::State>(board, RecordKind::CODE_LIST, id);
}
const data_return::State* held_return(const Board& board, std::string_view id) {
  return held<data_return::State>(board, RecordKind::DATA_RETURN, id);
}

std::string indicator_called(const Board& board, std::string_view named) {
  const auto& records = board.records();
  if (const auto number = records.store.find(RecordKind::INDICATOR, named);
      number != 0 && records.store[number].exists) {
    return records.state<indicator::State>(number).retired ? "" : std::string{named};
  }
  std::string found;
  records.lists(list_of(RecordKind::INDICATOR)).visit_from(0, [&](std::uint64_t key) {
    const auto& state = records.state<indicator::State>(number_in(key));
    const auto& names = state.terms.also_known_as;
    if (!state.retired && (state.terms.title == named ||
                           std::find(names.begin(), names.end(), named) != names.end())) {
      found = std::string{records.store[number_in(key)].id};
    }
    return found.empty();
  });
  return found;
}

std::vector<std::string> indicator_ids(const Board& board) {
  std::vector<std::string> ids;
  for (const auto number : indicators(board.records())) {
    ids.emplace_back(board.records().store[number].id);
  }
  return ids;
}

std::string own_area(const Board::Records& records) {
  std::string area;
  records.lists(list_of(RecordKind::BOARD)).visit_from(0, [&](std::uint64_t key) {
    area = records.state<board::State>(number_in(key)).area;
    return area.empty();
  });
  return area;
}

}  // namespace closeloop
