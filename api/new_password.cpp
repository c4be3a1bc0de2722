#include "api/new_password.h"

namespace closeloop::api {

eventstore::Result<NewPassword> give_new_password(const Projector& projector, Accounts& accounts,
                                                  Passwords& passwords, const std::string& person,
                                                  std::string_view name) {
  if (!projector.live()->person(person)) {
    return eventstore::not_found("There is no person " + person +
                                 " whose access holds. See: closeloop user add");
  }
  auto given = sign_in_name(name);
  if (given.empty()) {
    BOOST_OUTCOME_TRY(const auto account, accounts.of(person));
    given = account ? account->name : sign_in_name(person);
  }
  BOOST_OUTCOME_TRY(accounts.must_be_free(given, person));
  auto password = new_password();
  BOOST_OUTCOME_TRY(auto hash, passwords.hash(password));
  BOOST_OUTCOME_TRY(accounts.set({person, given, std::move(hash)}));
  return NewPassword{std::move(given), std::move(password)};
}

}  // namespace closeloop::api
