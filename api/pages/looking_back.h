#pragma once

#include "api/queries.h"
#include "api/router.h"

namespace closeloop::api {

/// The page on which one chooses the moment to look at the board from, and sees what was then
/// beside what is now.
void add_looking_back_routes(Router& router, const Shelf& shelf);

}  // namespace closeloop::api
