#include "api/idempotency_key.h"

#include <algorithm>

#include "api/command_id.h"
#include "api/problem.h"

namespace closeloop::api {

std::optional<eventstore::Uuid> command_id(const Request& request, const Actor& actor) {
  const auto key = request.header("idempotency-key");
  const bool visible = std::ranges::all_of(key, [](char c) { return c > 0x20 && c < 0x7f; });
  if (key.empty() || key.size() > 255 || !visible) return std::nullopt;
  if (const auto uuid = eventstore::parse_uuid(key)) return uuid;
  return command_id("idempotency-key", key, actor);
}

Response no_idempotency_key() {
  return to_response(problem("idempotency-key",
                             "Idempotency-Key must be there, with 1 to 255 visible characters: "
                             "a UUID, new for each command, is best."));
}

}  // namespace closeloop::api
