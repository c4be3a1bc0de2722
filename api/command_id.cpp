#include "api/command_id.h"

#include <algorithm>

#include <fmt/format.h>

#include "eventstore/core/digest.h"

namespace closeloop::api {

eventstore::Uuid command_id(std::string_view door, std::string_view key, const Actor& actor) {
  const auto digest = eventstore::sha256(fmt::format("{}\n{}\n{}", door, actor.person.text(), key));
  eventstore::Uuid id;
  std::copy_n(digest.begin(), id.bytes.size(), id.bytes.begin());
  return id;
}

}  // namespace closeloop::api
