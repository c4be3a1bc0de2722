#include "eventstore/core/time.h"

#include <array>

#include <fmt/format.h>

namespace eventstore {
namespace {

using namespace std::chrono;

/// The digits at the front of `text`, which is shortened; nothing unless there are `count`.
std::optional<int> digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int number = 0;
  for (const char c : text.substr(0, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  text.remove_prefix(count);
  return number;
}

bool skip(std::string_view& text, char expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Day> take_day(std::string_view& text) {
  const auto y = digits(text, 4);
  if (!y || !skip(text, '-')) return std::nullopt;
  const auto m = digits(text, 2);
  if (!m || !skip(text, '-')) return std::nullopt;
  const auto d = digits(text, 2);
  if (!d) return std::nullopt;
  const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)},
                            day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return std::nullopt;
  return Day{date};
}

}  // namespace

std::optional<Day> parse_day(std::string_view text) {
  const auto day = take_day(text);
  return text.empty() ? day : std::nullopt;
}

std::optional<Timestamp> parse_timestamp(std::string_view text) {
  const auto day = take_day(text);
  if (!day || !skip(text, 'T')) return std::nullopt;
  const auto h = digits(text, 2);
  if (!h || !skip(text, ':')) return std::nullopt;
  const auto m = digits(text, 2);
  if (!m || !skip(text, ':')) return std::nullopt;
  const auto s = digits(text, 2);
  if (!s || *h > 23 || *m > 59 || *s > 59) return std::nullopt;
  auto ms = std::optional{0};
  if (skip(text, '.')) ms = digits(text, 3);
  if (!ms || text != "Z") return std::nullopt;
  return *day + hours{*h} + minutes{*m} + seconds{*s} + milliseconds{*ms};
}

std::string iso(Day day) {
  const year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}", int{date.year()}, unsigned{date.month()},
                     unsigned{date.day()});
}

std::string iso(Timestamp at) {
  const auto day = floor<days>(at);
  const hh_mm_ss time{at - day};
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", iso(day), time.hours().count(),
                     time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

std::string long_form(Day day) {
  static constexpr std::array names{"January",   "February", "March",    "April",
                                    "May",       "June",     "July",     "August",
                                    "September", "October",  "November", "December"};
  const year_month_day date{day};
  return fmt::format("{} {} {}", unsigned{date.day()}, names[unsigned{date.month()} - 1],
                     int{date.year()});
}

std::string long_form(Timestamp at) {
  const auto day = floor<days>(at);
  const hh_mm_ss time{at - day};
  return fmt::format("{} at {:02}:{:02} UTC", long_form(day), time.hours().count(),
                     time.minutes().count());
}

}  // namespace eventstore
