#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "projections/measures/signal.h"

/// What was said of the signals of a series: a signal wants words (domain 3.3), with who says them
/// and when.
namespace closeloop {

/// Every narrative, oldest first: period, narrative, on, by, onBehalfOf, event.
[[nodiscard]] boost::json::array narratives_json(const Board::Records& records, Number series);

/// Adds who wrote it (`by`, `onBehalfOf`) to what is said of a narrative.
void add_author(const Board::Records& records, const KeptEvent& narrative, boost::json::object& to);

/// A signal of whose newest figure nothing has been said yet, whichever way it points, or if it
/// can't be told: what is asked for, and where to say it. Empty if nothing is.
[[nodiscard]] boost::json::object narrative_wanted(const Board::Records& records, Number series,
                                                   const JudgedSeries& judged,
                                                   const Signal& signal);

}  // namespace closeloop
