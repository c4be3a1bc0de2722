#pragma once

#include <string_view>

#include "domain/decider.h"
#include "eventstore/core/uuid.h"

namespace closeloop::api {

/// A command id made of the key that a request came with. The actor is part of it, so that two
/// people may choose the same word and nobody can use up another's; and so is the door.
[[nodiscard]] eventstore::Uuid command_id(std::string_view door, std::string_view key,
                                          const Actor& actor);

}  // namespace closeloop::api
