#pragma once

#include "api/commands.h"
#include "api/queries.h"
#include "api/router.h"

namespace closeloop::api {

/// A form for every command, made from the schema of the event it asks for:
/// /records/{resource}/new and /records/{resource}/{id}/{verb}. What is sent takes the same path
/// as a command of the API. Whoever may not give the command is not shown the form.
void add_command_pages(Router& router, const Shelf& shelf, Commands& commands);

}  // namespace closeloop::api
