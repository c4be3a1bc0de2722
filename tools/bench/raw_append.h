#pragma once

#include <filesystem>

namespace closeloop::bench {

/// Durable appends a second of RocksDB by itself: each of `writers` threads calls Write with
/// one batch of the three rows that an event takes in our log (same column families and
/// options, ready-made bytes, nothing checked), synced, grouped by RocksDB as it does.
[[nodiscard]] double raw_appends(const std::filesystem::path& directory, int writers,
                                 double for_seconds);

}  // namespace closeloop::bench
