#pragma once

#include "projections/suppression/measure.h"

namespace closeloop::suppression {

/// What is left of the denominator; none without both counts, or where a rate counts something
/// else than its denominator, so that there may be more of it.
[[nodiscard]] std::optional<std::int64_t> complement(const Cell& cell);

/// Whether a count of the cell, or its complement, is 1 to 5.
[[nodiscard]] bool has_small_count(const Cell& cell);

/// Whether the percentage or rate of the cell must be hidden for its own sake: its numerator or
/// complement is 1 to 5, or its denominator below 6. Where its source gives the value with only one
/// of the counts, whether rounding leaves it possible that the other is such.
[[nodiscard]] bool is_small_percentage(const Cell& cell, const Measure& measure);

}  // namespace closeloop::suppression
