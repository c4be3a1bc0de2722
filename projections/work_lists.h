#pragma once

#include <array>
#include <string_view>

#include "projections/board.h"
#include "projections/page.h"

namespace closeloop {

inline constexpr std::array<std::string_view, 7> work_list_names{
    "mine",       "overdue", "due-soon", "awaiting-evidence", "awaiting-my-signature",
    "look-again", "all"};

/// One of `work_list_names`. A row says which `command` it waits for, or what `prompts` it.
/// `person` is whose list it is. `not_found` for another list or an unknown person where the
/// list is a person's own. Of `filter`, all but the gap; a stage lets through the actions of loops
/// at it; `invalid` for a stage that there is not.
[[nodiscard]] Result<boost::json::object> work_list(const Board&, std::string_view list,
                                                    std::string_view person, const Filter&,
                                                    const Page&, Day asked_on);

}  // namespace closeloop
