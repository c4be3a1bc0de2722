#pragma once

#include "api/queries.h"
#include "api/router.h"

namespace closeloop::api {

/// Finds records by id, title and text: GET /api/v1/search. Whoever is signed in may read every
/// record, so whatever is in the index may be found; what was sealed is not in it. It looks at
/// today: it takes no date. `shelf.search` must be there.
void add_search_routes(Router& router, const Shelf& shelf);

/// The same as a page: /search.
void add_search_page(Router& router, const Shelf& shelf);

}  // namespace closeloop::api
