#pragma once

#include <vector>

#include <boost/json/array.hpp>

#include "projections/board_records.h"

namespace closeloop {

/// Findings of a question's priority area that share a theme with it; all of the area if it names
/// no theme. At most fifty for each theme.
[[nodiscard]] std::vector<Number> findings_about(const Board::Records& records,
                                                 const question::State& question);

/// Evidence in the loops of those findings that gives somebody's own view, each once.
[[nodiscard]] boost::json::array voices_in(const Board::Records& records,
                                           const std::vector<Number>& findings);

/// How many of those findings there are of each theme, the most first (R68): id, label, count.
[[nodiscard]] boost::json::array themes_of(const Board::Records& records,
                                           const std::vector<Number>& findings);

}  // namespace closeloop
