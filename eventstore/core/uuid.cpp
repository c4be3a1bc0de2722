#include "eventstore/core/uuid.h"

#include <cstdint>
#include <random>

#include "eventstore/core/digest.h"

namespace eventstore {

Uuid new_uuid(Timestamp now) {
  thread_local std::mt19937_64 random{std::random_device{}()};
  const auto ms = static_cast<std::uint64_t>(now.time_since_epoch().count());
  const std::uint64_t high = (ms << 16U) | 0x7000U | (random() & 0xfffU);
  const std::uint64_t low = (std::uint64_t{2} << 62U) | (random() >> 2U);
  Uuid uuid;
  for (std::size_t i = 0; i < 8; ++i) {
    uuid.bytes[i] = static_cast<std::byte>(high >> (56 - 8 * i));
    uuid.bytes[8 + i] = static_cast<std::byte>(low >> (56 - 8 * i));
  }
  return uuid;
}

std::string to_string(const Uuid& uuid) {
  auto text = hex(uuid.bytes);
  for (const std::size_t dash : {8U, 13U, 18U, 23U}) text.insert(dash, 1, '-');
  return text;
}

std::optional<Uuid> parse_uuid(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  Uuid uuid;
  std::size_t nibble = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == 8 || i == 13 || i == 18 || i == 23) {
      if (text[i] != '-') return std::nullopt;
      continue;
    }
    const char c = static_cast<char>(text[i] | 0x20);
    const int value = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (value < 0) return std::nullopt;
    uuid.bytes[nibble / 2] |= static_cast<std::byte>(nibble % 2 == 0 ? value << 4 : value);
    ++nibble;
  }
  return uuid;
}

}  // namespace eventstore
