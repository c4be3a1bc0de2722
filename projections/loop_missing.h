#pragma once

#include <boost/json/object.hpp>

#include "projections/board_records.h"

namespace closeloop {

/// Adds what a loop lacks before it can close: `missing`, each unmet test of the closure rule with
/// the command that supplies what it asks for, and `mayClose`. Nothing is missing of a loop that
/// is closed, or of a finding that opens none.
void add_missing(const Board::Records& records, const Loop& loop, Day asked_on,
                 boost::json::object& to);

}  // namespace closeloop
