#pragma once

#include <variant>

#include "api/http.h"
#include "api/problem.h"
#include "domain/decider.h"
#include "eventstore/log/event_log.h"
#include "projections/projector.h"

namespace closeloop::api {

/// Who sends the request, by its bearer token; a problem ("sign-in") if there is no token, or
/// it is unknown, past its last day, revoked, or its person's access has ended. A token counts
/// from the moment it is recorded.
[[nodiscard]] std::variant<Actor, ProblemDocument> sign_in(const Request& request,
                                                           const eventstore::EventLog& log,
                                                           const Projector& projector, Day today);

}  // namespace closeloop::api
