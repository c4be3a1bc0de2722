#include "projections/measures/headline.h"

#include <algorithm>

#include "projections/measures/balance.h"
#include "projections/measures/chart_model.h"
#include "projections/measures/loop_figures.h"

namespace closeloop {

bool Headline::holds_figures() const {
  return std::ranges::any_of(judged.figures,
                             [](const Figure& figure) { return figure.held != nullptr; });
}

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
  headline.signal = signal_of(records, headline.state(records), headline.judged);
  return headline;
}

boost::json::object chart_of(const Board::Records& records, Number indicator,
                             const Headline& headline, Audience audience) {
  if (!headline.worked_out) {
    return chart_model(records, headline.series, headline.judged, headline.signal, audience);
  }
  const auto& series = headline.worked_out->series;
  return chart_model(records, {0, series, records.store[indicator].id, series.title},
                     headline.judged, headline.signal, audience);
}

}  // namespace closeloop
