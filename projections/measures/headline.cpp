#include "projections/measures/headline.h"

#include "projections/measures/balance.h"
#include "projections/measures/loop_figures.h"

namespace closeloop {

std::optional<Headline> headline_of(const Board::Records& records, Number indicator,
                                    Audience audience, std::optional<Day> asked_on) {
  Headline headline;
  headline.series = headline_series(records, indicator);
  if (headline.series != 0) {
    headline.judged = judge(records, headline.series, audience, {}, asked_on);
  } else {
    headline.worked_out = ratio_of(records, indicator, audience);
    if (!headline.worked_out && asked_on) {
      headline.worked_out = loop_figures_of(records, indicator, *asked_on);
    }
    if (!headline.worked_out) return std::nullopt;
    headline.judged = judge_figures(records, headline.worked_out->series,
                                    headline.worked_out->figures, std::nullopt);
  }
  headline.signal =
      balanced_signal(records, indicator, signal_of(records, headline.series, headline.judged));
  return headline;
}

boost::json::object chart_of(const Board::Records& records, Number indicator,
                             const Headline& headline) {
  if (!headline.worked_out) {
    return chart_model(records, headline.series, headline.judged, headline.signal);
  }
  return chart_model(records, headline.worked_out->series, records.store[indicator].id,
                     headline.worked_out->series.title, headline.judged, headline.signal);
}

boost::json::object signal_json(const Signal& signal) {
  return {{"name", signal.name}, {"label", signal.label}, {"reason", signal.reason}};
}

Signal no_data() { return {"noData", "No data", "No figure has been supplied."}; }

}  // namespace closeloop
