#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "projections/board_records.h"

namespace closeloop {

/// The series that stands for an indicator: of the board's own area, not broken down, for periods
/// as the definition has them; if several are, the one with the most figures. 0 if there is none,
/// or if the board has not said which of several areas is its own.
[[nodiscard]] Number headline_series(const Board::Records& records, Number indicator);

/// How many of its own periods before the end of a figure the last of what balances it may have
/// ended, to speak of the same time (decision 23).
inline constexpr int recognition_lag_most = 1;

/// Why the figure of a period may not be claimed as an improvement of its series (R13): of the
/// indicators that balance its own, in the same area, one falls, or can't be judged for that time,
/// so it can't be told whether recognition does. A sentence to follow "but"; empty if nothing
/// speaks against it.
[[nodiscard]] std::string doubt_of(const Board::Records& records, const series::State& series,
                                   const series::Point& at);
/// The same of whatever these indicators balance, in that area.
[[nodiscard]] std::string doubt_of(const Board::Records& records,
                                   const std::vector<Id<IndicatorId>>& balanced_by,
                                   std::string_view area, const series::Point& at);

}  // namespace closeloop
