#include "projections/measures/series_chart.h"

#include <algorithm>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "projections/describe.h"
#include "projections/measures/benchmarks.h"
#include "projections/measures/chart_model.h"
#include "projections/measures/restricted.h"
#include "projections/measures/target.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

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

array special_model(const JudgedSeries& judged, const Signal& signal) {
  array special;
  for (std::size_t i = 0; i < judged.xmr.points.size(); ++i) {
    const auto& point = judged.xmr.points[i];
    if (point.rule == spc::Rule::none) continue;
    special.push_back(object{{"index", i},
                             {"judged", is_judged(judged, i)},
                             {"period", judged.figures[judged.places[i]].point->period},
                             {"value", point.value},
                             {"rule", name_of(point.rule)},
                             {"type", name_of(point.type, signal)}});
  }
  return special;
}

}  // namespace

Result<object> series_chart(const Board& board, std::string_view id, Day asked_on,
                            Audience audience, std::optional<bool> screening) {
  const auto& records = board.records();
  BOOST_OUTCOME_TRY(const auto number, must_find(records, "series", id));
  BOOST_OUTCOME_TRY(must_be_open(records, number, audience));
  const auto& series = records.state<series::State>(number);
  const auto judged = judge(records, number, audience, screening, asked_on);
  const auto signal = signal_of(records, series, judged);
  object model{{"id", records.store[number].id},
               {"title", text_of(records, number)},
               {"page", fmt::format("/series/{}/chart", records.store[number].id)},
               {"self", fmt::format("/api/v1/series/{}/chart", records.store[number].id)},
               {"record", page_of(records, number)},
               {"area", series.area},
               {"askedOn", iso(asked_on)},
               {"sentence", signal.label + ". " + signal.reason},
               {"signal", signal_json(signal)},
               {"points", judged.places.size()},
               {"ruleset", judged.xmr.ruleset},
               {"screenOutliers", judged.screens_outliers},
               {"special", special_model(judged, signal)},
               {"revisions", revisions_model(records, number, judged, audience)},
               {"chart", chart_model(records, number, judged, signal, audience)}};
  if (!judged.xmr.segments.empty()) {
    const auto& last = judged.xmr.segments.back();
    model["mean"] = last.mean;
    model["lpl"] = last.lower;
    model["upl"] = last.upper;
    model["trial"] = last.trial;
  }
  if (auto assurance = target_assurance(records, series, judged); !assurance.empty()) {
    model["assurance"] = std::move(assurance);
  }
  if (const auto of = records.store.find(RecordKind::INDICATOR, series.indicator.text());
      of != 0 && records.store[of].exists) {
    add_benchmark_lines(records, of, series, asked_on, model.at("chart").as_object());
    model["indicator"] = reference_json(records, of);
    model["measurePage"] = fmt::format("/indicators/{}/measure", records.store[of].id);
  }
  return model;
}

}  // namespace closeloop
