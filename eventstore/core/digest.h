#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "eventstore/core/bytes.h"

namespace eventstore {

/// A SHA-256.
using Digest = std::array<std::byte, 32>;

/// Safe from any thread.
[[nodiscard]] Digest sha256(BytesView bytes);
[[nodiscard]] inline Digest sha256(std::string_view text) { return sha256(bytes_of(text)); }

[[nodiscard]] std::string hex(BytesView bytes);

}  // namespace eventstore
