#pragma once

#include "api/import/returns_events.h"
#include "projections/projector.h"

namespace closeloop::imports {

/// What returns are held against, as a board has it. The board must outlive it.
[[nodiscard]] KnownSeries known_series(const Board& board);

/// The same of the live board, each time it is looked at. The projector must outlive it.
[[nodiscard]] LookAt as_held_by(const Projector& projector);

}  // namespace closeloop::imports
