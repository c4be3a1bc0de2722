#pragma once

#include <boost/json/object.hpp>

#include "projections/measures/judged_series.h"

namespace closeloop {

/// Whether the measure as it is can be trusted to meet its target (domain 3.1): name, label,
/// reason. Empty without a target, without a better direction, or with fewer than 12 points since
/// the limits last began anew: then nothing may be claimed.
[[nodiscard]] boost::json::object target_assurance(const indicator::Terms& terms,
                                                   const series::State& series,
                                                   const JudgedSeries& judged);

/// Adds the line of the target to a chart, with where it comes from. Where neither way is better
/// it is something to compare with, and is called a benchmark.
void add_target(const indicator::Terms& terms, const series::State& series,
                boost::json::object& chart);

}  // namespace closeloop
