#include "projections/measures/judged_series.h"

#include <algorithm>
#include <span>

#include "projections/measures/missing_periods.h"

namespace closeloop {

const indicator::State* indicator_of(const Board::Records& records, const series::State& series) {
  const auto number = records.store.find(RecordKind::INDICATOR, series.indicator.text());
  if (number == 0 || !records.store[number].exists) return nullptr;
  return &records.state<indicator::State>(number);
}

measures::Direction direction_of(const Board::Records& records, const series::State& series) {
  const auto* indicator = indicator_of(records, series);
  return indicator == nullptr ? measures::Direction::NEUTRAL : indicator->terms.direction;
}

std::size_t place_of(const JudgedSeries& judged, Day from) {
  const auto at = std::find_if(judged.places.begin(), judged.places.end(), [&](std::size_t place) {
    return judged.figures[place].point->ends >= from;
  });
  return static_cast<std::size_t>(at - judged.places.begin());
}

spc::Direction better_way(const Board::Records& records, const series::State& series) {
  const auto direction = direction_of(records, series);
  if (direction == measures::Direction::HIGHER) return spc::Direction::higher;
  if (direction == measures::Direction::LOWER) return spc::Direction::lower;
  return spc::Direction::neutral;
}

bool is_judged(const JudgedSeries& judged, std::size_t place) {
  const auto& segment = judged.xmr.segments[judged.xmr.points[place].segment];
  return spc::chart_for(segment.count) == spc::ChartKind::xmr;
}

std::string_view words(spc::Rule rule) {
  switch (rule) {
    case spc::Rule::outside_limits: return "it lies outside the expected range";
    case spc::Rule::trend: return "seven figures in a row rise or fall";
    case spc::Rule::two_in_three: return "two of three figures lie near a limit";
    case spc::Rule::shift: return "seven figures in a row lie on one side of the average";
    case spc::Rule::none: break;
  }
  return "";
}

JudgedSeries judge(const Board::Records& records, Number number, Audience audience,
                   std::optional<bool> screening, std::optional<Day> asked_on) {
  return judge_figures(records, records.state<series::State>(number),
                       figures_of(records, number, audience, asked_on), screening);
}

JudgedSeries judge_figures(const Board::Records& records, const series::State& series,
                           std::vector<Figure> figures, std::optional<bool> screening) {
  JudgedSeries judged;
  judged.figures = std::move(figures);
  add_missing_periods(series.period_kind, judged.figures);
  std::vector<double> values;
  for (std::size_t i = 0; i < judged.figures.size(); ++i) {
    if (!judged.figures[i].value) continue;
    judged.places.push_back(i);
    values.push_back(*judged.figures[i].value);
  }
  judged.screens_outliers = screening.value_or(series.screens_outliers);
  spc::XmrOptions options{
      .screen_outliers = judged.screens_outliers, .rebase_at = {}, .baseline = {}};
  if (series.baseline_points > 0) options.baseline = series.baseline_points;
  for (const auto& step : series.rebased) options.rebase_at.push_back(place_of(judged, step.from));
  for (const auto& step : series.broken) options.rebase_at.push_back(place_of(judged, step.from));
  if (const auto* indicator = indicator_of(records, series)) {
    for (const auto& each : indicator->breaks) {
      options.rebase_at.push_back(place_of(judged, each.from));
    }
  }
  judged.xmr = spc::xmr(values, better_way(records, series), options);
  const auto last = judged.xmr.segments.empty() ? 0 : judged.xmr.segments.back().count;
  judged.kind = spc::chart_for(last);
  judged.run = spc::run_chart(std::span{values}.last(last));
  return judged;
}

}  // namespace closeloop
