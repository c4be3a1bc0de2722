#pragma once

#include <string_view>

#include <boost/json/object.hpp>

#include "projections/board.h"

namespace closeloop {

/// The inventory of existing data (R65): of every indicator whether its data are available, whom
/// to ask and when it was asked; how many there are of each answer. `status` lets through only one
/// answer ("heldNotSupplied"; "notAsked"); empty: all. `invalid` if there is no such answer.
[[nodiscard]] Result<boost::json::object> inventory(const Board& board, std::string_view status,
                                                    Day asked_on);

}  // namespace closeloop
