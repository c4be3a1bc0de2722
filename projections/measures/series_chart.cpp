#include "projections/measures/series_chart.h"

#include <algorithm>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "projections/describe.h"
#include "projections/measures/benchmarks.h"
#include "projections/measures/restricted.h"
#include "projections/measures/target.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

const indicator::State* indicator_of(const Board::Records& records, const series::State& series) {
  const auto number = records.store.find(RecordKind::INDICATOR, series.indicator.text());
  if (number == 0 || !records.store[number].exists) return nullptr;
  return &records.state<indicator::State>(number);
}

measures::Direction direction_of(const Board::Records& records, const series::State& series) {
  const auto* indicator = indicator_of(records, series);
  return indicator == nullptr ? measures::Direction::NEUTRAL : indicator->terms.direction;
}

/// The place of the first point that ends on that day or later, among those that have a value.
std::size_t place_of(const JudgedSeries& judged, Day from) {
  const auto at = std::find_if(judged.places.begin(), judged.places.end(), [&](std::size_t place) {
    return judged.figures[place].point->ends >= from;
  });
  return static_cast<std::size_t>(at - judged.places.begin());
}

/// Where figures can't be compared with those before: said of the series, or of its definition.
std::vector<series::Step> breaks_of(const Board::Records& records, const series::State& series) {
  auto breaks = series.broken;
  if (const auto* indicator = indicator_of(records, series)) {
    for (const auto& each : indicator->breaks) breaks.push_back({each.from, each.version, {}});
  }
  return breaks;
}

std::string_view name_of(spc::PointType type) {
  switch (type) {
    case spc::PointType::improvement: return "improvement";
    case spc::PointType::concern: return "concern";
    case spc::PointType::neutral_high: return "neutralHigh";
    case spc::PointType::neutral_low: return "neutralLow";
    case spc::PointType::common_cause: break;
  }
  return "commonCause";
}

std::string_view name_of(spc::Rule rule) {
  switch (rule) {
    case spc::Rule::outside_limits: return "outsideLimits";
    case spc::Rule::trend: return "trend";
    case spc::Rule::two_in_three: return "twoInThree";
    case spc::Rule::shift: return "shift";
    case spc::Rule::none: break;
  }
  return "none";
}

std::string_view name_of(spc::ChartKind kind) {
  if (kind == spc::ChartKind::xmr) return "xmr";
  return kind == spc::ChartKind::run_chart ? "run" : "dots";
}

object point_model(const Figure& figure) {
  object point{{"period", figure.point->period},
               {"label", figure.point->period},
               {"ends", iso(figure.point->ends)},
               {"shown", figure.shown},
               {"flag", figure.flag},
               {"type", "notJudged"},
               {"rule", "none"}};
  point["value"] = figure.value ? boost::json::value(*figure.value) : boost::json::value(nullptr);
  if (figure.held == nullptr) return point;
  if (figure.held->numerator && figure.shows_numerator) {
    point["numerator"] = figure.held->numerator->text();
  }
  if (figure.held->denominator && figure.shows_denominator) {
    point["denominator"] = figure.held->denominator->text();
  }
  if (figure.value && figure.held->value) point["written"] = figure.held->value->text();
  if (figure.held->version != Version{}) point["version"] = figure.held->version.number();
  if (!figure.point->target.empty()) point["target"] = figure.point->target;
  return point;
}

array points_model(const JudgedSeries& judged) {
  array points;
  for (const auto& figure : judged.figures) points.push_back(point_model(figure));
  if (judged.kind != spc::ChartKind::xmr) return points;
  for (std::size_t i = 0; i < judged.places.size(); ++i) {
    auto& point = points[judged.places[i]].as_object();
    point["type"] = name_of(judged.xmr.points[i].type);
    point["rule"] = name_of(judged.xmr.points[i].rule);
  }
  return points;
}

array segments_model(const Board::Records& records, const series::State& series,
                     const JudgedSeries& judged) {
  array segments;
  for (std::size_t i = 0; i < judged.xmr.segments.size(); ++i) {
    const auto& limits = judged.xmr.segments[i];
    const auto first = judged.places[limits.first];
    const auto end = i + 1 < judged.xmr.segments.size()
                         ? judged.places[judged.xmr.segments[i + 1].first]
                         : judged.figures.size();
    const bool never_below = series.unit != measures::Unit::UNSET;  // No unit here has negatives.
    object segment{{"first", first},
                   {"count", end - first},
                   {"mean", limits.mean},
                   {"lower", limits.lower},
                   {"upper", limits.upper},
                   {"trial", limits.trial},
                   {"lowerShown", !never_below || limits.lower >= 0}};
    for (const auto& step : series.rebased) {
      if (place_of(judged, step.from) != limits.first || step.action.text().empty()) continue;
      const auto action = records.store.find(RecordKind::ACTION, step.action.text());
      if (action == 0) continue;
      segment["cause"] = object{{"id", step.action.text()},
                                {"text", step.action.text() + ": " + text_of(records, action)},
                                {"href", page_of(records, action)}};
    }
    segments.push_back(std::move(segment));
  }
  return segments;
}

