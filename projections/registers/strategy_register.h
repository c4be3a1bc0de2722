#pragma once

#include <string_view>

#include <boost/json/object.hpp>

#include "projections/board.h"
#include "projections/page.h"

namespace closeloop {

/// The register of strategies (R09). Whether a strategy is in place and whether it works are two
/// things: the first follows from its approval and review, the second from what the Board stated,
/// with the evidence that it rests on. That it works well is said only while outcome evidence for
/// it stands; once that was withdrawn or challenged, it says so instead. With the actions that
/// deliver each, and reviews that are overdue. Only of one priority area, if one is named.
[[nodiscard]] boost::json::object strategy_register(const Board& board, std::string_view area,
                                                    Day asked_on);

}  // namespace closeloop
