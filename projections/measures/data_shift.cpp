#include "projections/measures/data_shift.h"

#include <algorithm>
#include <span>
#include <vector>

#include <fmt/format.h>

#include "projections/describe.h"
#include "projections/measures/balance.h"
#include "projections/measures/held_series.h"
#include "projections/spc/noise.h"

namespace closeloop {
namespace {

/// Neighbours in the newest stretch of a chart: of its places, so many from `first` on.
struct Part {
  std::size_t first = 0;
  std::size_t count = 0;
  bool reaches_back = true;  ///< The stretch has figures from before, to compare with.
};

/// The newest signal among the figures of a part.
struct PartSignal {
  spc::PointType type = spc::PointType::common_cause;
  std::size_t place = 0;  ///< The newest that is of it, among the places of the chart.
  std::string rule;
  bool lasts = false;  ///< The newest figure is of it.
};

const series::Point& point_at(const JudgedSeries& judged, std::size_t place) {
  return *judged.figures[judged.places[place]].point;
}

Part part_of(const JudgedSeries& judged, Day from, std::optional<Day> until) {
  Part part;
  if (judged.xmr.segments.empty()) return part;
  const auto& stretch = judged.xmr.segments.back();
  part.first = stretch.first;
  const auto end = stretch.first + stretch.count;
  while (part.first < end && point_at(judged, part.first).starts < from) ++part.first;
  part.reaches_back = part.first > stretch.first;
  for (auto place = part.first; place < end; ++place) {
    if (until && point_at(judged, place).ends > *until) break;
    ++part.count;
  }
  return part;
}

std::vector<double> values_of(const JudgedSeries& judged, std::size_t first, std::size_t count) {
  std::vector<double> values;
  for (auto place = first; place < first + count; ++place) {
    values.push_back(*judged.figures[judged.places[place]].value);
  }
  return values;
}

PartSignal by_limits(const JudgedSeries& judged, const Part& part, spc::Direction better) {
  PartSignal signal;
  const auto points = spc::judged_alone(values_of(judged, part.first, part.count),
                                        judged.xmr.segments.back(), better);
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (points[i].rule == spc::Rule::none) continue;
    signal = {points[i].type, part.first + i, std::string{words(points[i].rule)},
              i + 1 == points.size()};
  }
  return signal;
}

/// The run chart has one signal, of the whole stretch; it speaks for the newest run. That counts
/// only if none of it lies before the part.
PartSignal by_run(const JudgedSeries& judged, const Part& part, spc::Direction better) {
  if (!judged.run.signals() || part.count == 0) return {};
  const auto& stretch = judged.xmr.segments.back();
  const auto values = values_of(judged, stretch.first, stretch.count);
  const auto noise = spc::noise_of(values);
  int side = 0;
  std::size_t newest = 0;
  for (auto place = part.first + part.count; place-- > stretch.first;) {
    const auto here = spc::side_of(values[place - stretch.first], judged.run.median, noise);
    if (here == 0) continue;
    if (side == 0) {
      side = here;
      newest = place;
    }
    if (here != side) break;
    if (place < part.first) return {};
  }
  if (side == 0) return {};
  const bool good = (side > 0) == (better == spc::Direction::higher);
  return {good ? spc::PointType::improvement : spc::PointType::concern, newest,
          "the run chart shows a shift, by the Anhøj rules", true};
}

PartSignal newest_signal(const JudgedSeries& judged, const Part& part, spc::Direction better) {
  if (better == spc::Direction::neutral || judged.kind == spc::ChartKind::dots) return {};
  return judged.kind == spc::ChartKind::xmr ? by_limits(judged, part, better)
                                            : by_run(judged, part, better);
}

bool is_elsewhere(const Board::Records& records, const series::State& series) {
  const auto own = own_area(records);
  return !own.empty() && series.area != own;
}

void not_yet(DataShift& shift, std::string_view verdict, std::string sentence) {
  shift.verdict = verdict;
  shift.sentence = std::move(sentence);
}

/// Says what the signal of a part comes to, once there are figures enough.
void weigh(const Board::Records& records, const series::State& series, const JudgedSeries& judged,
           const Part& part, spc::Direction better, const std::string& which, DataShift& shift) {
  const auto signal = newest_signal(judged, part, better);
  if (signal.type == spc::PointType::common_cause) {
    return not_yet(shift, "noSignal",
                   fmt::format("Not yet: {} meet no rule of {}.", which, shift.ruleset));
  }
  const auto& newest = point_at(judged, signal.place);
  if (signal.type == spc::PointType::concern) {
    return not_yet(shift, "concern",
                   fmt::format("The figures speak against it: of {}, at {}, {} ({}).", which,
                               newest.period, signal.rule, shift.ruleset));
  }
  if (const auto doubt = doubt_of(records, series, newest); !doubt.empty()) {
    return not_yet(shift, "cannotTell", fmt::format("The figures look better, but {}", doubt));
  }
  const auto& balances = indicator_of(records, series)->terms.balanced_by;
  shift.shows = true;
  shift.verdict = "improvement";
  const bool firm =
      judged.kind == spc::ChartKind::xmr && !judged.xmr.segments.back().trial && !balances.empty();
  shift.strength = firm ? evidence::Strength::STRONG : evidence::Strength::MEDIUM;
  shift.sentence = fmt::format("Of {}, {}, for the better; newest at {} ({}).", which, signal.rule,
                               newest.period, shift.ruleset);
  if (!signal.lasts) shift.sentence += " The figures since are within what is usual.";
  if (!part.reaches_back) {
    shift.sentence += " The chart has no figures from before to compare them with.";
  } else if (judged.kind == spc::ChartKind::xmr &&
             judged.xmr.points[part.first - 1].type == spc::PointType::improvement) {
    shift.sentence += " Figures from before delivery were improving already.";
  }
  shift.sentence +=
      balances.empty() ? " Nothing balances the indicator." : " What balances the indicator holds.";
}

}  // namespace

