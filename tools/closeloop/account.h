#pragma once

#include <string>

#include "api/accounts.h"
#include "tools/closeloop/board_directory.h"

namespace closeloop::tools {

struct NewPassword {
  std::string name;      ///< The sign-in name.
  std::string password;  ///< Secret; nowhere but here.
};

/// Gives a person whose access holds a new random password, and ends their sessions. Their
/// sign-in name becomes `name`; if that is empty it stays as it was, or is their id in lower case.
/// `not_found` if there is no such person; `conflict` or `invalid` "accounts.name".
[[nodiscard]] Result<NewPassword> new_password_of(const BoardDirectory& board,
                                                  api::Accounts& accounts,
                                                  const std::string& person,
                                                  const std::string& name);

}  // namespace closeloop::tools
