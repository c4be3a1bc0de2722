#include "projections/measures/ratio.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "projections/measures/balance.h"
#include "projections/measures/held_series.h"

namespace closeloop {
namespace {

using measures::PeriodKind;
using measures::Unit;

/// What was counted in a period.
struct Count {
  std::optional<double> number;
  bool hidden = false;
};

Count count_of(const Figure& figure, Unit unit) {
  if (figure.held == nullptr) return {};
  if (!figure.shows_numerator || (unit == Unit::COUNT && figure.hidden)) return {{}, true};
  if (figure.held->numerator) return {figure.held->numerator->value(), false};
  if (unit == Unit::COUNT) return {figure.value, false};
  return {};
}

/// The count of the periods that together are the one from `starts` to `ends`, or of that one; a
/// snapshot is never a part of anything.
Count count_within(const series::State& series, const std::vector<Figure>& figures, Day starts,
                   Day ends) {
  Count sum;
  auto next = starts;
  for (const auto& figure : figures) {
    if (figure.point->starts < starts || figure.point->ends > ends) continue;
    if (figure.point->starts != next) return {};
    const auto count = count_of(figure, series.unit);
    if (count.hidden) return count;
    if (!count.number) return {};
    if (figure.point->ends == ends && figure.point->starts == starts) return count;
    sum.number = sum.number.value_or(0) + *count.number;
    next = figure.point->ends + std::chrono::days{1};
  }
  const bool parts_add_up =
      series.period_kind != PeriodKind::SNAPSHOT && series.period_kind != PeriodKind::PER_AUDIT;
  return next == ends + std::chrono::days{1} && parts_add_up ? sum : Count{};
}

Number headline_called(const Board::Records& records, const Id<IndicatorId>& id) {
  const auto number = records.store.find(RecordKind::INDICATOR, id.text());
  return number == 0 || !records.store[number].exists ? 0 : headline_series(records, number);
}

Decimal whole(double count) { return {static_cast<std::int64_t>(std::llround(count)), 0}; }

/// Two counts, one divided by the other.
struct Quotient {
  std::string title;
  Id<IndicatorId> indicator;
  Number above = 0;
  Number below = 0;  ///< 0: there is none.
  Unit unit = Unit::RATIO;

  [[nodiscard]] double of(double top, double bottom) const {
    if (unit == Unit::PERCENT) return std::round(top / bottom * 1000) / 10;
    return std::round(top / bottom * 100) / 100;
  }
};

std::shared_ptr<const WorkedOut> divided(const Board::Records& records, const Quotient& quotient,
                                         Audience audience) {
  const auto& counted = records.state<series::State>(quotient.above);
  // Small numbers are opened measure by measure, and these are of two series.
  audience.sees_small_numbers = false;
  const auto above_figures = figures_of(records, quotient.above, audience);
  const auto below_figures =
      quotient.below == 0 ? std::vector<Figure>{} : figures_of(records, quotient.below, audience);

  auto made = std::make_shared<WorkedOut>();
  auto& series = made->series;
  series.opened = true;
  series.title = quotient.title;
  series.indicator = quotient.indicator;
  series.area = counted.area;
  series.period_kind = counted.period_kind;
  series.unit = quotient.unit;
  std::vector<Count> tops;
  std::vector<Count> bottoms;
  for (const auto& figure : above_figures) {
    tops.push_back(count_of(figure, counted.unit));
    bottoms.push_back(quotient.below == 0
                          ? Count{}
                          : count_within(records.state<series::State>(quotient.below),
                                         below_figures, figure.point->starts, figure.point->ends));
    auto& point = series.points.emplace_back();
    point.period = figure.point->period;
    point.starts = figure.point->starts;
    point.ends = figure.point->ends;
    if (tops.back().number) point.now.numerator = whole(*tops.back().number);
    if (bottoms.back().number) point.now.denominator = whole(*bottoms.back().number);
  }
  for (std::size_t i = 0; i < series.points.size(); ++i) {
    Figure figure;
    figure.point = &series.points[i];
    figure.held = &series.points[i].now;
    figure.hidden = tops[i].hidden || bottoms[i].hidden;
    if (tops[i].number && bottoms[i].number && *bottoms[i].number > 0) {
      figure.value = quotient.of(*tops[i].number, *bottoms[i].number);
      figure.shown = in_unit(*figure.value, quotient.unit);
    } else {
      figure.flag = figure.hidden ? "c" : !tops[i].number ? above_figures[i].flag : ":";
      if (figure.flag.empty()) figure.flag = ":";
    }
    made->figures.push_back(std::move(figure));
  }
  return made;
}

}  // namespace

std::shared_ptr<const WorkedOut> ratio_of(const Board::Records& records, Number indicator,
                                          Audience audience) {
  const auto& terms = records.state<indicator::State>(indicator).terms;
  if (terms.ratio_of.text().empty()) return nullptr;
  const auto above = headline_called(records, terms.ratio_of);
  if (above == 0) return nullptr;
  return divided(records,
                 {terms.title, Id<IndicatorId>{std::string{records.store[indicator].id}}, above,
                  headline_called(records, terms.ratio_to), Unit::RATIO},
                 audience);
}

std::shared_ptr<const WorkedOut> share_of(const Board::Records& records, std::string title,
                                          Number part, Number whole, Audience audience) {
  const auto& indicator = records.state<series::State>(part).indicator;
  return divided(records, {std::move(title), indicator, part, whole, Unit::PERCENT}, audience);
}

}  // namespace closeloop
