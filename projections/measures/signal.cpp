#include "projections/measures/signal.h"

#include <algorithm>

#include <fmt/format.h>

#include "projections/measures/balance.h"

namespace closeloop {

namespace {

/// The newest of the figures that look better; null if none does.
const series::Point* newest_better(const JudgedSeries& judged) {
  for (auto i = judged.xmr.points.size(); i-- > 0;) {
    const bool better = judged.xmr.points[i].type == spc::PointType::improvement;
    if (better && is_judged(judged, i)) return judged.figures[judged.places[i]].point;
  }
  return nullptr;
}

Signal by_limits(const JudgedSeries& judged, const std::string& doubt) {
  const auto& newest = judged.xmr.points.back();
  const auto why = fmt::format("Of the newest figure: {}.", words(newest.rule));
  switch (newest.type) {
    case spc::PointType::improvement:
      if (doubt.empty()) return {"improvement", "Improving", why};
      return {"cannotTell", "Cannot tell", fmt::format("The figures look better, but {}", doubt)};
    case spc::PointType::concern: return {"concern", "Concern", why};
    case spc::PointType::neutral_high: return {"high", "Higher than usual", why};
    case spc::PointType::neutral_low: return {"low", "Lower than usual", why};
    case spc::PointType::common_cause: break;
  }
  return {"noChange", "No real change", "The newest figure is within what is usual."};
}

Signal by_the_newest(const JudgedSeries& judged, const std::string& doubt) {
  const auto count = judged.xmr.segments.back().count;
  if (judged.kind == spc::ChartKind::dots) {
    return {"tooFew", fmt::format("{} {} only", count, count == 1 ? "point" : "points"),
            "There are too few points to judge: 10 are needed for a run chart, 12 for limits."};
  }
  if (judged.kind == spc::ChartKind::xmr) return by_limits(judged, doubt);
  if (judged.run.signals()) {
    return {"shift", "A shift",
            "The run chart shows a shift; there are too few points for firm limits."};
  }
  return {"noChange", "No real change", "The run chart shows no shift."};
}

}  // namespace

Signal signal_of(const Board::Records& records, const series::State& series,
                 const JudgedSeries& judged) {
  if (judged.places.empty()) return no_data();
  std::string doubt;
  if (const auto* better = newest_better(judged)) doubt = doubt_of(records, series, *better);
  auto signal = by_the_newest(judged, doubt);
  signal.doubt = std::move(doubt);
  return signal;
}

Signal no_data() { return {"noData", "No data", "No figure has been supplied."}; }

boost::json::object signal_json(const Signal& signal) {
  return {{"name", signal.name}, {"label", signal.label}, {"reason", signal.reason}};
}

}  // namespace closeloop
