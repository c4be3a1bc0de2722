#pragma once

#include <string>

#include "tools/closeloop/board_directory.h"

namespace closeloop::tools {

/// What a new board is told of itself.
struct NewBoard {
  std::string name;
  std::string manager = "Board manager";
  std::string area = {};       ///< As returns name it. Empty: to be said later.
  std::string area_code = {};  ///< "E06000051"
};

/// Opens the board B-1 with the priority areas of its business plan, and adds P-1, its board
/// manager, all in one commit. Returns who that is.
[[nodiscard]] Result<Actor> open_new_board(BoardDirectory& board, const NewBoard& asked);

}  // namespace closeloop::tools
