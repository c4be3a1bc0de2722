#include "api/import/plain_text.h"

#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace closeloop::imports {
namespace {

/// A control character at the beginning of the text; 0 length if there is none. C1 controls have
/// two bytes in UTF-8: C2 and their own number.
struct Control {
  unsigned point = 0;
  std::size_t bytes = 0;
};

Control control_at(std::string_view text) {
  const auto byte = static_cast<unsigned char>(text.front());
  if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f) return {byte, 1};
  if (byte != 0xc2 || text.size() < 2) return {};
  const auto second = static_cast<unsigned char>(text[1]);
  return second >= 0x80 && second < 0xa0 ? Control{second, 2} : Control{};
}

}  // namespace

std::string plain_text(std::string_view text, const std::string& place, const std::string& column,
                       ImportReport& report) {
  std::string plain;
  plain.reserve(text.size());
  bool line_ends = false;
  std::set<std::string> controls;
  while (!text.empty()) {
    const auto control = control_at(text);
    if (control.bytes == 0) {
      plain += text.front();
      text.remove_prefix(1);
      continue;
    }
    text.remove_prefix(control.bytes);
    if (control.point == 0) {
      report.refuse(place, column,
                    "This text holds the character U+0000 (NUL), which no text can hold. Delete "
                    "it.");
      return {};
    }
    if (control.point == '\r' || control.point == 0x85) {
      if (text.starts_with('\n')) text.remove_prefix(1);
      plain += '\n';
      line_ends = true;
    } else {
      plain += ' ';
      controls.insert(fmt::format("U+{:04X}", control.point));
    }
  }
  if (!controls.empty()) {
    report.change(place, column,
                  fmt::format("Characters that can't be shown became spaces: {}.",
                              fmt::join(controls, ", ")));
  }
  if (line_ends) report.change(place, column, "Line ends of another system became plain ones.");
  return plain;
}

}  // namespace closeloop::imports
