#pragma once

#include <optional>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "projections/measures/judged_series.h"

/// What happened to a series at the places where its line is broken or its limits begin anew.
namespace closeloop {

/// index (among all periods), what changed, the reason in the words of who said so, and the event;
/// in the order of time. `number` is that of the series, 0 if it is no record. To whom the series
/// is closed, its reasons and events are not told (R28).
[[nodiscard]] boost::json::array breaks_model(const Board::Records& records, Number number,
                                              const series::State& series,
                                              const JudgedSeries& judged, Audience audience);

/// Why the segment that begins at that place has limits of its own: kind ("rebase" or "break"),
/// what, reason, event; id, text and href of the action that is said to have changed it.
[[nodiscard]] std::optional<boost::json::object> cause_of_limits(
    const Board::Records& records, Number number, const series::State& series,
    const JudgedSeries& judged, std::size_t place, Audience audience);

}  // namespace closeloop
