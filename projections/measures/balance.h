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

/// Why no improvement may be claimed of a series (R13): of the indicators that balance its own, in
/// the same area, one falls, or can't be judged, so it can't be told whether recognition does. A
/// sentence to follow "but"; empty if nothing speaks against it.
[[nodiscard]] std::string doubt_of(const Board::Records& records, const series::State& series);
/// The same of whatever these indicators balance, in that area.
[[nodiscard]] std::string doubt_of(const Board::Records& records,
                                   const std::vector<Id<IndicatorId>>& balanced_by,
                                   std::string_view area);

}  // namespace closeloop
