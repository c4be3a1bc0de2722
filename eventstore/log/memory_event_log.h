#pragma once

#include <memory>

#include "eventstore/core/clock.h"
#include "eventstore/log/event_log.h"

namespace eventstore {

/// The log in memory, for tests and trials: every promise of EventLog but durability.
/// `clock` must outlive it.
[[nodiscard]] std::unique_ptr<EventLog> make_memory_event_log(const Clock& clock);

}  // namespace eventstore