DataShift data_shift(const Board::Records& records, Number number, Day delivered_on,
                     std::optional<Day> until) {
  const auto& series = records.state<series::State>(number);
  const auto judged = judge(records, number, Audience{});
  const auto better = better_way(records, series);
  const auto part = part_of(judged, delivered_on, until);
  DataShift shift;
  shift.points = part.count;
  shift.ruleset = judged.xmr.ruleset;
  if (part.count > 0) {
    shift.observed_from = point_at(judged, part.first).starts;
    shift.observed_to = point_at(judged, part.first + part.count - 1).ends;
  }
  if (is_elsewhere(records, series)) {
    not_yet(shift, "otherArea",
            fmt::format("Its figures are of {}: they can't show what an action here did.",
                        series.area));
    return shift;
  }
  if (better == spc::Direction::neutral) {
    not_yet(shift, "neutral",
            "No way is said to be better for this indicator, so its figures can't show an "
            "improvement.");
    return shift;
  }
  const auto which = fmt::format("the {} from {} on", counted(part.count, "figure", "figures"),
                                 long_form(delivered_on));
  if (part.count < points_for_data_shift) {
    not_yet(shift, "tooFew",
            fmt::format("Not yet: {} after delivery, {} needed. Only periods that began on {} or "
                        "later count.",
                        counted(part.count, "figure", "figures"), points_for_data_shift,
                        long_form(delivered_on)));
  } else if (judged.kind == spc::ChartKind::dots) {
    not_yet(shift, "tooFew",
            fmt::format("Not yet: the chart has {}, {} are needed to judge it.",
                        counted(judged.xmr.segments.back().count, "figure", "figures"),
                        spc::points_for_run_chart));
  } else {
    weigh(records, series, judged, part, better, which, shift);
  }
  return shift;
}

std::optional<FigureConcern> concern_since(const Board::Records& records, Number number, Day from) {
  const auto judged = judge(records, number, Audience{});
  const auto better = better_way(records, records.state<series::State>(number));
  const auto signal = newest_signal(judged, part_of(judged, from, {}), better);
  if (signal.type != spc::PointType::concern) return std::nullopt;
  return FigureConcern{point_at(judged, signal.place).period,
                       fmt::format("{} ({})", signal.rule, judged.xmr.ruleset)};
}

}  // namespace closeloop
