#pragma once

#include <vector>

#include "projections/spc/xmr.h"

/// Series and short words for the tests of charts.
namespace closeloop::spc::testing {

using Series = std::vector<double>;

/// The vignette "deviations" of NHSRplotthedots: one outlier.
inline const Series vignette{1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1};

// Published by the Department for Education for Shropshire, in percent, a year a point.
inline const Series s011_neglect{27.5, 34.1, 40.5, 34.7, 25.9, 27.0, 27.1, 24.2};
inline const Series s045_missing{5.7, 5.7, 7.0, 6.3, 6.6, 6.4, 6.3, 6.4};
inline const Series s113_repeat_plans{16.9, 26.5, 21.5, 11,   24.1, 16.4, 19.5,
                                      18.4, 21.4, 18.7, 22.2, 13.5, 21.3};

/// The indexes of the points that meet that rule.
inline std::vector<std::size_t> flagged(const XmrChart& chart, Rule rule) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < chart.points.size(); ++i) {
    if (chart.points[i].rule == rule) found.push_back(i);
  }
  return found;
}

/// The indexes of the points that meet any rule.
inline std::vector<std::size_t> special(const XmrChart& chart) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < chart.points.size(); ++i) {
    if (chart.points[i].rule != Rule::none) found.push_back(i);
  }
  return found;
}

}  // namespace closeloop::spc::testing
