#pragma once

#include "api/queries.h"
#include "api/router.h"

namespace closeloop::api {

/// Routes about the API itself: its description, the roles, and whether it works.
void add_meta_routes(Router& router, const Shelf& shelf);

}  // namespace closeloop::api
