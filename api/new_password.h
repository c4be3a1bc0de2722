#pragma once

#include <string>

#include "api/accounts.h"
#include "api/passwords.h"
#include "projections/projector.h"

namespace closeloop::api {

struct NewPassword {
  std::string name;      ///< The sign-in name.
  std::string password;  ///< Secret; nowhere but here.
};

/// Gives a person whose access holds a new random password, and ends the sessions that the
/// accounts keep of them. Their sign-in name becomes `name`; if that is empty it stays as it was,
/// or is their id in lower case. `not_found` if there is no such person; `conflict` or `invalid`
/// "accounts.name"; `unavailable` as Passwords and Accounts say.
[[nodiscard]] eventstore::Result<NewPassword> give_new_password(const Projector& projector,
                                                                Accounts& accounts,
                                                                Passwords& passwords,
                                                                const std::string& person,
                                                                std::string_view name);

}  // namespace closeloop::api
