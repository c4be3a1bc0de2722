#pragma once

#include <string_view>

#include "projections/board.h"
#include "projections/board_records.h"

namespace closeloop {

/// A record's state as the board holds it, with its version. Lent: it lies in the board.
template <typename Aggregate>
struct HeldState {
  const typename Aggregate::State* state =
      nullptr;  ///< Never null: that of none, if there is none.
  eventstore::Version version;
};

template <typename Aggregate>
[[nodiscard]] HeldState<Aggregate> held_state(const Board& board, std::string_view id) {
  static const typename Aggregate::State none{};
  const auto& records = board.records();
  const auto number = records.store.find(Aggregate::member, id);
  if (number == 0 || records.store[number].version == 0) return {&none, {}};
  return {&records.template state<typename Aggregate::State>(number),
          eventstore::Version{records.store[number].version}};
}

}  // namespace closeloop
