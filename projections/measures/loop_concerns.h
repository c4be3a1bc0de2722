#pragma once

#include <vector>

#include "projections/measures/data_shift.h"

namespace closeloop {

struct LoopConcern {
  Number indicator = 0;
  FigureConcern figure;
};

/// The indicators that a closed loop's actions are meant to move, and whose figures give concern by
/// what came after its closing alone. Empty of a loop that is open.
[[nodiscard]] std::vector<LoopConcern> concerns_since_closing(const Board::Records& records,
                                                              const Loop& loop);

/// The closed loops that have such a concern, each once, in the order of their numbers. Worked out
/// when it is first asked for since the board settled.
[[nodiscard]] ConcernMemo::Loops loops_of_concern(const Board::Records& records);

}  // namespace closeloop
