#include "domain/period.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <chrono>

#include "domain/written_date.h"

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

constexpr std::string_view between = " -/";  // What may stand between the parts of a period.

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(between);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(between) - first + 1);
}

struct Words {
  std::string_view first, rest;
};

/// "Nov-2017" as "Nov" and "2017".
Words words_of(std::string_view text) {
  const auto end = std::min(text.find_first_of(between), text.size());
  return {text.substr(0, end), trimmed(text.substr(end))};
}

/// "2017", or "17" behind the name of a month.
std::optional<int> year_of_month(std::string_view text) {
  if (const auto short_form = number_in(text, 2)) return 2000 + *short_form;
  return year_in(text);
}

std::optional<Period> month(std::string_view text) {
  const auto [first, rest] = words_of(text);
  if (const auto named = month_named(first)) {
    const auto year = year_of_month(rest);
    return year ? std::optional{from(month_in(*year, *named), 1)} : std::nullopt;
  }
  if (const auto day = eventstore::parse_day(text)) {  // As spreadsheets keep a month.
    const year_month_day date{*day};
    const bool is_first = date.day() == std::chrono::day{1};
    return is_first ? std::optional{from(date.year() / date.month(), 1)} : std::nullopt;
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
  if (text.size() < 3) return std::nullopt;
  const auto is_part = [&](std::string_view word) {
    return std::toupper(static_cast<unsigned char>(word.front())) == letter;
  };
  auto part = text.substr(text.size() - 2);
  auto of_year = trimmed(text.substr(0, text.size() - 2));
  if (!is_part(part)) {
    part = text.substr(0, 2);
    of_year = trimmed(text.substr(2));
  }
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

/// "Apr-Jun 2019" and "April to June 2019": a part of the year from its first month to its last.
std::optional<Period> months_from_to(std::string_view text, int length) {
  const auto [first, rest] = words_of(text);
  const auto begins = month_named(first);
  if (!begins) return std::nullopt;
  const auto last = month(rest.starts_with("to ") ? trimmed(rest.substr(2)) : rest);
  if (!last) return std::nullopt;
  const year_month_day ends{last->ends};
  const auto period = from(ends.year() / ends.month() - months{length - 1}, length);
  const year_month_day starts{period.starts};
  const auto number = static_cast<unsigned>(starts.month());
  const bool begins_a_quarter = number % 3 == 1;
  return number == *begins && begins_a_quarter ? std::optional{period} : std::nullopt;
}

std::optional<Period> quarter(std::string_view text) {
  const auto numbered = part_of_year(text, 'Q', 4);
  return numbered ? numbered : months_from_to(text, 3);
}

std::optional<Period> half_year(std::string_view text) {
  const auto numbered = part_of_year(text, 'H', 2);
  return numbered ? numbered : months_from_to(text, 6);
}

std::optional<Period> one_day(std::string_view text) {
  if (const auto day = written_date(text)) return Period{*day, *day};
  for (const auto& longer : {month, year, quarter, half_year}) {
    if (const auto period = longer(text)) return Period{period->ends, period->ends};
  }
  return std::nullopt;
}

/// With a plain dash for every longer one, and no blanks around it.
std::string plain(std::string_view text) {
  std::string words;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto long_dash = text.substr(i, 3);
    if (long_dash == "\u2013" || long_dash == "\u2014" || long_dash == "\u2212") {
      words += '-';
      i += 2;
    } else {
      words += text[i];
    }
  }
  const auto first = words.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return words.substr(first, words.find_last_not_of(' ') - first + 1);
}

}  // namespace

std::optional<Period> parse_period(PeriodKind kind, std::string_view written) {
  const auto text = plain(written);
  switch (kind) {
    case PeriodKind::MONTH: return month(text);
    case PeriodKind::QUARTER: return quarter(text);
    case PeriodKind::HALF_YEAR: return half_year(text);
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
