#pragma once

#include <string>
#include <string_view>

#include "api/import/import_report.h"
#include "api/import/plan_draft.h"
#include "eventstore/core/time.h"

namespace closeloop::imports {

/// Makes what a plan says fit what records can hold, so that nothing a real plan may say keeps it
/// out: a text that is too long is shortened and stands whole in the notes; a day that has not
/// come yet on which something is said to have happened stays text, and so does a start behind its
/// due date. All of it goes to the report. Pure.
void fit(PlanDraft& plan, eventstore::Day today, ImportReport& report);

/// The text if it has no more than `most` characters; otherwise its beginning, up to a word's end,
/// with "…".
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most);

/// The first `most` characters at most; what is left stays in `text`.
[[nodiscard]] std::string take_characters(std::string_view& text, std::size_t most);

}  // namespace closeloop::imports