/// Where each action that is meant to move the indicator was delivered.
array markers_model(const Board::Records& records, const series::State& series,
                    const JudgedSeries& judged) {
  array markers;
  const auto* indicator = indicator_of(records, series);
  if (indicator == nullptr) return markers;
  for (const auto& id : indicator->actions) {
    const auto number = records.store.find(RecordKind::ACTION, id.text());
    if (number == 0 || !records.store[number].exists) continue;
    const auto& action = records.action(number);
    if (!action.delivered_on) continue;
    const auto at = std::find_if(
        judged.figures.begin(), judged.figures.end(),
        [&](const Figure& figure) { return figure.point->ends >= *action.delivered_on; });
    if (at == judged.figures.end()) continue;
    markers.push_back(object{{"index", at - judged.figures.begin()},
                             {"number", markers.size() + 1},
                             {"label", id.text() + " delivered"},
                             {"href", page_of(records, number)}});
  }
  return markers;
}

std::string caption(const JudgedSeries& judged) {
  if (judged.places.empty()) return "There is no figure yet.";
  auto text = fmt::format("n = {} points. ", judged.places.size());
  text += judged.kind == spc::ChartKind::run_chart
              ? "Judged as a run chart, by the Anhøj rules, beside trial limits. "
              : "";
  text += fmt::format(
      "Limits: mean ± 2.66 × mean moving range, ruleset {}; outlying moving ranges {}.",
      judged.xmr.ruleset, judged.screens_outliers ? "left out of the limits" : "not left out");
  if (judged.xmr.segments.back().trial) text += " Trial limits: fewer than 12 points.";
  return text;
}

std::string description(const series::State& series, const JudgedSeries& judged) {
  if (judged.places.empty()) return "There is no figure yet.";
  const auto& last = judged.xmr.segments.back();
  const auto& newest = judged.figures[judged.places.back()];
  return fmt::format("Average {}, expected range {} to {}. The newest figure, of {}, is {}.",
                     in_unit(last.mean, series.unit),
                     in_unit(std::max(0.0, last.lower), series.unit),
                     in_unit(last.upper, series.unit), newest.point->period, newest.shown);
}

/// What was held before of periods that were revised, and since which version.
array revisions_model(const Board::Records& records, Number number, const JudgedSeries& judged,
                      Audience audience) {
  array revisions;
  for (const auto& figure : judged.figures) {
    for (const auto& earlier : figure.point->earlier) {
      object one{{"period", figure.point->period}, {"version", earlier.version.number()}};
      // What may be a small number stays hidden whichever version it is of.
      const bool hides = !audience.sees_small_numbers &&
                         (figure.hidden ||
                          is_hidden(records, number, figure.point->ends, earlier.version.number()));
      if (earlier.value && !hides) one["value"] = earlier.value->text();
      revisions.push_back(std::move(one));
    }
  }
  return revisions;
}

array special_model(const JudgedSeries& judged) {
  array special;
  for (std::size_t i = 0; i < judged.xmr.points.size(); ++i) {
    const auto& point = judged.xmr.points[i];
    if (point.rule == spc::Rule::none) continue;
    special.push_back(object{{"index", i},
                             {"period", judged.figures[judged.places[i]].point->period},
                             {"value", point.value},
                             {"rule", name_of(point.rule)},
                             {"type", name_of(point.type)}});
  }
  return special;
}

}  // namespace

spc::Direction better_way(const Board::Records& records, const series::State& series) {
  const auto direction = direction_of(records, series);
  if (direction == measures::Direction::HIGHER) return spc::Direction::higher;
  if (direction == measures::Direction::LOWER) return spc::Direction::lower;
  return spc::Direction::neutral;
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
  for (const auto& step : breaks_of(records, series)) {
    options.rebase_at.push_back(place_of(judged, step.from));
  }
  judged.xmr = spc::xmr(values, better_way(records, series), options);
  const auto last = judged.xmr.segments.empty() ? 0 : judged.xmr.segments.back().count;
  judged.kind = spc::chart_for(last);
  judged.run = spc::run_chart(std::span{values}.last(last));
  return judged;
}

