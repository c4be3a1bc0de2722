#pragma once

#include <filesystem>
#include <string>

#include "eventstore/core/clock.h"

namespace closeloop::bench {

/// Prints how many events a second of the log in this directory are folded into a board with all
/// its views, and how many on one core alone, against RocksDB reading and opening the same events
/// by itself; in turn, so that all see the same neighbours. `what` names the folding. The log must
/// not be open.
void compare_folding(const std::filesystem::path& directory, const eventstore::Clock& clock,
                     const std::string& what);

}  // namespace closeloop::bench
