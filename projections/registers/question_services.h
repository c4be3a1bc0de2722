#pragma once

#include <vector>

#include <boost/json/object.hpp>

#include "projections/board_records.h"
#include "projections/measures/audience.h"
#include "projections/page.h"

namespace closeloop {

/// Of a question about services (R78, R83): each service of its priority area with its capacity,
/// the wait for it and its results by the question's indicators, and the audiences without a
/// service. A question is about services if a series of one of its indicators is of one service
/// only; of any other question this is empty.
[[nodiscard]] boost::json::object services_of_question(const Board::Records& records,
                                                       Number question, Day asked_on,
                                                       Audience audience);

}  // namespace closeloop
