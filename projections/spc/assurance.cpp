#include "projections/spc/assurance.h"

#include <array>

#include "projections/spc/noise.h"

namespace closeloop::spc {

Assurance assurance(double lower, double upper, std::optional<double> target, Direction better) {
  if (!target || better == Direction::neutral) return Assurance::none;
  const std::array lines{lower, upper, *target};
  const double noise = noise_of(lines);
  const bool higher = better == Direction::higher;
  if (side_of(*target, upper, noise) > 0) {
    return higher ? Assurance::consistent_fail : Assurance::consistent_pass;
  }
  if (side_of(*target, lower, noise) < 0) {
    return higher ? Assurance::consistent_pass : Assurance::consistent_fail;
  }
  return Assurance::inconsistent;
}

Assurance assurance(std::span<const Limits> segments, std::optional<double> target,
                    Direction better) {
  if (segments.empty()) return Assurance::none;
  return assurance(segments.back().lower, segments.back().upper, target, better);
}

}  // namespace closeloop::spc
