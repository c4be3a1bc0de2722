#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "eventstore/core/bytes.h"
#include "eventstore/core/time.h"

namespace eventstore {

/// 128 bits that name one request for ever. A value; compares by its bytes.
struct Uuid {
  std::array<std::byte, 16> bytes{};

  friend auto operator<=>(const Uuid&, const Uuid&) = default;
};

/// A UUIDv7 (RFC 9562 5.7): the time in ms, then 74 random bits, so that ids made one
/// after another lie side by side on disk. Safe from any thread.
[[nodiscard]] Uuid new_uuid(Timestamp now);

/// "018f3c6e-7b3a-7cc2-9b1e-5a2f0d1c3e4b"
[[nodiscard]] std::string to_string(const Uuid& uuid);
/// Exactly that form, in either case.
[[nodiscard]] std::optional<Uuid> parse_uuid(std::string_view text);

}  // namespace eventstore
