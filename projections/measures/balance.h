#pragma once

#include "projections/measures/series_chart.h"

namespace closeloop {

/// The series that stands for an indicator: of the board's own area, not broken down, for periods
/// as the definition has them; if several are, the one with the most figures. 0 if there is none, or
/// if the board has not said which of several areas is its own.
[[nodiscard]] Number headline_series(const Board::Records& records, Number indicator);

/// What an indicator may claim (R13): an improvement only if recognition is not falling, by the
/// indicators that balance it. If one of them falls, or can't be judged, it can't be told.
[[nodiscard]] Signal balanced_signal(const Board::Records& records, Number indicator,
                                     Signal signal);

}  // namespace closeloop
