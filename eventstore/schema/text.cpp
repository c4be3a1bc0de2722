#include "eventstore/schema/text.h"

#include <algorithm>
#include <cstdint>

namespace eventstore {
namespace {

constexpr std::uint32_t not_utf8 = 0xffffffff;

struct Character {
  std::uint32_t point;
  std::size_t length;
};

/// The first character of text that is not empty. RFC 3629: no overlong forms, no surrogates.
Character first_of(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::uint32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || length > text.size()) return {not_utf8, 1};
  std::uint32_t point = lead & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0U) != 0x80) return {not_utf8, 1};
    point = (point << 6) | (byte(i) & 0x3fU);
  }
  const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
  const bool surrogate = point >= 0xd800 && point <= 0xdfff;
  if (overlong || surrogate || point > 0x10ffff) return {not_utf8, 1};
  return {point, length};
}

bool is_control(std::uint32_t point) {
  return (point < 0x20 && point != '\n' && point != '\t') || (point >= 0x7f && point < 0xa0);
}

}  // namespace

std::optional<std::size_t> characters(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) {
    const auto [point, length] = first_of(text);
    if (point == not_utf8 || is_control(point)) return std::nullopt;
    text.remove_prefix(length);
  }
  return count;
}

bool is_id(std::string_view text) {
  if (text.empty() || text.size() > 64 || text == "." || text == "..") return false;
  return std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  });
}

std::string printable(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  while (!text.empty()) {
    const auto [point, length] = first_of(text);
    shown += point == not_utf8 ? "\xef\xbf\xbd" : text.substr(0, length);
    text.remove_prefix(length);
  }
  return shown;
}

}  // namespace eventstore
