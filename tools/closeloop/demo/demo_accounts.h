#pragma once

#include "tools/closeloop/board_directory.h"

namespace closeloop::tools {

/// Gives everyone of a demonstration board an account with the one password that its sign-in page
/// tells, named for their role: "chair", "agency-lead", "agency-lead-2".
[[nodiscard]] Result<void> make_demo_accounts(const BoardDirectory& board);

}  // namespace closeloop::tools
