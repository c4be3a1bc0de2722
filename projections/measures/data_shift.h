#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "projections/measures/judged_series.h"

/// What figures say of an action that is meant to move them (domain 1.7: data shift). They are
/// judged as the Board sees them, without small numbers, so that everyone is told the same.
namespace closeloop {

inline constexpr std::size_t points_for_data_shift = 7;

struct DataShift {
  bool shows = false;        ///< Outcome evidence may be made of it, if a person judges so.
  std::string_view verdict;  ///< "improvement", or why not: "neutral", "tooFew", "noSignal",
                             ///< "concern", "cannotTell", "otherArea".
  std::string sentence;      ///< Why, or what is missing; with the ruleset. No titles of records.
  std::size_t points = 0;    ///< That began after delivery, in the newest stretch of the chart.
  std::optional<Day> observed_from;  ///< The first day of the first of them.
  std::optional<Day> observed_to;    ///< The last day of the last.
  std::string ruleset;
  evidence::Strength strength = evidence::Strength::UNSET;  ///< At most, if it shows.
};

/// Only by figures whose period begins on the day of delivery or later: one that began before
/// mixes what was with what came of the action, so it counts for neither. Besides the limits, no
/// rule reaches back to figures from before. At least 7 such figures are needed. With 12 or more in
/// the stretch of the chart, they must meet a rule of the XmR chart (domain 3.1), newest on the
/// good side; with 10 or 11 the run chart must signal, and its newest run lie after delivery, on
/// the good side. What balances the indicator must hold (R13). It is strong if something does
/// balance it and the limits are firm, else medium. `until`: only periods that end by then.
[[nodiscard]] DataShift data_shift(const Board::Records& records, Number series, Day delivered_on,
                                   std::optional<Day> until = {});

struct FigureConcern {
  std::string period;  ///< The newest that gives concern.
  std::string why;     ///< The rule that it meets, in words, with the ruleset.
};

/// A signal on the bad side by the figures whose period began that day or later, and by the same
/// rules; if the newest of their signals is on that side. One figure can be enough of a warning.
[[nodiscard]] std::optional<FigureConcern> concern_since(const Board::Records& records,
                                                         Number series, Day from);

}  // namespace closeloop
