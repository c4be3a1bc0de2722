#pragma once

#include <string_view>

#include "projections/board.h"
#include "projections/page.h"

namespace closeloop {

/// One finding's loop: the records along it, forward and back, as nodes and links; one row per
/// chain; its stage; what is missing before it can close; prompts to reopen. With `focus`, the id
/// of one of its records, what lies on a way through that is marked. `not_found` if there is no
/// such finding, or nothing of that id in its loop.
[[nodiscard]] Result<boost::json::object> finding_loop(const Board&, std::string_view id,
                                                       Day asked_on, std::string_view focus = {});

}  // namespace closeloop
