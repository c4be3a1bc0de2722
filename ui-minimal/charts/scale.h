#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Numbers on a chart: the steps of an axis, how numbers are written, where labels stand. No
/// function asks the machine's locale, so the same chart gives the same bytes everywhere.
namespace closeloop::ui::charts {

struct Ticks {
  double low = 0;   ///< The axis goes from here,
  double high = 1;  ///< to here: whole steps, and never equal.
  double step = 1;
  std::vector<double> at;  ///< Rising, from low to high.
};

/// Steps of 1, 2 or 5 times a power of ten that cover low to high, about so many. Equal or nearly
/// equal ends are drawn apart, so that a constant series stands in the middle.
[[nodiscard]] Ticks ticks(double low, double high, int about);

/// "1,234.5"; never "-0".
[[nodiscard]] std::string grouped(double value, int decimals);

/// For an axis of that step: "0", "0.25", "12,000", "1.5m", "2bn"; with "%" if the unit is percent.
[[nodiscard]] std::string on_axis(double value, double step, std::string_view unit);

/// A mean, a limit or a median beside an axis of that step: finer than the axis, percentages always
/// with a decimal ("42.2%", domain 3.4).
[[nodiscard]] std::string beside_axis(double value, double step, std::string_view unit);

/// A place in a picture, in tenths: "12.5", "40".
[[nodiscard]] std::string coordinate(double value);

/// Places as near as can be to where they are wanted, at least a gap apart, all between low and
/// high, in the same order. If there is no room for the gap they stand as far apart as they can.
[[nodiscard]] std::vector<double> spread(const std::vector<double>& wanted, double gap, double low,
                                         double high);

}  // namespace closeloop::ui::charts
