#include "projections/measures/openings.h"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "projections/board_records.h"
#include "projections/describe.h"
#include "projections/measures/held_series.h"

namespace closeloop {

std::string indicator_behind(const Board& board, std::string_view resource, std::string_view id) {
  if (resource == "indicators") return std::string{id};
  const auto* series = resource == "series" ? held_series(board, id) : nullptr;
  return series == nullptr ? std::string{} : series->indicator.text();
}

bool hides_small_numbers(const Board& board, std::string_view indicator) {
  const auto& records = board.records();
  const auto number = records.store.find(RecordKind::INDICATOR, indicator);
  return number != 0 && records.state<indicator::State>(number).terms.hides_small_counts;
}

std::optional<SmallNumbersOpening> opening_of(const Board& board, std::string_view indicator,
                                              std::string_view person, Day today) {
  const auto& records = board.records();
  const auto number = records.store.find(RecordKind::INDICATOR, indicator);
  if (number == 0) return std::nullopt;
  for (auto opening = records.openings.rbegin(); opening != records.openings.rend(); ++opening) {
    const auto on = std::chrono::floor<std::chrono::days>(opening->at);
    if (on < today) break;  // Times of recording only grow.
    if (on == today && opening->indicator == number && opening->person == person) {
      return SmallNumbersOpening{opening->person, opening->at,
                                 eventstore::Position{opening->position}};
    }
  }
  return std::nullopt;
}

boost::json::object opening_json(const Board& board, const SmallNumbersOpening& opening) {
  const auto& records = board.records();
  const auto number = records.store.find(RecordKind::PERSON, opening.person);
  const auto name = number != 0 && records.store[number].exists ? text_of(records, number)
                                                                : std::string{opening.person};
  return {{"sentence", fmt::format("Small numbers are shown. {} opened them on {}; not for "
                                   "publication, and not to be passed on.",
                                   name, long_form(opening.at))},
          {"by", name},
          {"at", iso(opening.at)},
          {"event", fmt::format("/events/{}", opening.position.number())}};
}

}  // namespace closeloop
