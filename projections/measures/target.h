#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "projections/measures/judged_series.h"

namespace closeloop {

/// What a measure is held against.
struct Target {
  double value = 0;
  spc::Direction better = spc::Direction::neutral;
  std::string source;  ///< Where it comes from; empty if nobody said.
};

/// The target of the indicator's definition. If it has none, what was published as a target with
/// the newest figure that has one, "<=18", which says too which way is better. Nothing if neither
/// can be read.
[[nodiscard]] std::optional<Target> target_of(const Board::Records& records,
                                              const series::State& series,
                                              const JudgedSeries& judged);

/// A target as a source writes it: "<=18", ">= 90%", "<5".
[[nodiscard]] std::optional<Target> published_target(std::string_view text);

/// Whether the measure as it is can be trusted to meet its target (domain 3.1): name, label,
/// reason. Empty without a target, without a better direction, or with fewer than 12 points since
/// the limits last began anew: then nothing may be claimed. Nor is it where the definition and what
/// was published say that opposite ways are better.
[[nodiscard]] boost::json::object target_assurance(const Board::Records& records,
                                                   const series::State& series,
                                                   const JudgedSeries& judged);

/// Adds the line of the target to a chart, with where it comes from. Where neither way is better
/// it is something to compare with, and is called a benchmark.
void add_target(const Board::Records& records, const series::State& series,
                const JudgedSeries& judged, boost::json::object& chart);

}  // namespace closeloop
