#pragma once

#include <boost/json/object.hpp>

#include "projections/board_records.h"

namespace closeloop {

/// Adds why a closed loop should be looked at again, each with the command to reopen it
/// (`prompts`), and the later finding of its themes, if there is one (`recurrences`; R57 v).
void add_prompts(const Board::Records& records, const Loop& loop, Day asked_on,
                 boost::json::object& to);

}  // namespace closeloop
