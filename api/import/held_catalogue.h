#pragma once

#include "api/import/take_catalogue.h"
#include "projections/projector.h"

namespace closeloop::imports {

/// What catalogues are compared with, as the live board has it. The projector must outlive it.
[[nodiscard]] HeldCatalogue catalogue_held_by(const Projector& projector);

/// Every indicator that is not retired as a table to be edited and taken again (catalogue_table.h).
[[nodiscard]] std::string indicators_csv(const Board& board);

}  // namespace closeloop::imports
