#pragma once

#include <string>

#include "tools/closeloop/board_directory.h"

namespace closeloop::tools {

/// The day from which what comes with the program holds, where no source gives one. It stands for
/// "not known", and is before all figures, so that a view of any day in the past has it.
inline constexpr auto not_known_since = "1900-01-01";

/// What a new board is told of itself.
struct NewBoard {
  std::string name;
  std::string manager = "Board manager";
  std::string area = {};       ///< As returns name it. Empty: to be said later.
  std::string area_code = {};  ///< "E06000051"
};

/// Opens the board B-1 with the priority areas of its business plan, and adds P-1, its board
/// manager, all in one commit. The areas are those of figures of any day. Returns who that is.
[[nodiscard]] Result<Actor> open_new_board(BoardDirectory& board, const NewBoard& asked);

}  // namespace closeloop::tools
