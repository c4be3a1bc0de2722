#pragma once

#include <string_view>
#include <vector>

#include "domain/decider.h"
#include "projections/board_records.h"
#include "projections/selection.h"

namespace closeloop {

/// What waits for one kind of signature, and the command that gives it.
struct AwaitingSignature {
  Selection selection;
  std::string_view verb;          ///< "verify-delivery"
  std::string_view label;         ///< "Verify the delivery"
  std::string_view because = {};  ///< What prompts it, for a command that asks.
};

/// What waits for that person's signature on that day, one for each thing that their role may
/// sign: deliveries to verify, loops to judge, loops to close, loops to reopen. Each holds just the
/// records for which the decider would let this person sign (domain 1.7, R57 iii): it asks the
/// rules in domain/ themselves. `records` must outlive what is returned.
[[nodiscard]] std::vector<AwaitingSignature> awaiting_signature(const Board::Records& records,
                                                                const Filter& filter,
                                                                const Actor& person, Day asked_on);

}  // namespace closeloop
