#pragma once

#include <boost/json/array.hpp>

#include "projections/board_records.h"
#include "projections/measures/audience.h"

namespace closeloop {

/// Which agencies a breakdown by agency shows (R72).
enum class Agencies : std::uint8_t { all, not_mainly_children };

/// The tables of a measure: one for each breakdown that its definition names or that figures are
/// held of, with its categories as rows and its newest eight periods as columns.
///
/// - A category that is expected has its row also with no figure: each code that a code list of the
///   indicator has, each agency that owes a return, and by audience the five of R80.
/// - What is not there says so in words, and is never nought.
/// - Where a count's parts and total are all shown and do not agree, a sentence says so (`sums`).
///   While a part is hidden nothing is said (decision 24). Nothing that counts something else is
///   ever added.
[[nodiscard]] boost::json::array breakdowns_of(const Board::Records& records, Number indicator,
                                               Day asked_on, Audience audience,
                                               Agencies agencies = Agencies::all);

}  // namespace closeloop
