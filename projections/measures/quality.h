#pragma once

#include <optional>

#include <boost/json/object.hpp>

#include "projections/measures/headline.h"

namespace closeloop {

/// How good the data of the newest figure are: as the return was graded that it came with, or else
/// as the definition says. grade ("B", empty if not graded) and label.
[[nodiscard]] boost::json::object quality_of(const Board::Records& records,
                                             const indicator::Terms& terms,
                                             const Headline& headline);

/// What was last said of the newest figure: period, narrative, on, event, by. Nothing if nothing
/// was, or if its series is closed to the audience (R28).
[[nodiscard]] std::optional<boost::json::object> newest_narrative(const Board::Records& records,
                                                                  const Headline& headline,
                                                                  Audience audience);

}  // namespace closeloop
