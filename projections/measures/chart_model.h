#pragma once

#include <string_view>

#include <boost/json/object.hpp>

#include "projections/measures/signal.h"

namespace closeloop {

/// What a chart is of. Lent.
struct Charted {
  Number number;  ///< Of the series; 0 if it is no record.
  const series::State& series;
  std::string_view id;
  std::string_view title;
};

/// The model that charts are drawn from, as README.md of ui-minimal describes it.
[[nodiscard]] boost::json::object chart_model(const Board::Records& records, Number series,
                                              const JudgedSeries& judged, const Signal& signal,
                                              Audience audience);
[[nodiscard]] boost::json::object chart_model(const Board::Records& records, const Charted& of,
                                              const JudgedSeries& judged, const Signal& signal,
                                              Audience audience);

/// "improvement", "concern", "neutralHigh", "neutralLow", "commonCause"; "looksBetter" of what
/// would be an improvement, were it not for the signal's doubt.
[[nodiscard]] std::string_view name_of(spc::PointType type, const Signal& signal);
/// "outsideLimits", "trend", "twoInThree", "shift", "none"
[[nodiscard]] std::string_view name_of(spc::Rule rule);

}  // namespace closeloop
