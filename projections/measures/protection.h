#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "projections/board_records.h"
#include "projections/suppression/measure.h"

namespace closeloop {

/// What may be shown of each period of a series to those who have no leave to see small numbers, as
/// the rules of projections/suppression decide: with the other categories of its breakdown and
/// their total, or, for a series that stands alone, with every value that was held before. `up_to`
/// is the version of the series up to which its history counts. All is shown of an indicator that
/// counts no people, and of what is no count or share, such as days.
[[nodiscard]] std::vector<suppression::CellVerdict> protection_of(
    const Board::Records& records, Number series,
    std::uint64_t up_to = std::numeric_limits<std::uint64_t>::max());

}  // namespace closeloop
