#pragma once

#include <cstdint>
#include <filesystem>

#include "eventstore/log/event_log.h"

namespace closeloop::bench {

/// Events a second that RocksDB gives by itself: each value of a closed log read in order, its
/// envelope and payload opened.
[[nodiscard]] double scan_rate(const std::filesystem::path& directory, std::uint64_t events);

/// Events a second that are folded into a board with all its views, by one thread.
[[nodiscard]] double fold_rate(const eventstore::EventLog& log);

}  // namespace closeloop::bench
