#include "projections/measures/loop_figures.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "projections/derive.h"
#include "projections/describe.h"
#include "projections/lists.h"
#include "projections/measures/return_count.h"

namespace closeloop {
namespace {

using measures::PeriodKind;
using measures::Unit;

/// A quarter, by the number of quarters since the year 0.
using Quarter = int;

constexpr int quarters_in_year = 4;
constexpr int months_in_quarter = 3;

Quarter quarter_of(Day day) {
  const std::chrono::year_month_day date{day};
  const auto month = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
  return static_cast<int>(date.year()) * quarters_in_year + month / months_in_quarter;
}

Day start_of(Quarter quarter) {
  const std::chrono::year year{quarter / quarters_in_year};
  const std::chrono::month month{
      static_cast<unsigned>(quarter % quarters_in_year * months_in_quarter + 1)};
  return std::chrono::sys_days{year / month / 1};
}

Day end_of(Quarter quarter) { return start_of(quarter + 1) - std::chrono::days{1}; }

/// As returns write it: the year begins in April.
std::string name_of(Quarter quarter) {
  const auto since_april = quarter - 1;
  const auto year = since_april / quarters_in_year;
  return fmt::format("{}-{:02} Q{}", year, (year + 1) % 100, since_april % quarters_in_year + 1);
}

/// What was counted in a quarter; or the middle of what was measured.
struct Counted {
  std::size_t numerator = 0, denominator = 0;
  std::vector<std::int32_t> days;
};
using ByQuarter = std::map<Quarter, Counted>;

/// How many of a list are in another too, which is in the order of the same day. Only the quarters
/// are looked at, however many records each has.
ByQuarter share(const Board::Records& records, List of, List are) {
  const auto& all = records.lists(of);
  const auto& some = records.lists(are);
  ByQuarter counted;
  for (std::size_t place = 0; place < all.size();) {
    const auto quarter = quarter_of(day_of(day_in(all.at(place))));
    const auto next = key_of(number_of_day(start_of(quarter + 1)), 0);
    const auto from = key_of(number_of_day(start_of(quarter)), 0);
    counted[quarter].denominator = all.rank(next) - place;
    counted[quarter].numerator = some.rank(next) - some.rank(from);
    place = all.rank(next);
  }
  return counted;
}

ByQuarter days_to_improvement(const Board::Records& records) {
  ByQuarter counted;
  records.lists(List::improved).visit_from(0, [&](std::uint64_t key) {
    const auto& finding = records.finding(number_in(key));
    counted[quarter_of(finding.judged_on)].days.push_back(day_in(key));  // In order, by the list.
    return true;
  });
  return counted;
}

ByQuarter good_returns(const Board::Records& records, Day asked_on) {
  ByQuarter counted;
  records.lists(list_of(RecordKind::DATA_RETURN)).visit_from(0, [&](std::uint64_t key) {
    const auto& state = records.state<data_return::State>(number_in(key));
    if (state.due_on >= asked_on) return true;
    auto& quarter = counted[quarter_of(state.due_on)];
    ++quarter.denominator;
    if (came_in_time(state) && is_good(state)) ++quarter.numerator;
    return true;
  });
  return counted;
}

struct Kind {
  std::string_view id;
  Unit unit;
  int ripens_in_days;
  ByQuarter (*count)(const Board::Records& records, Day asked_on);
};

constexpr std::array kinds{
    Kind{"L01", Unit::PERCENT, learning_days,
         [](const Board::Records& records, Day) {
           return share(records, List::concerns, List::learned_in_time);
         }},
    Kind{"L02", Unit::PERCENT, 0,
         [](const Board::Records& records, Day) {
           return share(records, List::with_first_due, List::on_time);
         }},
    Kind{"L03", Unit::PERCENT, 0,
         [](const Board::Records& records, Day) {
           return share(records, List::closed_once, List::closed_on_outcome);
         }},
    Kind{"L04", Unit::DAYS, 0,
         [](const Board::Records& records, Day) { return days_to_improvement(records); }},
    Kind{"L05", Unit::PERCENT, recurrence_days,
         [](const Board::Records& records, Day) {
           return share(records, List::closed_once, List::found_again);
         }},
    Kind{"L07", Unit::PERCENT, 0,
         [](const Board::Records& records, Day) {
           return share(records, List::concerns, List::voiced);
         }},
    Kind{"L11", Unit::PERCENT, 0, good_returns},
};

std::optional<double> value_of(const Counted& counted, Unit unit) {
  if (unit == Unit::DAYS) {
    if (counted.days.empty()) return std::nullopt;
    const auto size = counted.days.size();
    return (counted.days[(size - 1) / 2] + counted.days[size / 2]) / 2.0;
  }
  if (counted.denominator == 0) return std::nullopt;
  return std::round(1000.0 * static_cast<double>(counted.numerator) /
                    static_cast<double>(counted.denominator)) /
         10;
}

Decimal whole(std::size_t count) { return {static_cast<std::int64_t>(count), 0}; }

}  // namespace

std::shared_ptr<const WorkedOut> loop_figures_of(const Board::Records& records, Number indicator,
                                                 Day asked_on) {
  const auto* kind = std::ranges::find(kinds, records.store[indicator].id, &Kind::id);
  if (kind == kinds.end()) return nullptr;
  auto counted = kind->count(records, asked_on);
  const auto ripe = [&](Quarter quarter) {
    return end_of(quarter) + std::chrono::days{kind->ripens_in_days} < asked_on;
  };
  while (!counted.empty() && !ripe(counted.rbegin()->first)) counted.erase(--counted.end());
  if (counted.empty()) return nullptr;

  auto made = std::make_shared<WorkedOut>();
  auto& series = made->series;
  series.opened = true;
  series.title = records.state<indicator::State>(indicator).terms.title;
  series.indicator = Id<IndicatorId>{std::string{records.store[indicator].id}};
  series.period_kind = PeriodKind::QUARTER;
  series.unit = kind->unit;
  const auto first = counted.begin()->first;
  const auto last = counted.rbegin()->first;
  for (auto quarter = first; quarter <= last; ++quarter) {  // Also those in which nothing was due.
    auto& point = series.points.emplace_back();
    point.period = name_of(quarter);
    point.starts = start_of(quarter);
    point.ends = end_of(quarter);
    if (kind->unit == Unit::DAYS) continue;
    point.now.numerator = whole(counted[quarter].numerator);
    point.now.denominator = whole(counted[quarter].denominator);
  }
  for (const auto& point : series.points) {
    Figure figure;
    figure.point = &point;
    figure.held = &point.now;
    figure.value = value_of(counted[quarter_of(point.ends)], kind->unit);
    if (figure.value) {
      figure.shown = in_unit(*figure.value, kind->unit);
    } else {
      figure.flag = "z";
    }
    made->figures.push_back(std::move(figure));
  }
  return made;
}

}  // namespace closeloop
