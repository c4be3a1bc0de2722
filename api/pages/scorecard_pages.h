#pragma once

#include "api/queries.h"
#include "api/router.h"

namespace closeloop::api {

/// Pages of figures, one for each question of measure_queries.h at the same path.
void add_scorecard_pages(Router& router, const Shelf& shelf);

}  // namespace closeloop::api
