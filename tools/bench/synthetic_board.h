#pragma once

#include <cstdint>

#include "eventstore/log/event_log.h"

namespace closeloop::bench {

/// Appends about `events` events, as a large board would have recorded them over the years:
/// reviews of some ten findings; for each finding a learning point, two actions that are
/// accepted, reported on, moved, delivered and verified, evidence, a judgement and, for every
/// third, a closing; some twenty events a loop. The same for the same number.
void append_synthetic_board(eventstore::EventLog& log, std::uint64_t events);

}  // namespace closeloop::bench
