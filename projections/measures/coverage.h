#pragma once

#include <string>

#include <boost/json/array.hpp>

#include "projections/board_records.h"

namespace closeloop {

/// How far figures may be trusted to answer a question (R67): how many of its measures have any,
/// and of the returns that were due for them how many came in time and how many were accepted as
/// fit for use. `measures` are rows of a scorecard.
[[nodiscard]] std::string coverage_of(const Board::Records& records,
                                      const boost::json::array& measures, Day asked_on);

}  // namespace closeloop
