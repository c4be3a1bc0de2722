#pragma once

#include <boost/json/object.hpp>

#include "projections/board.h"
#include "projections/page.h"

namespace closeloop {

/// The code lists: of each the codes that are valid on the day that is asked for, those that were
/// valid earlier, those that will be, and the indicators whose categories it lists.
[[nodiscard]] boost::json::object code_lists(const Board& board, Day asked_on);

}  // namespace closeloop
