#pragma once

#include <vector>

#include "api/import/take_catalogue.h"
#include "tools/closeloop/board_directory.h"

namespace closeloop::tools {

/// The questions, code lists and indicators that come with the program.
[[nodiscard]] std::vector<imports::CatalogueEntry> shipped_catalogue(imports::ImportReport& report);

/// Takes them into a board, and waits until its views have them.
[[nodiscard]] eventstore::Result<void> take_catalogue(
    BoardDirectory& board, const std::vector<imports::CatalogueEntry>& entries,
    const imports::Taking& taking, imports::ImportReport& report);

}  // namespace closeloop::tools
