#pragma once

#include <cstdint>

#include "eventstore/log/event_log.h"

namespace closeloop::bench {

/// Appends about `events` events of a board that measures: three scorecards of 30 measures each,
/// under five questions; of each measure 60 months of the board's own figures, those of ten of
/// them in four age bands too; and the same measure of other areas over ten years, month by month
/// as returns come in, one value in fifty revised the month after. Several thousand series in all.
/// The same for the same number, but of one size at least.
///
/// "N01" to "N30" stand on the scorecard "neglect"; "S-N01" is the board's own series of "N01".
void append_synthetic_measures(eventstore::EventLog& log, std::uint64_t events);

}  // namespace closeloop::bench
