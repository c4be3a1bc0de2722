#include "eventstore/schema/sealer.h"

#include <algorithm>

namespace eventstore {

void KeylessSealer::seal(std::string_view text, schema::Sealed::Builder to) const {
  auto box = to.initBox(static_cast<unsigned>(text.size()));
  std::ranges::transform(text, box.begin(), [](char c) { return static_cast<kj::byte>(c); });
}

std::optional<std::string> KeylessSealer::open(schema::Sealed::Reader from) const {
  if (from.getKey().size() != 0) return std::nullopt;
  const auto box = from.getBox();
  return std::string{box.begin(), box.end()};
}

}  // namespace eventstore
