#include "domain/written_date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <string>
#include <vector>

namespace closeloop {
namespace {

using eventstore::Day;

std::optional<Day> sensible(int year, unsigned month, unsigned day) {
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                         std::chrono::day{day}};
  if (!date.ok() || year < 1900 || year > 2100) return std::nullopt;
  return Day{date};
}

std::string lower(std::string_view word) {
  std::string small{word};
  std::ranges::transform(small, small.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return small;
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
  const auto small = lower(word);
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
    return std::ranges::find(adorning, lower(word)) != adorning.end();
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

std::optional<unsigned> month_named(std::string_view word) {
  const auto place = place_among(months, word);
  return place ? std::optional{*place + 1} : std::nullopt;
}

std::optional<Day> written_date(std::string_view text) {
  text = without_midnight(text);
  const auto date = date_in_numbers(text);
  return date ? date : date_in_words(text);
}

}  // namespace closeloop
