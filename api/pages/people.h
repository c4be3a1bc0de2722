#pragma once

#include "api/queries.h"
#include "api/router.h"

namespace closeloop::api {

/// Pages for whoever may add people, and nobody else: everybody with their role, agency and
/// sign-in name (/people), a new password for one of them, shown once (/people/{id}/password),
/// and the agencies with their people (/agencies). What is recorded of people and agencies is
/// asked for by the forms of commands, to which these lead. The two lists can be looked back on,
/// but for what people sign in as: accounts are not in the log. The desk must outlive the router.
void add_people_pages(Router& router, const Shelf& shelf, SignInDesk& desk);

}  // namespace closeloop::api
