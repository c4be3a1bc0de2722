#pragma once

#include "projections/board.h"
#include "projections/page.h"

namespace closeloop {

/// L01-L07 (domain 2.4), each with numerator, denominator and what it counts in words, and the
/// number of loops at each stage. What cannot be measured yet says so instead of showing 0.
[[nodiscard]] boost::json::object loop_measures(const Board&, Day asked_on);

}  // namespace closeloop
