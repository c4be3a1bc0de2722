#include "api/search/words.h"

#include <algorithm>
#include <array>

namespace closeloop::api {
namespace {

constexpr std::size_t words_max = 32;

/// Something to look for: a letter or digit, or whatever a language beyond ASCII writes.
bool says_something(std::string_view word) {
  return std::ranges::any_of(word, [](unsigned char c) {
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

/// With plain quotation marks for curly ones, and blanks for what can't be typed.
std::string plain(std::string_view typed) {
  std::string text;
  while (!typed.empty()) {
    constexpr std::array<std::string_view, 3> curly{"\u201c", "\u201d", "\u201e"};
    const auto mark =
        std::ranges::find_if(curly, [&](auto each) { return typed.starts_with(each); });
    if (mark != curly.end()) {
      text += '"';
      typed.remove_prefix(mark->size());
      continue;
    }
    const auto c = static_cast<unsigned char>(typed.front());
    text += c < 0x20 || c == 0x7f ? ' ' : typed.front();
    typed.remove_prefix(1);
  }
  return text;
}

}  // namespace

eventstore::Result<std::string> search_expression(std::string_view typed) {
  const auto text = plain(typed);
  std::string_view left{text};
  std::string expression;
  std::size_t words = 0;
  // No word holds a quotation mark: they are where words and phrases are divided.
  const auto add = [&](std::string_view word, std::string_view end) {
    if (!says_something(word)) return;
    ++words;
    if (!expression.empty()) expression += ' ';
    expression.append("\"").append(word).append(end);
  };
  bool quoted = false;
  while (!left.empty()) {
    const auto mark = std::min(left.find('"'), left.size());
    auto part = left.substr(0, mark);
    if (quoted) {
      add(part, "\"");
    } else {
      while (!part.empty()) {
        const auto blank = std::min(part.find(' '), part.size());
        add(part.substr(0, blank), "\"*");
        part.remove_prefix(std::min(blank + 1, part.size()));
      }
    }
    quoted = !quoted;
    left.remove_prefix(std::min(mark + 1, left.size()));
  }
  if (words > words_max) {
    return eventstore::invalid("parameter", "Look for 32 words at a time, or fewer.");
  }
  return expression;
}

}  // namespace closeloop::api
