#pragma once

#include <boost/json/array.hpp>

#include "projections/measures/breakdown_table.h"

namespace closeloop {

/// Where the parts of a published total do not add up to it: period, parts, total, sentence. Of
/// counts, and of the numerators and denominators of percentages and rates; denominators that are
/// all the total's are not added up. Only of one counting unit (children, episodes and referrals
/// are never added together), and only of periods of which every part and the total are shown: by
/// how much a total is out would give a hidden part away (decision 24).
[[nodiscard]] boost::json::array part_sums(const Board::Records& records, Number indicator,
                                           const BreakdownTable& table);

}  // namespace closeloop
