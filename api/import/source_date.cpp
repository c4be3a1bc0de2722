#include "api/import/source_date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "api/import/source_words.h"

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

std::optional<Day> sensible(int year, unsigned month, unsigned day) {
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                         std::chrono::day{day}};
  if (!date.ok() || year < 1900 || year > 2100) return std::nullopt;
  return Day{date};
}

/// All of it is digits, no more than `most` of them.
std::optional<unsigned> number_in(std::string_view text, std::size_t most) {
  unsigned number = 0;
  const auto* end = text.data() + text.size();
  const auto [after, failed] = std::from_chars(text.data(), end, number);
  if (failed != std::errc{} || after != end || text.size() > most) return std::nullopt;
  return number;
}

std::optional<unsigned> year_in(std::string_view text) {
  return text.size() == 4 ? number_in(text, 4) : std::nullopt;
}

/// Which of the names the word is, or begins, with three letters or more: "Sept" of September.
template <std::size_t Count>
std::optional<unsigned> place_among(const std::array<std::string_view, Count>& names,
                                    std::string_view word) {
  const auto small = slug(word, '-');
  if (small.size() < 3) return std::nullopt;
  const auto* found =
      std::ranges::find_if(names, [&](std::string_view name) { return name.starts_with(small); });
  if (found == names.end()) return std::nullopt;
  return static_cast<unsigned>(found - names.begin());
}

constexpr std::array<std::string_view, 12> months{"january",   "february", "march",    "april",
                                                  "may",       "june",     "july",     "august",
                                                  "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> weekdays{"sunday",   "monday", "tuesday", "wednesday",
                                                   "thursday", "friday", "saturday"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// "31/03/2017", "1.4.2017", "2017-03-31": with the same sign twice.
std::optional<Day> date_in_numbers(std::string_view text) {
  const auto first = text.find_first_of("/-.");
  if (first == std::string_view::npos) return std::nullopt;
  const auto second = text.find(text[first], first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto begin = text.substr(0, first);
  const auto end = text.substr(second + 1);
  const auto month = number_in(text.substr(first + 1, second - first - 1), 2);
  const bool year_first = begin.size() == 4;
  const auto year = year_in(year_first ? begin : end);
  const auto day = number_in(year_first ? end : begin, 2);
  if (!year || !month || !day) return std::nullopt;
  return sensible(static_cast<int>(*year), *month, *day);
}

/// "31", "March" and "2017" of "31 March, 2017"; none if anything else stands between them. What
/// only adorns a date ("31st of") is left out.
std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    bool (*const same)(char) = is_digit(text.front()) ? is_digit : is_letter;
    const auto end =
        static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), same) - text.begin());
    if (end > 0) {
      words.push_back(text.substr(0, end));
    } else if (std::string_view{" ,.-/"}.find(text.front()) == std::string_view::npos) {
      return {};
    }
    text.remove_prefix(std::max<std::size_t>(end, 1));
  }
  std::erase_if(words, [](std::string_view word) {
    constexpr std::array<std::string_view, 5> adorning{"st", "nd", "rd", "th", "of"};
    return std::ranges::find(adorning, slug(word, '-')) != adorning.end();
  });
  return words;
}

/// "31 March 2017", "March 31, 2017"; a weekday before it must be that day's.
std::optional<Day> date_in_words(std::string_view text) {
  auto words = words_of(text);
  std::optional<unsigned> weekday;
  if (words.size() == 4) {
    weekday = place_among(weekdays, words.front());
    if (weekday) words.erase(words.begin());
  }
  if (words.size() != 3) return std::nullopt;
  if (place_among(months, words[0])) std::swap(words[0], words[1]);
  const auto day = number_in(words[0], 2);
  const auto month = place_among(months, words[1]);
  const auto year = year_in(words[2]);
  if (!day || !month || !year) return std::nullopt;
  const auto date = sensible(static_cast<int>(*year), *month + 1, *day);
  if (date && weekday && std::chrono::weekday{*date} != std::chrono::weekday{*weekday}) {
    return std::nullopt;
  }
  return date;
}

std::string_view without_midnight(std::string_view text) {
  for (const std::string_view time :
       {" 00:00:00", " 00:00", " 0:00:00", " 0:00", "T00:00:00", "T00:00"}) {
    if (text.ends_with(time)) return text.substr(0, text.size() - time.size());
  }
  return text;
}

}  // namespace

std::optional<Day> full_date(std::string_view text) {
  return fits(text, "0000-00-00") ? date_in_numbers(text) : std::nullopt;
}

std::optional<Day> table_date(std::string_view text) {
  text = without_midnight(text);
  const auto date = date_in_numbers(text);
  return date ? date : date_in_words(text);
}

std::optional<RevisedDate> revised_date(std::string_view text) {
  constexpr std::string_view between = " \t\n,;:.-()[]";
  constexpr std::size_t longest =
      std::string_view{"Wednesday, 30th of September, 2017 00:00:00"}.size();
  constexpr std::size_t shortest = std::string_view{"1/4/2017"}.size();
  for (auto size = std::min(longest, text.size()); size >= shortest; --size) {
    const auto day = table_date(text.substr(0, size));
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
