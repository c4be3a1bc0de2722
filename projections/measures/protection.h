#pragma once

#include <memory>
#include <vector>

#include "projections/board_records.h"

namespace closeloop {

/// What may be shown of a series to those who have no leave to see small numbers, as the rules of
/// projections/suppression decide it for the whole measure at once: all series of its indicator
/// (without one, of its title) and area, total and categories, of periods that make each other up,
/// counts beside shares of the same counts, every value in the order in which it came to be known.
/// All is shown of an indicator that counts no people, and of what is no count or share, such as
/// days. Worked out once for each measure until one of its series moves. Any thread, while the
/// board is held.
[[nodiscard]] std::shared_ptr<const MeasureVerdicts> protection_of(const Board::Records& records,
                                                                   Number series);

/// The verdict on one of the values of a series: the place of its period, and of the value among
/// those held for it, oldest first.
[[nodiscard]] suppression::CellVerdict verdict_on(const Board::Records& records, Number series,
                                                  std::size_t point, std::size_t value);

/// Forgets what rests on these records, which were touched.
void forget_protection(Board::Records& records, const std::vector<Number>& touched);

}  // namespace closeloop
