#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "projections/board.h"

namespace closeloop {

/// That somebody opened the small numbers of an indicator: when, and in which event.
struct SmallNumbersOpening {
  std::string person;
  eventstore::Timestamp at;
  eventstore::Position position;
};

/// The id of the indicator that a question is about: of "indicators" itself, of "series" the one
/// that it is of; empty if there is none.
[[nodiscard]] std::string indicator_behind(const Board& board, std::string_view resource,
                                           std::string_view id);

/// Whether any of that indicator's figures may be hidden: of what counts no people, none are.
[[nodiscard]] bool hides_small_numbers(const Board& board, std::string_view indicator);

/// The last time that this person opened them on that day (UTC), if ever.
[[nodiscard]] std::optional<SmallNumbersOpening> opening_of(const Board& board,
                                                            std::string_view indicator,
                                                            std::string_view person, Day today);

/// {"sentence", "by", "at", "event"}: who opened what is shown, for the head of a page.
[[nodiscard]] boost::json::object opening_json(const Board& board,
                                               const SmallNumbersOpening& opening);

}  // namespace closeloop
