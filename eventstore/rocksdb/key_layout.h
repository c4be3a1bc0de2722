#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "eventstore/core/bytes.h"
#include "eventstore/log/commit.h"

/// DO NOT CHANGE: keys and values on disk (docs/data-format.md). Whole numbers are big-endian
/// and of fixed width, so that bytes sort as numbers do.
namespace eventstore::layout {

inline constexpr std::string_view format = "closeloop log 1";

void put_u64(std::string& to, std::uint64_t number);
[[nodiscard]] std::uint64_t get_u64(std::string_view bytes);  ///< Of at least 8 bytes.

/// log: position -> envelope.
[[nodiscard]] std::string log_key(Position position);

/// stream: length of the name (2 bytes), name, version -> position.
[[nodiscard]] std::string stream_key(std::string_view stream, Version version);
/// What all keys of the stream begin with: all but the last 8 bytes.
inline constexpr std::size_t stream_key_version_bytes = 8;

/// command: command id -> digest of the request, first position, number of events.
[[nodiscard]] std::string_view command_key(const Uuid& id);
[[nodiscard]] std::string command_value(const Digest& digest, const Committed& committed);
struct Command {
  Digest digest;
  Committed committed;
};
/// Nothing if the bytes are not such a value.
[[nodiscard]] std::optional<Command> read_command_value(std::string_view bytes);

}  // namespace eventstore::layout
