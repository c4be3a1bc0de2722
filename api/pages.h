#pragma once

#include "api/queries.h"
#include "api/router.h"

namespace closeloop::api {

/// Pages for people, from the same view models as the API: the loops by stage and gap, one
/// finding's loop, any record with its history, any event. They only show; nothing can be sent.
/// Without sign-in, so for this machine's own use only.
void add_page_routes(Router& router, const Shelf& shelf);

/// A page about each kind of problem, where its `type` leads, and the style that pages use.
void add_help_routes(Router& router);

/// A problem as a page instead of JSON, with the same status and headers.
[[nodiscard]] Response problem_page(const Response& problem);

}  // namespace closeloop::api
