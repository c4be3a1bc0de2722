#pragma once

#include "api/commands.h"
#include "api/router.h"
#include "eventstore/log/event_log.h"

namespace closeloop::api {

/// A route for every command of every aggregate: POST /api/v1/actions to agree one, and
/// POST /api/v1/actions/{id}/move-date and so on for the rest. Read from the schemas.
/// `commands` and `log` must outlive the router.
void add_command_routes(Router& router, Commands& commands, const eventstore::EventLog& log);

}  // namespace closeloop::api
