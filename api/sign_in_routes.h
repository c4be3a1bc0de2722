#pragma once

#include "api/queries.h"
#include "api/router.h"
#include "api/sign_in_desk.h"

namespace closeloop::api {

/// The pages to sign in, to sign out and to change one's own password. On a demonstration board
/// the first lists the accounts there are. All must outlive the router.
void add_sign_in_routes(Router& router, const Shelf& shelf, SignInDesk& desk);

/// To the sign-in page, and from there to what was asked, if that is a page.
[[nodiscard]] Response to_sign_in(const Router& router, const Request& request);

}  // namespace closeloop::api
