#pragma once

#include <string_view>

#include "domain/status.h"
#include "eventstore/schema/shape.h"

namespace closeloop {

/// What was chosen in a field of the struct `Record`, as programs and people call it. Both are
/// empty if nothing was. Lent by the schema, which outlives everyone.
template <typename Record, typename Choice>
[[nodiscard]] Words words_of(std::string_view field, Choice chosen) {
  const auto* found = eventstore::shape_of<Record>().find(field);
  if (found == nullptr) return {};
  for (const auto& choice : found->choices) {
    if (choice.raw == static_cast<std::uint16_t>(chosen)) return {choice.name, choice.label};
  }
  return {};
}

}  // namespace closeloop
