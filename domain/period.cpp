#include "domain/period.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <chrono>

namespace closeloop {
namespace {

using eventstore::Day;
using measures::PeriodKind;
using std::chrono::months;
using std::chrono::year_month;
using std::chrono::year_month_day;

Day first_of(year_month month) { return Day{month / std::chrono::day{1}}; }
Day last_of(year_month month) { return Day{year_month_day{month / std::chrono::last}}; }

year_month month_in(int year, unsigned month) {
  return std::chrono::year{year} / std::chrono::month{month};
}

Period from(year_month first, int how_many) {
  return {first_of(first), last_of(first + months{how_many - 1})};
}

/// Digits only, and as many as that.
std::optional<int> number_in(std::string_view text, std::size_t digits) {
  int number = 0;
  if (text.size() != digits) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || text.front() == '-') {
    return std::nullopt;
  }
  return number;
}

std::optional<int> year_in(std::string_view text) {
  const auto year = number_in(text, 4);
  return year && *year >= 1900 && *year <= 2200 ? year : std::nullopt;
}

/// "2017-18", "2017/18", "2017-2018", "201718": the year in which it begins. The second year must
/// be the next one.
std::optional<int> financial_year_in(std::string_view text) {
  const auto first = year_in(text.substr(0, 4));
  if (!first) return std::nullopt;
  auto rest = text.substr(std::min<std::size_t>(4, text.size()));
  if (rest.starts_with('-') || rest.starts_with('/')) rest.remove_prefix(1);
  const int next = *first + 1;
  if (number_in(rest, 2) == next % 100 || number_in(rest, 4) == next) return first;
  return std::nullopt;
}

constexpr std::array<std::string_view, 12> month_names{
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

std::optional<unsigned> month_named(std::string_view text) {
  std::string name{text};
  std::ranges::transform(name, name.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (unsigned i = 0; i < month_names.size(); ++i) {
    const bool whole = name == month_names.at(i);
    if (whole || (name.size() == 3 && month_names.at(i).starts_with(name))) return i + 1;
  }
  return std::nullopt;
}

struct Words {
  std::string_view first, second;  // The second is empty if there is one word only.
};

Words words_of(std::string_view text) {
  const auto space = text.find(' ');
  if (space == std::string_view::npos) return {text, {}};
  const auto next = text.find_first_not_of(' ', space);
  return {text.substr(0, space), next == std::string_view::npos ? "" : text.substr(next)};
}

std::optional<Period> month(std::string_view text) {
  const auto [first, second] = words_of(text);
  if (const auto named = month_named(first)) {
    const auto year = year_in(second);
    return year ? std::optional{from(month_in(*year, *named), 1)} : std::nullopt;
  }
  if (text.size() != 7 || (text[4] != '-' && text[4] != '/')) return std::nullopt;
  const auto year = year_in(text.substr(0, 4));
  const auto number = number_in(text.substr(5), 2);
  if (!year || !number || *number < 1 || *number > 12) return std::nullopt;
  return from(month_in(*year, static_cast<unsigned>(*number)), 1);
}

std::optional<Period> year(std::string_view text) {
  if (const auto begins = financial_year_in(text)) return from(month_in(*begins, 4), 12);
  const auto ends = year_in(text);
  return ends ? std::optional{from(month_in(*ends - 1, 4), 12)} : std::nullopt;
}

/// A quarter or half-year: `letter` and its number, before or behind the year.
std::optional<Period> part_of_year(std::string_view text, char letter, int parts) {
  auto [of_year, part] = words_of(text);
  const auto is_part = [&](std::string_view word) {
    return word.size() == 2 && std::toupper(static_cast<unsigned char>(word.front())) == letter;
  };
  if (is_part(of_year)) std::swap(of_year, part);
  if (!is_part(part)) return std::nullopt;
  const int number = part[1] - '0';
  if (number < 1 || number > parts) return std::nullopt;
  const int length = 12 / parts;
  const months since{(number - 1) * length};
  if (const auto begins = financial_year_in(of_year)) {
    return from(month_in(*begins, 4) + since, length);
  }
  const auto calendar = year_in(of_year);
  return calendar ? std::optional{from(month_in(*calendar, 1) + since, length)} : std::nullopt;
}

std::optional<Period> one_day(std::string_view text) {
  const auto last_day = [](const Period& period) { return Period{period.ends, period.ends}; };
  if (const auto day = eventstore::parse_day(text)) return Period{*day, *day};
  if (const auto in_month = month(text)) return last_day(*in_month);
  if (const auto in_year = year(text)) return last_day(*in_year);
  return std::nullopt;
}

}  // namespace

std::optional<Period> parse_period(PeriodKind kind, std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  switch (kind) {
    case PeriodKind::MONTH: return month(text);
    case PeriodKind::QUARTER: return part_of_year(text, 'Q', 4);
    case PeriodKind::HALF_YEAR: return part_of_year(text, 'H', 2);
    case PeriodKind::YEAR: return year(text);
    case PeriodKind::SNAPSHOT:
    case PeriodKind::PER_AUDIT: return one_day(text);
    case PeriodKind::UNSET: break;
  }
  return std::nullopt;
}

std::string_view example_of(PeriodKind kind) {
  switch (kind) {
    case PeriodKind::MONTH: return "2017-11";
    case PeriodKind::QUARTER: return "2017-18 Q3";
    case PeriodKind::HALF_YEAR: return "2017-18 H1";
    case PeriodKind::YEAR: return "2017-18";
    case PeriodKind::SNAPSHOT:
    case PeriodKind::PER_AUDIT:
    case PeriodKind::UNSET: break;
  }
  return "2018-03-31";
}

int months_of(PeriodKind kind) {
  switch (kind) {
    case PeriodKind::MONTH: return 1;
    case PeriodKind::QUARTER: return 3;
    case PeriodKind::HALF_YEAR: return 6;
    case PeriodKind::YEAR: return 12;
    default: return 0;
  }
}

}  // namespace closeloop
