#include "projections/measures/balance.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <tuple>

#include <fmt/format.h>

#include "domain/period.h"
#include "projections/describe.h"
#include "projections/measures/held_series.h"
#include "projections/measures/judged_series.h"

namespace closeloop {
namespace {

enum class Recognition { steady, falling, unknown };

/// The series that stands for an indicator in an area; of any area, if none is given.
Number whole_of(const Board::Records& records, Number indicator, std::string_view area) {
  const auto frequency = records.state<indicator::State>(indicator).terms.frequency;
  Number best = 0;
  std::string_view found_area;
  bool several_areas = false;
  std::tuple<bool, bool, std::size_t> best_rank{};
  records.store.forward(indicator, [&](Number number) {
    if (records.store[number].kind != RecordKind::SERIES || !records.store[number].exists) return;
    const auto& series = records.state<series::State>(number);
    if (series.breakdown != measures::Breakdown::UNSET || !series.category.empty()) return;
    if (!series.service.text().empty()) return;  // Of one service only.
    if (!area.empty() && series.area != area) return;
    several_areas = several_areas || (!found_area.empty() && series.area != found_area);
    found_area = series.area;
    const std::tuple rank{true, series.period_kind == frequency, series.points.size()};
    if (rank > best_rank) {
      best = number;
      best_rank = rank;
    }
  });
  return several_areas ? 0 : best;  // Whose figures are the board's own, it has to say.
}

/// The day so many months later; of a month's last day, the last day of that month.
Day months_later(Day day, int months) {
  using namespace std::chrono;
  const year_month_day date{day};
  const auto month = date.year() / date.month() + std::chrono::months{months};
  const auto last = (month / std::chrono::last).day();
  const bool ends_its_month = year_month_day{day + days{1}}.day() == std::chrono::day{1};
  return sys_days{month / (ends_its_month ? last : std::min(date.day(), last))};
}

/// How long the periods of a series are, to reckon back and forth by.
class PeriodLength {
 public:
  PeriodLength(const series::State& series, const JudgedSeries& judged)
      : months_{months_of(series.period_kind)} {
    if (judged.places.size() < 2) return;
    const auto end_of = [&](std::size_t place) { return judged.figures[place].point->ends; };
    between_ = end_of(judged.places.back()) - end_of(judged.places[judged.places.size() - 2]);
  }
  [[nodiscard]] Day shift(Day day, int periods) const {
    return months_ > 0 ? months_later(day, periods * months_) : day + periods * between_;
  }

 private:
  int months_;
  std::chrono::days between_{};  ///< Snapshots have no length: the time from one to the next.
};

struct Recognised {
  Recognition recognition = Recognition::unknown;
  std::string newest = {};  ///< If that is too old: the period of its newest figure.
};

/// Whether an indicator falls, whichever way is better for it, at the time of a figure: by what it
/// has for periods that touch that one, or follow next; if only such as ended before, by the last
/// of these; and by its newest, so that what falls by now is not passed over.
Recognised recognition_by(const Board::Records& records, Number indicator, std::string_view area,
                          const series::Point& at) {
  const auto series = whole_of(records, indicator, area);
  if (series == 0) return {};
  const auto judged = judge(records, series);
  if (judged.kind != spc::ChartKind::xmr || judged.xmr.points.empty()) return {};
  const auto point = [&](std::size_t place) -> const series::Point& {
    return *judged.figures[judged.places[place]].point;
  };
  const auto falls = [&](std::size_t place) {
    const auto& by = judged.xmr.points[place];
    return by.rule != spc::Rule::none && !by.high;
  };
  const PeriodLength length{records.state<series::State>(series), judged};
  const auto earliest = length.shift(at.ends, -recognition_lag_most);
  const auto latest = length.shift(at.ends, 1);
  std::optional<std::size_t> last;
  for (std::size_t place = 0; place < judged.places.size(); ++place) {
    if (point(place).ends <= latest) last = place;
  }
  const auto newest = judged.places.size() - 1;
  if (!last || point(*last).ends < earliest) return {Recognition::unknown, point(newest).period};
  bool falling = falls(newest) || falls(*last);
  for (auto place = *last; place-- > 0 && point(place).ends >= at.starts;) {
    falling = falling || falls(place);
  }
  return {falling ? Recognition::falling : Recognition::steady};
}

/// "D08 (Health staff who ask)"
std::string named(const Board::Records& records, std::string_view id, Number indicator) {
  if (indicator == 0) return std::string{id};
  return fmt::format("{} ({})", id, text_of(records, indicator));
}

}  // namespace

Number headline_series(const Board::Records& records, Number indicator) {
  return whole_of(records, indicator, own_area(records));
}

std::string doubt_of(const Board::Records& records, const series::State& series,
                     const series::Point& at) {
  const auto* indicator = indicator_of(records, series);
  if (indicator == nullptr) return {};
  return doubt_of(records, indicator->terms.balanced_by, series.area, at);
}

std::string doubt_of(const Board::Records& records, const std::vector<Id<IndicatorId>>& balanced_by,
                     std::string_view area, const series::Point& at) {
  for (const auto& id : balanced_by) {
    const auto other = records.store.find(RecordKind::INDICATOR, id.text());
    const auto by = other == 0 || !records.store[other].exists
                        ? Recognised{}
                        : recognition_by(records, other, area, at);
    if (by.recognition == Recognition::steady) continue;
    const auto name = named(records, id.text(), other);
    if (by.recognition == Recognition::falling) {
      return fmt::format("recognition is falling: {}. Fewer may be seen, not fewer harmed.", name);
    }
    if (!by.newest.empty()) {
      return fmt::format(
          "{} has no figure of the same time as {}, the newest is of {}, so it can't be told "
          "whether recognition is falling.",
          name, at.period, by.newest);
    }
    return fmt::format(
        "{} can't be judged yet, so it can't be told whether recognition is falling.", name);
  }
  return {};
}

}  // namespace closeloop
