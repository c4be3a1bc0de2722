#pragma once

#include <memory>
#include <optional>
#include <string>

#include <boost/json/object.hpp>

#include "projections/measures/ratio.h"
#include "projections/measures/signal.h"

namespace closeloop {

/// What stands for an indicator: the series that is supplied for it (balance.h), or what is worked
/// out from two others or from what the board itself recorded; judged, and honest about recognition
/// (R13).
struct Headline {
  Number series = 0;                            ///< 0: it is worked out.
  std::shared_ptr<const WorkedOut> worked_out;  ///< Null: it is supplied.
  JudgedSeries judged;
  Signal signal;

  /// Whether anything is held or worked out, and not only owed.
  [[nodiscard]] bool holds_figures() const;

  [[nodiscard]] const series::State& state(const Board::Records& records) const {
    return worked_out ? worked_out->series : records.state<series::State>(series);
  }
};

/// Nothing if there is no figure to stand for it. `asked_on` as figures_of takes it.
[[nodiscard]] std::optional<Headline> headline_of(const Board::Records& records, Number indicator,
                                                  Audience audience,
                                                  std::optional<Day> asked_on = {});

/// Its chart, as chart_model makes it.
[[nodiscard]] boost::json::object chart_of(const Board::Records& records, Number indicator,
                                           const Headline& headline, Audience audience);

}  // namespace closeloop
