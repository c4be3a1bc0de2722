#include "api/import/source_date.h"

#include <algorithm>

namespace closeloop::imports {
namespace {

using eventstore::Day;

/// The text has digits where the pattern has 0, and the pattern's own characters elsewhere.
bool fits(std::string_view text, std::string_view pattern) {
  if (text.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (pattern[i] == '0' ? !digit : text[i] != pattern[i]) return false;
  }
  return true;
}

/// "2017-03-31" of either form; empty if it has neither.
std::string iso_form(std::string_view text, bool slashes) {
  if (fits(text, "0000-00-00")) return std::string{text};
  if (!slashes) return {};
  std::string padded;  // "1/4/2017" is as full a date as "01/04/2017".
  std::size_t begin = 0;
  for (auto end = text.find('/'); end != std::string_view::npos; end = text.find('/', begin)) {
    const auto part = text.substr(begin, end - begin);
    padded += (part.size() == 1 ? "0" : "") + std::string{part} + "/";
    begin = end + 1;
  }
  padded += text.substr(begin);
  if (!fits(padded, "00/00/0000")) return {};
  return padded.substr(6, 4) + "-" + padded.substr(3, 2) + "-" + padded.substr(0, 2);
}

std::optional<Day> sensible(std::string_view iso) {
  const auto day = eventstore::parse_day(iso);
  if (!day || iso < "1900-01-01" || iso > "2100-12-31") return std::nullopt;
  return day;
}

}  // namespace

std::optional<Day> full_date(std::string_view text, bool slashes) {
  return sensible(iso_form(text, slashes));
}

std::optional<RevisedDate> revised_date(std::string_view text) {
  constexpr std::string_view between = " \t\n,;:.-()[]";
  for (std::size_t size = 10; size >= 8; --size) {  // "1/4/2017" to "01/04/2017".
    const auto day = full_date(text.substr(0, size), true);
    if (!day || (text.size() > size && text[size] >= '0' && text[size] <= '9')) continue;
    const auto first = text.find_first_not_of(between, std::min(size, text.size()));
    if (first == std::string_view::npos) return RevisedDate{*day, {}};
    const auto last = text.find_last_not_of(between);
    return RevisedDate{*day, std::string{text.substr(first, last - first + 1)}};
  }
  return std::nullopt;
}

std::optional<Day> end_of_period(std::string_view text) {
  if (fits(text, "0000-00-00")) return sensible(text);
  if (fits(text, "0000")) return sensible(std::string{text} + "-12-31");
  if (!fits(text, "0000-00")) return std::nullopt;
  const auto first = sensible(std::string{text} + "-01");
  if (!first) return std::nullopt;
  const std::chrono::year_month_day date{*first};
  return Day{date.year() / date.month() / std::chrono::last};
}

}  // namespace closeloop::imports
