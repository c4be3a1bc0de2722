#pragma once

#include <string>

#include "projections/board_records.h"

namespace closeloop {

/// The event that is that version of a record; null if it was not kept.
[[nodiscard]] const KeptEvent* kept_at(const Board::Records& records, Number number,
                                       Version version);

/// "/events/812"; empty for 0.
[[nodiscard]] std::string event_page(std::uint64_t position);

/// The day on which it was recorded.
[[nodiscard]] Day recorded_on(const KeptEvent& kept);

}  // namespace closeloop
