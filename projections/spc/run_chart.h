#pragma once

#include <cstddef>
#include <span>

namespace closeloop::spc {

/// A run chart with the two rules of Anhoej (domain 3.2). Beside it, don't say "special cause" or
/// "stable": it tells only random from not random.
struct RunChart {
  double median = 0;
  std::size_t useful = 0;  ///< Points that are not on the median. The others are passed over.
  std::size_t longest_run = 0;
  std::size_t longest_run_max = 0;  ///< A longer run is a shift: round(log2(useful)) + 3.
  std::size_t crossings = 0;
  std::size_t crossings_min = 0;  ///< Fewer are too few: see fewest_crossings.
  bool shift = false;
  bool few_crossings = false;

  [[nodiscard]] bool signals() const { return shift || few_crossings; }
};

/// Of finite numbers in order of time. Without a useful point, nothing is signalled. As
/// runs.analysis in R's qicharts2.
[[nodiscard]] RunChart run_chart(std::span<const double> values);

/// R's qbinom(0.05, useful - 1, 0.5), in whole numbers of ways: the fewest crossings k for which a
/// random series of so many useful points has k or fewer in at least 5 of 100 cases (Chen 2010,
/// as cited by qicharts2).
[[nodiscard]] std::size_t fewest_crossings(std::size_t useful);

}  // namespace closeloop::spc
