#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace closeloop::ui::testing {

/// What is wrong with the nesting of a page's elements: empty if every element that opens is
/// closed in order. Knows HTML's void elements and SVG's self-closing ones.
inline std::string nesting_error(std::string_view html) {
  constexpr std::string_view voids[] = {"meta", "link", "br", "hr", "img", "input"};
  std::vector<std::string> open;
  for (auto at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    const auto end = html.find('>', at);
    if (end == std::string_view::npos) return "a tag does not end";
    const auto tag = html.substr(at + 1, end - at - 1);
    if (tag.starts_with('!') || tag.ends_with('/')) continue;
    const auto name = std::string(tag.substr(0, tag.find(' ')));
    if (name.starts_with('/')) {
      if (open.empty() || "/" + open.back() != name) {
        return name + " closes " + (open.empty() ? "nothing" : open.back());
      }
      open.pop_back();
      continue;
    }
    bool is_void = false;
    for (const auto known : voids) is_void = is_void || name == known;
    if (!is_void) open.push_back(name);
  }
  return open.empty() ? "" : open.back() + " is left open";
}

inline std::size_t count(std::string_view text, std::string_view what) {
  std::size_t found = 0;
  for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) {
    ++found;
  }
  return found;
}

}  // namespace closeloop::ui::testing
