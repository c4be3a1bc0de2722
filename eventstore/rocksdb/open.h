#pragma once

#include <filesystem>
#include <memory>

#include "eventstore/core/clock.h"
#include "eventstore/log/event_log.h"

namespace eventstore {

/// Opens the log that lies in `directory`, or makes one there if there is none.
///
/// Refused, with what to do: `unavailable` "log.locked" if another process holds it (the
/// message says which); `corrupt` if it is damaged, cut, of a format this program does not
/// know, or behind the head that was noted beside it. A log that opens is whole.
/// `clock` must outlive the log. Destroying the log waits for what was accepted.
[[nodiscard]] Result<std::unique_ptr<EventLog>> open_rocksdb_event_log(
    const std::filesystem::path& directory, const Clock& clock);

}  // namespace eventstore
