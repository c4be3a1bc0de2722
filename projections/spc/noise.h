#pragma once

#include <algorithm>
#include <cmath>
#include <span>

namespace closeloop::spc {

/// How far two numbers of this series may lie apart and still be the same number. Series are
/// published as decimals, which binary numbers only come near: 0.1 + 0.2 and 0.3, or a constant
/// series and its own mean, must count as equal, or points are flagged that nobody could see. A
/// millionth of a millionth of the largest value is far above such noise and far below any
/// published digit.
[[nodiscard]] inline double noise_of(std::span<const double> values) {
  double largest = 0;
  for (const double value : values) largest = std::max(largest, std::abs(value));
  return largest * 1e-12;
}

/// Which side of `line` the value is on: 1 above, -1 below, 0 on it.
[[nodiscard]] inline int side_of(double value, double line, double noise) {
  if (value - line > noise) return 1;
  return line - value > noise ? -1 : 0;
}

}  // namespace closeloop::spc
