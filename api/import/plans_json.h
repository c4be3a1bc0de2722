#pragma once

#include <string_view>
#include <vector>

#include "api/import/import_report.h"
#include "api/import/plan_draft.h"

namespace closeloop::imports {

/// Published plans as JSON: {"plans": [...]}, an array of plans, or one plan. Everything that is
/// wrong goes to the report with its JSON pointer; then what is returned is not whole. Members
/// that are not known become notes; `expected`, which says what a program should find, does not.
/// Pure.
[[nodiscard]] std::vector<PlanDraft> read_plans_json(std::string_view bytes, ImportReport& report);

}  // namespace closeloop::imports
