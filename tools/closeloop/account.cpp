#include "tools/closeloop/account.h"

#include "api/passwords.h"

namespace closeloop::tools {

Result<NewPassword> new_password_of(const BoardDirectory& board, api::Accounts& accounts,
                                    const std::string& person, const std::string& name) {
  if (!board.projector().live()->person(person)) {
    return not_found("There is no person " + person +
                     " whose access holds. See: closeloop user add");
  }
  auto given = api::sign_in_name(name);
  if (given.empty()) {
    BOOST_OUTCOME_TRY(const auto account, accounts.of(person));
    given = account ? account->name : api::sign_in_name(person);
  }
  api::Passwords passwords;
  auto password = api::new_password();
  BOOST_OUTCOME_TRY(auto hash, passwords.hash(password));
  BOOST_OUTCOME_TRY(accounts.set({person, given, std::move(hash)}));
  return NewPassword{std::move(given), std::move(password)};
}

}  // namespace closeloop::tools
