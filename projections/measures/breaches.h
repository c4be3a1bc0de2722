#pragma once

#include <boost/json/array.hpp>

#include "projections/board_records.h"
#include "projections/measures/audience.h"

namespace closeloop {

/// Where a rule allows none (a target of nought, lower is better), each figure that is not nought,
/// newest first (R75): period, whose, shown, series and the event that recorded it. Empty for any
/// other indicator.
[[nodiscard]] boost::json::array breaches_of(const Board::Records& records, Number indicator,
                                             Audience audience);

}  // namespace closeloop
