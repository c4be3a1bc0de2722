#pragma once

#include <string>
#include <vector>

#include "domain/data_return.h"
#include "projections/board_records.h"
#include "projections/page.h"

/// Figures that an agency was asked for, and that did not come.
namespace closeloop {

/// Whether what was asked for did not come, or was rejected: it is still to come.
[[nodiscard]] bool is_owed(const data_return::State& state);

/// Whether what was asked for is due and not there: the due day has passed, and the return did not
/// come, or was rejected.
[[nodiscard]] bool is_missing(const data_return::State& state, Day asked_on);

/// A return that is missing, with a period that nothing stands for.
struct Owed {
  Number data_return = 0;
  std::string agency;  ///< Its id.
  measures::PeriodKind kind{};
  std::string period;
  Day starts, ends;
};

/// What is missing for an indicator on that day, in the order in which it was asked for.
[[nodiscard]] std::vector<Owed> owed_of(const Board::Records& records, Number indicator,
                                        Day asked_on);

/// The periods for which a series has nothing and should have: those of its agency's missing
/// returns; of a series of no agency, those of any, if the indicator is not broken down by agency
/// and the series is of the whole of the board's area. In order of time, each once.
[[nodiscard]] std::vector<Owed> owed_periods(const Board::Records& records, Number series,
                                             Day asked_on);

}  // namespace closeloop
