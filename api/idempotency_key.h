#pragma once

#include <optional>

#include "api/http.h"
#include "domain/decider.h"
#include "eventstore/core/uuid.h"

namespace closeloop::api {

/// The request's name for ever, from its Idempotency-Key: a UUID as it is; any other key by its
/// digest, with the actor's, so that two people may choose the same word. Nothing if there is no
/// key, or one that is not 1 to 255 visible characters.
[[nodiscard]] std::optional<eventstore::Uuid> command_id(const Request& request,
                                                         const Actor& actor);

/// What to say then.
[[nodiscard]] Response no_idempotency_key();

}  // namespace closeloop::api
