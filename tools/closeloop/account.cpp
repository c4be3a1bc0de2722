#include "tools/closeloop/account.h"

#include "api/passwords.h"

namespace closeloop::tools {

Result<NewPassword> new_password_of(const BoardDirectory& board, api::Accounts& accounts,
                                    const std::string& person, const std::string& name) {
  api::Passwords passwords;
  return api::give_new_password(board.projector(), accounts, passwords, person, name);
}

}  // namespace closeloop::tools
