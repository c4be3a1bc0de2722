#pragma once

#include "projections/board.h"
#include "projections/page.h"

namespace closeloop {

/// Per imported plan and in all: what `expected` holds in the published plans, in its names
/// and with its source's ids.
[[nodiscard]] boost::json::object plan_summaries(const Board&, Day as_at);

}  // namespace closeloop
