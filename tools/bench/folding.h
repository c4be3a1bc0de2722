#pragma once

#include <filesystem>

#include "eventstore/core/clock.h"

namespace closeloop::bench {

/// Prints how many events a second of the log in this directory are folded into a board with all
/// its views, by one thread, against RocksDB reading and opening the same events by itself; in
/// turn, so that both see the same neighbours. `what` names the folding. The log must not be open.
void compare_folding(const std::filesystem::path& directory, const eventstore::Clock& clock,
                     const char* what);

}  // namespace closeloop::bench
