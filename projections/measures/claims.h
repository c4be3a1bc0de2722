#pragma once

#include <boost/json/array.hpp>

#include "projections/board_records.h"

namespace closeloop {

/// What is said to have made a difference in what a question asks about, each claim with the ids of
/// the evidence that it rests on (R70): measures that are improving, of these rows, and loops of
/// its priority area and themes that were closed with improvement. A claim with no evidence says
/// so.
[[nodiscard]] boost::json::array claims_of_difference(const Board::Records& records,
                                                      const question::State& question,
                                                      const boost::json::array& measures);

}  // namespace closeloop
