#pragma once

#include <vector>

#include <boost/json/array.hpp>

#include "projections/board_records.h"

namespace closeloop {

/// Each record that is cited, with where it is. One that the board does not hold (yet) on the day
/// that is asked about is left out.
template <typename Id>
[[nodiscard]] std::vector<Number> cited(const Board::Records& records, RecordKind kind,
                                        const std::vector<Id>& ids) {
  std::vector<Number> found;
  for (const auto& id : ids) {
    const auto number = records.store.find(kind, id.text());
    if (number != 0 && records.store[number].exists) found.push_back(number);
  }
  return found;
}

/// The evidence that something rests on, each with whether it still stands and what is the matter
/// if it does not.
[[nodiscard]] boost::json::array cited_evidence(const Board::Records& records,
                                                const std::vector<Id<EvidenceId>>& ids);

/// Whether any of it is outcome evidence that stands, and does not speak against.
[[nodiscard]] bool has_outcome_that_stands(const Board::Records& records,
                                           const std::vector<Id<EvidenceId>>& ids);

/// Those of these actions that exist, each with how far it is.
[[nodiscard]] boost::json::array cited_actions(const Board::Records& records,
                                               const std::vector<Id<ActionId>>& ids, Day asked_on);

}  // namespace closeloop
