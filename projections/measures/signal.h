#pragma once

#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "projections/measures/judged_series.h"

namespace closeloop {

/// What a measure comes to, in a word: by the newest point, and honest about what is not known.
struct Signal {
  std::string_view name;  ///< "improvement", "concern", "noChange", "high", "low", "shift",
                          ///< "tooFew", "noData", "cannotTell"
  std::string label;      ///< "Improving"
  std::string reason;     ///< Why, in a sentence.
  /// Why points that look better may not be called an improvement (R13); empty if they may, or if
  /// none does.
  std::string doubt = {};
};

/// What the rules make of the newest figure. An improvement is claimed only if recognition is not
/// falling, by what balances the indicator of the series (balance.h); else it can't be told.
[[nodiscard]] Signal signal_of(const Board::Records& records, const series::State& series,
                               const JudgedSeries& judged);

/// What is said of an indicator without any figure.
[[nodiscard]] Signal no_data();

/// name, label, reason
[[nodiscard]] boost::json::object signal_json(const Signal& signal);

}  // namespace closeloop
