#pragma once

#include <string>
#include <string_view>

#include "domain/series.h"
#include "projections/board.h"

namespace closeloop {

/// The series of that id as it is held; null if there is none. Lent: it lies in the board.
[[nodiscard]] const series::State* held_series(const Board& board, std::string_view id);

/// The id of the indicator that has this title or is also known by it; empty if there is none, or
/// if it was retired.
[[nodiscard]] std::string indicator_called(const Board& board, std::string_view title);

/// The area of the board's own figures; empty if none was set.
[[nodiscard]] std::string own_area(const Board::Records& records);

}  // namespace closeloop
