#pragma once

#include <string_view>

#include "projections/board.h"
#include "projections/page.h"

namespace closeloop {

/// "mine", "overdue", "due-soon", "awaiting-evidence", "awaiting-my-signature" or "all".
/// `person` is whose list it is. `not_found` for another list or an unknown person where the
/// list is a person's own.
[[nodiscard]] Result<boost::json::object> work_list(const Board&, std::string_view list,
                                                    std::string_view person, const Filter&,
                                                    const Page&, Day asked_on);

}  // namespace closeloop
