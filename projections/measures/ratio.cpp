#include "projections/measures/ratio.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <string>

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

/// The count of the periods that together are the one from `starts` to `ends`; a snapshot is never
/// a part of anything.
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

}  // namespace

std::shared_ptr<const WorkedOut> ratio_of(const Board::Records& records, Number indicator,
                                          Audience audience) {
  const auto& terms = records.state<indicator::State>(indicator).terms;
  if (terms.ratio_of.text().empty()) return nullptr;
  const auto above = headline_called(records, terms.ratio_of);
  if (above == 0) return nullptr;
  const auto below = headline_called(records, terms.ratio_to);
  const auto& counted = records.state<series::State>(above);
  // Small numbers are opened measure by measure, and these are of two others.
  audience.sees_small_numbers = false;
  const auto above_figures = figures_of(records, above, audience);
  const auto below_figures =
      below == 0 ? std::vector<Figure>{} : figures_of(records, below, audience);

  auto made = std::make_shared<WorkedOut>();
  auto& series = made->series;
  series.opened = true;
  series.title = terms.title;
  series.indicator = Id<IndicatorId>{std::string{records.store[indicator].id}};
  series.area = counted.area;
  series.period_kind = counted.period_kind;
  series.unit = Unit::RATIO;
  std::vector<Count> tops;
  std::vector<Count> bottoms;
  for (const auto& figure : above_figures) {
    tops.push_back(count_of(figure, counted.unit));
    bottoms.push_back(below == 0 ? Count{}
                                 : count_within(records.state<series::State>(below), below_figures,
                                                figure.point->starts, figure.point->ends));
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
      figure.value = std::round(*tops[i].number / *bottoms[i].number * 100) / 100;
      figure.shown = in_unit(*figure.value, Unit::RATIO);
    } else {
      figure.flag = figure.hidden ? "c" : !tops[i].number ? above_figures[i].flag : ":";
      if (figure.flag.empty()) figure.flag = ":";
    }
    made->figures.push_back(std::move(figure));
  }
  return made;
}

}  // namespace closeloop
