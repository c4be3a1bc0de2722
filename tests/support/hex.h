#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "eventstore/core/bytes.h"

namespace eventstore::testing {

/// Bytes as text, one word of eight bytes a line, so that a difference shows where it lies.
[[nodiscard]] inline std::string to_hex_lines(BytesView bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    text += digits[std::to_integer<unsigned>(bytes[i]) >> 4];
    text += digits[std::to_integer<unsigned>(bytes[i]) & 15U];
    if (i % 8 == 7) text += '\n';
  }
  return text;
}

[[nodiscard]] inline Bytes from_hex_lines(std::string_view text) {
  Bytes bytes;
  unsigned half = 16;
  for (const char c : text) {
    if (c == '\n') continue;
    const auto digit = std::string_view{"0123456789abcdef"}.find(c);
    if (digit == std::string_view::npos) throw std::runtime_error{"not hexadecimal"};
    if (half == 16) {
      half = static_cast<unsigned>(digit);
    } else {
      bytes.push_back(static_cast<std::byte>(half * 16 + digit));
      half = 16;
    }
  }
  return bytes;
}

}  // namespace eventstore::testing
