#pragma once

#include <string>

#include "tools/closeloop/board_directory.h"

namespace closeloop::tools {

/// Opens the board B-1 with the priority areas of its business plan, and adds P-1, its board
/// manager, all in one commit. Returns who that is.
[[nodiscard]] Result<Actor> open_new_board(BoardDirectory& board, const std::string& name,
                                           const std::string& manager);

}  // namespace closeloop::tools
