#pragma once

#include "api/answer.h"
#include "api/commands.h"
#include "api/queries.h"
#include "api/router.h"

namespace closeloop::api {

/// Pages for people, from the same view models as the API: what there is to do, the loops by stage
/// and gap, one finding's loop, lists of records, any record with its history, what happened, any
/// event, and the page for looking back. They only show; what is sent goes to the forms of
/// pages/command_pages.h.
void add_page_routes(Router& router, const Shelf& shelf, Commands& commands);

/// A page about each kind of problem, where its `type` leads, and the style that pages use.
void add_help_routes(Router& router);

/// What `view` says as a page, in the frame that all pages share: the board as the call asks to
/// see it, who is signed in, and the form to sign out.
[[nodiscard]] Result<Response> show_page(const Call& call, const Shelf& shelf,
                                         std::string_view page, const std::string& title,
                                         const View& view);

/// A problem as a page instead of JSON, with the same status and headers.
[[nodiscard]] Response problem_page(const Response& problem);

}  // namespace closeloop::api
