#include "ui-minimal/text_width.h"

namespace closeloop::ui {
namespace {

bool goes_on(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

}  // namespace

int width_of(char c, bool strong) {
  if (goes_on(c)) return 0;
  constexpr std::string_view thin = "iljtfrI.,:;!|'()[]- ";
  constexpr std::string_view fat = "mwMW@%";
  int width = c >= '0' && c <= '9' ? 64 : 60;
  if (thin.find(c) != std::string_view::npos) width = 39;
  if (fat.find(c) != std::string_view::npos) width = 90;
  if (c >= 'A' && c <= 'Z' && c != 'I' && width < 90) width = 72;
  return strong ? width + 5 : width;
}

double text_width(std::string_view text, int letters) {
  int width = 0;
  for (const char c : text) width += width_of(c);
  return width * letters / 100.0;
}

std::size_t fitting(std::string_view text, int width, int letters, bool strong) {
  int used = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    used += width_of(text[at], strong) * letters;
    if (used > width * 100) break;
    ++at;
  }
  while (at > 0 && at < text.size() && goes_on(text[at])) --at;
  return at;
}

std::string cut_to(std::string_view text, int width, int letters) {
  if (fitting(text, width, letters) == text.size()) return std::string(text);
  auto end = fitting(text, width - letters, letters);
  while (end > 0 && text[end - 1] == ' ') --end;
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace closeloop::ui
