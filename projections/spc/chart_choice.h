#pragma once

#include <cstddef>
#include <cstdint>

#include "projections/spc/xmr.h"

namespace closeloop::spc {

/// What is drawn and judged. Limits are computed and stated whatever the choice: under 12 points
/// as trial limits.
enum class ChartKind : std::uint8_t {
  dots,       ///< "Too few points to judge": no signal is claimed, and no icon shown.
  run_chart,  ///< Judged by the run chart's rules, beside trial limits.
  xmr         ///< Judged by the rules of the XmR chart.
};

inline constexpr std::size_t points_for_run_chart = 10;

/// For a series, or the last segment of one, of so many points (domain 3.1, 3.2).
[[nodiscard]] constexpr ChartKind chart_for(std::size_t points) {
  if (points < points_for_run_chart) return ChartKind::dots;
  return points < points_for_firm_limits ? ChartKind::run_chart : ChartKind::xmr;
}

}  // namespace closeloop::spc
