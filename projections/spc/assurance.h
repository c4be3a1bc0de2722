#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "projections/spc/xmr.h"

namespace closeloop::spc {

/// Whether the process, as it is, can be trusted to meet its target (domain 3.1).
enum class Assurance : std::uint8_t {
  none,             ///< No target, no better direction, or no points.
  consistent_pass,  ///< All that ordinary variation reaches meets the target.
  consistent_fail,  ///< None of it does.
  inconsistent      ///< Hit and miss: a target on a limit too.
};

/// By the limits alone; says nothing of whether there are points enough to judge (chart_for). As
/// NHSRplotthedots 0.2.0, R/ptd_calculate_assurance_type.R.
[[nodiscard]] Assurance assurance(double lower, double upper, std::optional<double> target,
                                  Direction better);

/// By the limits of the last segment: what was before a rebase counts no more.
[[nodiscard]] Assurance assurance(std::span<const Limits> segments, std::optional<double> target,
                                  Direction better);

}  // namespace closeloop::spc
