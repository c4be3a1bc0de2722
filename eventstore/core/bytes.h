#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace eventstore {

using Bytes = std::vector<std::byte>;
using BytesView = std::span<const std::byte>;

[[nodiscard]] inline BytesView bytes_of(std::string_view text) {
  return std::as_bytes(std::span{text.data(), text.size()});
}
[[nodiscard]] inline std::string_view text_of(BytesView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace eventstore
