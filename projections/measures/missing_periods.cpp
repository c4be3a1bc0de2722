#include "projections/measures/missing_periods.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "domain/period.h"

namespace closeloop {
namespace {

using measures::PeriodKind;
using std::chrono::months;
using std::chrono::year_month;
using std::chrono::year_month_day;

year_month month_of(Day day) {
  const year_month_day date{day};
  return date.year() / date.month();
}

bool begins_month(Day day) { return year_month_day{day}.day() == std::chrono::day{1}; }

Day last_of(year_month month) { return Day{year_month_day{month / std::chrono::last}}; }

constexpr std::array<std::string_view, 12> month_names{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

/// All ways to write a period that ends with that month, the most usual first (domain/period.h).
std::vector<std::string> names_of(PeriodKind kind, year_month last) {
  const auto year = static_cast<int>(last.year());
  const auto month = static_cast<int>(static_cast<unsigned>(last.month()));
  if (kind == PeriodKind::MONTH) {
    const auto name = month_names.at(static_cast<std::size_t>(month - 1));
    return {fmt::format("{}-{:02}", year, month), fmt::format("{}/{:02}", year, month),
            fmt::format("{} {}", name, year), fmt::format("{} {}", name.substr(0, 3), year)};
  }
  const int begins = month > 3 ? year : year - 1;  // The financial year, from April on.
  const int next = begins + 1;
  const std::array years{fmt::format("{}-{:02}", begins, next % 100),
                         fmt::format("{}/{:02}", begins, next % 100),
                         fmt::format("{}-{}", begins, next), fmt::format("{}/{}", begins, next),
                         fmt::format("{}{:02}", begins, next % 100)};
  if (kind == PeriodKind::YEAR) {
    std::vector<std::string> names{years.begin(), years.end()};
    names.push_back(std::to_string(next));
    return names;
  }
  const int length = months_of(kind);
  const char letter = kind == PeriodKind::QUARTER ? 'Q' : 'H';
  const int of_year = ((month + 8) % 12 + 1) / length;
  std::vector<std::string> names;
  for (const auto& one : years) names.push_back(fmt::format("{} {}{}", one, letter, of_year));
  for (const auto& one : years) names.push_back(fmt::format("{}{} {}", letter, of_year, one));
  names.push_back(fmt::format("{} {}{}", year, letter, month / length));
  names.push_back(fmt::format("{}{} {}", letter, month / length, year));
  return names;
}

}  // namespace

Figure not_supplied(std::string period, Day starts, Day ends) {
  Figure figure;
  figure.owed = std::make_shared<const series::Point>(series::Point{.period = std::move(period),
                                                                    .starts = starts,
                                                                    .ends = ends,
                                                                    .now = {},
                                                                    .earlier = {},
                                                                    .target = {}});
  figure.point = figure.owed.get();
  figure.flag = "notSupplied";
  return figure;
}

std::string name_like(std::string_view other, Day other_ends, PeriodKind kind, Day ends) {
  const auto known = names_of(kind, month_of(other_ends));
  auto names = names_of(kind, month_of(ends));
  const auto same = std::ranges::find(known, other);
  return std::move(
      names[same == known.end() ? 0
                                : static_cast<std::size_t>(std::distance(known.begin(), same))]);
}

void add_missing_periods(PeriodKind kind, std::vector<Figure>& figures) {
  const auto length = months_of(kind);
  if (length == 0) return;
  std::vector<Figure> whole;
  whole.reserve(figures.size());
  const series::Point* before = nullptr;
  for (auto& figure : figures) {
    const auto& point = *figure.point;
    const auto from = before == nullptr ? point.starts : before->ends + std::chrono::days{1};
    const auto apart = begins_month(from) && begins_month(point.starts)
                           ? static_cast<int>((month_of(point.starts) - month_of(from)).count())
                           : 0;
    for (int at = 0; apart % length == 0 && at < apart; at += length) {
      const auto first = month_of(from) + months{at};
      const auto ends = last_of(first + months{length - 1});
      whole.push_back(not_supplied(name_like(before->period, before->ends, kind, ends),
                                   Day{first / std::chrono::day{1}}, ends));
    }
    before = &point;
    whole.push_back(std::move(figure));
  }
  figures = std::move(whole);
}

}  // namespace closeloop
