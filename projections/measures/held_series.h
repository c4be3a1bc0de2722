#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/code_list.h"
#include "domain/data_return.h"
#include "domain/indicator.h"
#include "domain/series.h"
#include "projections/board.h"

namespace closeloop {

/// The series of that id as it is held; null if there is none. Lent: it lies in the board.
[[nodiscard]] const series::State* held_series(const Board& board, std::string_view id);

/// The same of an indicator, a code list and a return.
[[nodiscard]] const indicator::State* held_indicator(const Board& board, std::string_view id);
[[nodiscard]] const code_list::State* held_code_list(const Board& board, std::string_view id);
[[nodiscard]] const data_return::State* held_return(const Board& board, std::string_view id);

/// The id of the indicator that has this id or title, or is also known by it; empty if there is
/// none, or if it was retired.
[[nodiscard]] std::string indicator_called(const Board& board, std::string_view named);

/// The ids of the indicators that are not retired, N2 before N10.
[[nodiscard]] std::vector<std::string> indicator_ids(const Board& board);

/// The area of the board's own figures; empty if none was set.
[[nodiscard]] std::string own_area(const Board::Records& records);

}  // namespace closeloop
