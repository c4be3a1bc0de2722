#pragma once

#include <boost/json/object.hpp>

#include "projections/board_records.h"

namespace closeloop {

/// Adds the chains of a finding's loop, as columns, nodes, links and rows: from the finding by
/// way of learning and recommendations to actions, their evidence and the improvement. Where a
/// chain stops short, it says what is missing and since when.
void add_chains(const Board::Records& records, const Loop& loop, Day asked_on,
                boost::json::object& to);

}  // namespace closeloop
