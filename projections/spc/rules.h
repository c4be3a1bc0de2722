#pragma once

#include <span>
#include <vector>

/// The single rules of an XmR chart (domain 3.1), each on its own, so that published vectors can
/// be run against them. As in NHSRplotthedots 0.2.0, R/ptd_calculate_point_type.R. All are pure,
/// and answer with one number for each point.
namespace closeloop::spc {

/// 1 at each point that is the seventh or a later one in a row strictly on one side of the mean,
/// else 0. `sides`: 1 above, -1 below, 0 on the mean, which breaks a run.
[[nodiscard]] std::vector<int> seven_one_side(std::span<const int> sides);

/// 1 at each point that is the seventh or a later one of a strict rise, -1 of a strict fall, else
/// 0. Neighbours that are equal but for the noise of binary fractions break it.
[[nodiscard]] std::vector<int> seven_trend(std::span<const double> values);

/// 1 at each point that a run of seven covers, else 0. `ends`: 1 or -1 where the last of seven is.
[[nodiscard]] std::vector<int> back_fill_seven(std::span<const int> ends);

/// 1 at each point that is one of three neighbours, all on the same side of the mean, of which at
/// least two are close to a limit; else 0. `close`: 1 between a near limit and its limit, else 0.
/// `sides`: as above; a side that is left out at the end counts as on the mean.
[[nodiscard]] std::vector<int> two_in_three(std::span<const int> close, std::span<const int> sides);

/// Of those, only the points that are close to a limit themselves. These are what a chart flags.
[[nodiscard]] std::vector<int> two_in_three_close_only(std::span<const int> close,
                                                       std::span<const int> sides);

}  // namespace closeloop::spc
