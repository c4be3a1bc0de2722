#include "projections/measures/chart_model.h"

#include <algorithm>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "projections/describe.h"
#include "projections/measures/chart_steps.h"
#include "projections/measures/target.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

std::string_view kind_name(spc::ChartKind kind) {
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

array points_model(const JudgedSeries& judged, const Signal& signal) {
  array points;
  for (const auto& figure : judged.figures) points.push_back(point_model(figure));
  for (std::size_t i = 0; i < judged.places.size(); ++i) {
    if (!is_judged(judged, i)) continue;
    auto& point = points[judged.places[i]].as_object();
    point["type"] = name_of(judged.xmr.points[i].type, signal);
    point["rule"] = name_of(judged.xmr.points[i].rule);
  }
  return points;
}

array segments_model(const Board::Records& records, const Charted& of, const JudgedSeries& judged,
                     Audience audience) {
  array segments;
  for (std::size_t i = 0; i < judged.xmr.segments.size(); ++i) {
    const auto& limits = judged.xmr.segments[i];
    const auto first = judged.places[limits.first];
    const auto end = i + 1 < judged.xmr.segments.size()
                         ? judged.places[judged.xmr.segments[i + 1].first]
                         : judged.figures.size();
    const bool never_below = of.series.unit != measures::Unit::UNSET;  // None has negatives.
    object segment{{"first", first},
                   {"count", end - first},
                   {"kind", kind_name(spc::chart_for(limits.count))},
                   {"mean", limits.mean},
                   {"lower", limits.lower},
                   {"upper", limits.upper},
                   {"trial", limits.trial},
                   {"lowerShown", !never_below || limits.lower >= 0}};
    if (auto cause =
            cause_of_limits(records, of.number, of.series, judged, limits.first, audience)) {
      segment["cause"] = std::move(*cause);
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

bool any_limits(const JudgedSeries& judged) {
  return std::ranges::any_of(judged.xmr.segments, [](const spc::Limits& limits) {
    return spc::chart_for(limits.count) != spc::ChartKind::dots;
  });
}

std::string caption(const JudgedSeries& judged) {
  if (judged.places.empty()) return "There is no figure yet.";
  auto text = fmt::format("n = {} {}.", judged.places.size(),
                          judged.places.size() == 1 ? "point" : "points");
  const auto missing = std::ranges::count(judged.figures, "notSupplied", &Figure::flag);
  if (missing > 0) {
    text +=
        fmt::format(" {} {} not supplied.", missing, missing == 1 ? "period was" : "periods were");
  }
  const auto empty = std::ranges::count(judged.figures, "z", &Figure::flag);
  if (empty > 0) {
    text += fmt::format(" In {} there was nothing to count.",
                        counted(static_cast<std::size_t>(empty), "period", "periods"));
  }
  if (judged.kind == spc::ChartKind::run_chart) {
    text += " Judged as a run chart, by the Anhøj rules, beside trial limits.";
  }
  if (any_limits(judged)) {
    text += fmt::format(
        " Limits: mean ± 2.66 × mean moving range, ruleset {}; outlying moving ranges {}.",
        judged.xmr.ruleset, judged.screens_outliers ? "left out of the limits" : "not left out");
  }
  if (judged.kind == spc::ChartKind::dots) {
    text += fmt::format(" Dots only{}: with fewer than 10 points no limits are drawn",
                        judged.xmr.segments.size() > 1 ? " since the last step" : "");
    text += any_limits(judged) ? "." : fmt::format(" (ruleset {}).", judged.xmr.ruleset);
  } else if (judged.xmr.segments.back().trial) {
    text += " Trial limits: fewer than 12 points.";
  }
  return text;
}

std::string description(const series::State& series, const JudgedSeries& judged,
                        const Signal& signal) {
  if (judged.places.empty()) return "There is no figure yet.";
  const auto& last = judged.xmr.segments.back();
  const auto& newest = judged.figures[judged.places.back()];
  std::string text;
  if (judged.kind != spc::ChartKind::dots) {
    text = fmt::format("Average {}, expected range {} to {}. ", in_unit(last.mean, series.unit),
                       in_unit(std::max(0.0, last.lower), series.unit),
                       in_unit(last.upper, series.unit));
  }
  text += fmt::format("The newest figure, of {}, is {}.", newest.point->period, newest.shown);
  if (!signal.doubt.empty() && signal.name != "cannotTell") {  // Of earlier figures.
    text += fmt::format(" Some figures look better, but {}", signal.doubt);
  }
  return text;
}

}  // namespace

std::string_view name_of(spc::PointType type, const Signal& signal) {
  switch (type) {
    case spc::PointType::improvement: return signal.doubt.empty() ? "improvement" : "looksBetter";
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

object chart_model(const Board::Records& records, Number number, const JudgedSeries& judged,
                   const Signal& signal, Audience audience) {
  const auto title = text_of(records, number);
  return chart_model(
      records, {number, records.state<series::State>(number), records.store[number].id, title},
      judged, signal, audience);
}

object chart_model(const Board::Records& records, const Charted& of, const JudgedSeries& judged,
                   const Signal& signal, Audience audience) {
  const auto& series = of.series;
  object model{{"id", of.id},
               {"title", fmt::format("{}: {}", of.title, signal.label)},
               {"description", description(series, judged, signal)},
               {"unit", name_of(series.unit)},
               {"kind", kind_name(judged.kind)},
               {"direction", name_of(direction_of(records, series))},
               {"points", points_model(judged, signal)},
               {"segments", segments_model(records, of, judged, audience)},
               {"markers", markers_model(records, series, judged)},
               {"breaks", breaks_model(records, of.number, series, judged, audience)},
               {"caption", caption(judged)}};
  if (judged.kind == spc::ChartKind::run_chart) model["median"] = judged.run.median;
  add_target(records, series, judged, model);
  const auto* indicator = indicator_of(records, series);
  if (indicator != nullptr && !indicator->terms.source_agency.empty()) {
    model["source"] = indicator->terms.source_agency;
  }
  return model;
}

}  // namespace closeloop
