#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "projections/board.h"
#include "projections/measures/audience.h"
#include "projections/page.h"

namespace closeloop {

/// Every record connected to this one, forward (towards improvement) and back (towards the
/// review), by following links in one direction only: what merely shares an action with it is
/// not connected to it. Series that are closed to the audience are left out; one that is asked for
/// is `refused`. `not_found` if there is no such record.
[[nodiscard]] Result<boost::json::object> trace(const Board&, std::string_view resource,
                                                std::string_view id, Day asked_on, Audience = {});

/// The broken places, each kind with count and one page of records with their age in days.
/// With a gap in the filter, only that kind is listed, and can be paged through.
[[nodiscard]] Result<boost::json::object> gaps(const Board&, const Filter&, const Page&,
                                               Day asked_on);

/// The ids of the findings that a learning point or a recommendation comes from: an action on it
/// belongs to their loops.
[[nodiscard]] std::vector<std::string> findings_behind(const Board&, std::string_view resource,
                                                       std::string_view id);

}  // namespace closeloop
