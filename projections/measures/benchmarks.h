#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "projections/board_records.h"

namespace closeloop {

/// Published figures to compare with: those that were published by the day asked for, and recorded
/// by the board asked. An earlier view uses only what was known then (domain 3.5).
[[nodiscard]] boost::json::array benchmarks_of(const Board::Records& records, Number indicator,
                                               Day asked_on);

/// Adds to a chart a line for each area: its newest benchmark, if it is of periods as long as
/// those of the series. A quarter is not held against a year.
void add_benchmark_lines(const Board::Records& records, Number indicator,
                         const series::State& series, Day asked_on, boost::json::object& chart);

}  // namespace closeloop
