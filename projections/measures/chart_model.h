#pragma once

#include <string_view>

#include <boost/json/object.hpp>

#include "projections/measures/signal.h"

namespace closeloop {

/// The model that charts are drawn from, as README.md of ui-minimal describes it.
[[nodiscard]] boost::json::object chart_model(const Board::Records& records, Number series,
                                              const JudgedSeries& judged, const Signal& signal);

/// The same of a series that is no record.
[[nodiscard]] boost::json::object chart_model(const Board::Records& records,
                                              const series::State& series, std::string_view id,
                                              std::string_view title, const JudgedSeries& judged,
                                              const Signal& signal);

/// "improvement", "concern", "neutralHigh", "neutralLow", "commonCause"; "looksBetter" of what
/// would be an improvement, were it not for the signal's doubt.
[[nodiscard]] std::string_view name_of(spc::PointType type, const Signal& signal);
/// "outsideLimits", "trend", "twoInThree", "shift", "none"
[[nodiscard]] std::string_view name_of(spc::Rule rule);

}  // namespace closeloop
