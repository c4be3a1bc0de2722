#include "api/import/source_date.h"

#include <algorithm>
#include <chrono>

#include "domain/written_date.h"

namespace closeloop::imports {
namespace {

using eventstore::Day;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The text has digits where the pattern has 0, and the pattern's own characters elsewhere.
bool fits(std::string_view text, std::string_view pattern) {
  if (text.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (pattern[i] == '0' ? !is_digit(text[i]) : text[i] != pattern[i]) return false;
  }
  return true;
}

}  // namespace

std::optional<Day> full_date(std::string_view text) {
  return fits(text, "0000-00-00") ? written_date(text) : std::nullopt;
}

std::optional<RevisedDate> revised_date(std::string_view text) {
  constexpr std::string_view between = " \t\n,;:.-()[]";
  constexpr std::size_t longest =
      std::string_view{"Wednesday, 30th of September, 2017 00:00:00"}.size();
  constexpr std::size_t shortest = std::string_view{"1/4/2017"}.size();
  for (auto size = std::min(longest, text.size()); size >= shortest; --size) {
    const auto day = written_date(text.substr(0, size));
    if (!day || (text.size() > size && is_digit(text[size]))) continue;
    const auto first = text.find_first_not_of(between, size);
    if (first == std::string_view::npos) return RevisedDate{*day, {}};
    const auto last = text.find_last_not_of(between);
    return RevisedDate{*day, std::string{text.substr(first, last - first + 1)}};
  }
  return std::nullopt;
}

std::optional<Day> end_of_period(std::string_view text) {
  if (fits(text, "0000-00-00")) return full_date(text);
  if (fits(text, "0000")) return full_date(std::string{text} + "-12-31");
  if (!fits(text, "0000-00")) return std::nullopt;
  const auto first = full_date(std::string{text} + "-01");
  if (!first) return std::nullopt;
  const std::chrono::year_month_day date{*first};
  return Day{date.year() / date.month() / std::chrono::last};
}

}  // namespace closeloop::imports
