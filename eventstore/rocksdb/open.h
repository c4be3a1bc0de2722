#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>

#include "eventstore/core/clock.h"
#include "eventstore/log/event_log.h"

namespace eventstore {

/// Told each line of the database's own log that is a warning or worse. Called on any thread.
using InfoLog = std::function<void(std::string_view line)>;

/// Opens the log that lies in `directory`, or makes one there if there is none.
///
/// Refused, with what to do: `unavailable` "log.locked" if another process holds it (the
/// message says which); `corrupt` if it is damaged, cut, of a format this program does not
/// know, or behind the head that was noted beside it. A log that opens ends where it ended;
/// damage further back is found when it is read, and never served.
/// `clock` must outlive the log. Destroying the log waits for what was accepted.
[[nodiscard]] Result<std::unique_ptr<EventLog>> open_rocksdb_event_log(
    const std::filesystem::path& directory, const Clock& clock, InfoLog info_log = {});

}  // namespace eventstore
