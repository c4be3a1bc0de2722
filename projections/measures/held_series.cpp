#include "projections/measures/held_series.h"

#include <algorithm>

#include "projections/board_records.h"

namespace closeloop {

const series::State* held_series(const Board& board, std::string_view id) {
  const auto& records = board.records();
  const auto number = records.store.find(RecordKind::SERIES, id);
  if (number == 0 || !records.store[number].exists) return nullptr;
  return &records.state<series::State>(number);
}

std::string indicator_called(const Board& board, std::string_view title) {
  const auto& records = board.records();
  std::string found;
  records.lists(list_of(RecordKind::INDICATOR)).visit_from(0, [&](std::uint64_t key) {
    const auto& state = records.state<indicator::State>(number_in(key));
    const auto& names = state.terms.also_known_as;
    if (!state.retired && (state.terms.title == title ||
                           std::find(names.begin(), names.end(), title) != names.end())) {
      found = std::string{records.store[number_in(key)].id};
    }
    return found.empty();
  });
  return found;
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
