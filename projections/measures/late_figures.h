#pragma once

#include <optional>
#include <string_view>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "projections/board.h"
#include "projections/measures/audience.h"

namespace closeloop {

/// Where the two clocks differ: what was `known` on a day, and what is held to have been `true` up
/// to it. Each figure that came late, or was revised or rejected since: series, period, what was
/// known and what is held, and the event that made the difference. Pure: both boards are given.
///
/// `series_late` looks at one series, `measure_late` at all those of an indicator in the
/// board's own area, and
/// `scorecard_late` at the headline series of each indicator of a priority area.
[[nodiscard]] boost::json::array series_late(const Board& known, const Board& held,
                                             std::string_view series, Audience audience);
[[nodiscard]] boost::json::array measure_late(const Board& known, const Board& held,
                                              std::string_view indicator, Audience audience);
[[nodiscard]] boost::json::array scorecard_late(const Board& known, const Board& held,
                                                std::string_view priority_area, Audience audience);

/// Adds `late` and `lateSentence` to an answer about a day in the past; nothing if nothing differs.
void add_late(boost::json::array late, Day day, boost::json::object& to);

}  // namespace closeloop
