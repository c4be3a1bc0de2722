#pragma once

#include "projections/board.h"
#include "projections/page.h"

namespace closeloop {

/// Loops by stage and gap: counts, the sentence that answers, and one page of findings.
/// `invalid` for a stage, gap or cursor that there is not.
[[nodiscard]] Result<boost::json::object> loop_list(const Board&, const Filter&, const Page&,
                                                    Day asked_on);

}  // namespace closeloop
