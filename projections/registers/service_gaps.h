#pragma once

#include <string_view>

#include <boost/json/array.hpp>

#include "projections/board.h"
#include "projections/page.h"

namespace closeloop {

/// A line for each audience of a priority area that no service on the register runs for on that
/// day (R12): a sentence, the area, the audience, and what services for it there were or will be.
/// An area for which no service was ever registered has one line for all. Only of one audience or
/// area, if one is named.
[[nodiscard]] boost::json::array service_gaps(const Board::Records& records,
                                              std::string_view audience, std::string_view area,
                                              Day asked_on);

}  // namespace closeloop
