#pragma once

#include <string_view>

#include <boost/json/object.hpp>

#include "projections/board.h"
#include "projections/measures/audience.h"

namespace closeloop {

/// Puts beside each measure of a scorecard what it showed as it was known on an earlier day: its
/// signal and its newest figure (`then`), and adds a sentence that counts what changed
/// (`comparison`). `then` is the board as it was known that day.
void add_then(const Board& then, Day then_on, Audience audience, boost::json::object& scorecard);

}  // namespace closeloop