Signal signal_of(const Board::Records& /*records*/, Number /*series*/, const JudgedSeries& judged) {
  if (judged.places.empty()) return {"noData", "No data", "No figure has been supplied."};
  const auto count = judged.xmr.segments.back().count;
  if (judged.kind == spc::ChartKind::dots) {
    return {"tooFew", fmt::format("{} {} only", count, count == 1 ? "point" : "points"),
            "There are too few points to judge: 10 are needed for a run chart, 12 for limits."};
  }
  if (judged.kind == spc::ChartKind::run_chart) {
    if (judged.run.signals()) {
      return {"shift", "A shift",
              "The run chart shows a shift; there are too few points for firm limits."};
    }
    return {"noChange", "No real change", "The run chart shows no shift."};
  }
  const auto& newest = judged.xmr.points.back();
  const auto why = fmt::format("Of the newest figure: {}.", words(newest.rule));
  switch (newest.type) {
    case spc::PointType::improvement: return {"improvement", "Improving", why};
    case spc::PointType::concern: return {"concern", "Concern", why};
    case spc::PointType::neutral_high: return {"high", "Higher than usual", why};
    case spc::PointType::neutral_low: return {"low", "Lower than usual", why};
    case spc::PointType::common_cause: break;
  }
  return {"noChange", "No real change", "The newest figure is within what is usual."};
}

object chart_model(const Board::Records& records, Number number, const JudgedSeries& judged,
                   const Signal& signal) {
  return chart_model(records, records.state<series::State>(number), records.store[number].id,
                     text_of(records, number), judged, signal);
}

object chart_model(const Board::Records& records, const series::State& series, std::string_view id,
                   std::string_view title, const JudgedSeries& judged, const Signal& signal) {
  object model{{"id", id},
               {"title", fmt::format("{}: {}", title, signal.label)},
               {"description", description(series, judged)},
               {"unit", name_of(series.unit)},
               {"kind", name_of(judged.kind)},
               {"direction", name_of(direction_of(records, series))},
               {"points", points_model(judged)},
               {"segments", segments_model(records, series, judged)},
               {"markers", markers_model(records, series, judged)},
               {"caption", caption(judged)}};
  if (judged.kind == spc::ChartKind::run_chart) model["median"] = judged.run.median;
  if (const auto* indicator = indicator_of(records, series)) {
    add_target(indicator->terms, series, model);
    if (!indicator->terms.source_agency.empty()) model["source"] = indicator->terms.source_agency;
  }
  array breaks;
  for (const auto& step : breaks_of(records, series)) {
    const auto at = place_of(judged, step.from);
    if (at == 0 || at >= judged.places.size()) continue;
    breaks.push_back(
        object{{"index", judged.places[at]},
               {"reason", "From here on figures can't be compared with those before."}});
  }
  model["breaks"] = std::move(breaks);
  return model;
}

Result<object> series_chart(const Board& board, std::string_view id, Day asked_on,
                            Audience audience, std::optional<bool> screening) {
  const auto& records = board.records();
  BOOST_OUTCOME_TRY(const auto number, must_find(records, "series", id));
  BOOST_OUTCOME_TRY(must_be_open(records, number, audience));
  const auto& series = records.state<series::State>(number);
  const auto judged = judge(records, number, audience, screening, asked_on);
  const auto signal = signal_of(records, number, judged);
  object model{
      {"id", records.store[number].id},
      {"title", text_of(records, number)},
      {"page", fmt::format("/series/{}/chart", records.store[number].id)},
      {"self", fmt::format("/api/v1/series/{}/chart", records.store[number].id)},
      {"record", page_of(records, number)},
      {"area", series.area},
      {"askedOn", iso(asked_on)},
      {"sentence", signal.label + ". " + signal.reason},
      {"signal", object{{"name", signal.name}, {"label", signal.label}, {"reason", signal.reason}}},
      {"points", judged.places.size()},
      {"ruleset", judged.xmr.ruleset},
      {"screenOutliers", judged.screens_outliers},
      {"special", special_model(judged)},
      {"revisions", revisions_model(records, number, judged, audience)},
      {"chart", chart_model(records, number, judged, signal)}};
  if (!judged.xmr.segments.empty()) {
    const auto& last = judged.xmr.segments.back();
    model["mean"] = last.mean;
    model["lpl"] = last.lower;
    model["upl"] = last.upper;
    model["trial"] = last.trial;
  }
  if (const auto of = records.store.find(RecordKind::INDICATOR, series.indicator.text());
      of != 0 && records.store[of].exists) {
    const auto& terms = records.state<indicator::State>(of).terms;
    if (auto assurance = target_assurance(terms, series, judged); !assurance.empty()) {
      model["assurance"] = std::move(assurance);
    }
    add_benchmark_lines(records, of, series, asked_on, model.at("chart").as_object());
    model["indicator"] = reference_json(records, of);
    model["measurePage"] = fmt::format("/indicators/{}/measure", records.store[of].id);
  }
  return model;
}

}  // namespace closeloop
