#pragma once

#include <vector>

#include "domain/decider.h"
#include "projections/board_records.h"
#include "projections/selection.h"

namespace closeloop {

/// What waits for that person's signature on that day, one selection for each thing that their
/// role may sign: deliveries to verify, loops to judge, loops to close. Each holds just the
/// records for which the decider would let this person sign (domain 1.7, R57 iii): it asks the
/// rules in domain/ themselves. `records` must outlive what is returned.
[[nodiscard]] std::vector<Selection> awaiting_signature(const Board::Records& records,
                                                        const Filter& filter, const Actor& person,
                                                        Day asked_on);

}  // namespace closeloop
