#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "projections/suppression/measure.h"

/// Several measures that say something of the same children: a second series of the same, a count
/// beside the share of which it is the numerator, a measure whose denominator is what another one
/// counts. They are decided together: counts that are equal are one number, shown or hidden as one,
/// and every total is held against the categories of every copy.
namespace closeloop::suppression {

/// Says of a measure which of its counts, and which of its categories, are those of others.
struct NamedMeasure {
  /// A number for what is counted in a period; none: nobody else counts it. Points that give the
  /// same one hold copies of each other's counts.
  struct Counts {
    std::optional<std::size_t> numerators = {};
    std::optional<std::size_t> denominators = {};
  };

  const Measure* measure = nullptr;  ///< Lent.
  std::vector<Counts> counts = {};   ///< Of each of its points; those left out have none.
  /// A number for each breakdown, and for each of its categories, by their places in the tables.
  std::vector<std::size_t> breakdowns = {};
  std::vector<std::vector<std::size_t>> categories = {};
};

/// verdicts_of_versions of each of them.
[[nodiscard]] std::vector<std::vector<std::vector<TableVerdict>>> verdicts_of_versions(
    std::span<const NamedMeasure> measures);

/// verdicts of each of them at that position.
[[nodiscard]] std::vector<std::vector<TableVerdict>> verdicts(
    std::span<const NamedMeasure> measures, std::uint64_t position);

}  // namespace closeloop::suppression
