#pragma once

#include "domain/data_return.h"

namespace closeloop {

/// Whether a return came by the day that it was due, and is not owed again.
[[nodiscard]] inline bool came_in_time(const data_return::State& state) {
  using data_return::Phase;
  const bool owed = state.phase == Phase::requested || state.phase == Phase::rejected;
  return !owed && *state.first_received_on <= state.due_on;
}

/// Accepted, and its data of grade A or B.
[[nodiscard]] inline bool is_good(const data_return::State& state) {
  return state.phase == data_return::Phase::accepted &&
         (state.grade == measures::Grade::A || state.grade == measures::Grade::B);
}

}  // namespace closeloop
