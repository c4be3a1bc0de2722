#pragma once

#include <string>

#include "api/accounts.h"
#include "api/new_password.h"
#include "tools/closeloop/board_directory.h"

namespace closeloop::tools {

using api::NewPassword;

/// The same as api::give_new_password, for a program that holds the board.
[[nodiscard]] Result<NewPassword> new_password_of(const BoardDirectory& board,
                                                  api::Accounts& accounts,
                                                  const std::string& person,
                                                  const std::string& name);

}  // namespace closeloop::tools
