#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/import/import_report.h"
#include "api/import/plan_draft.h"

namespace closeloop::imports {

/// What a file without a column for the review is told apart by.
struct CsvPlan {
  std::string id;
  std::string title;
};

/// An action plan as a table, one row per action or finding, with the columns of domain 1.6.
/// Their names are matched leniently. Rows with the same finding are one finding, rows with the
/// same reference and action one action that serves several findings. Columns that have no place
/// of their own become notes. What is wrong goes to the report. Pure.
[[nodiscard]] std::vector<PlanDraft> read_plans_csv(std::string_view bytes, const CsvPlan& plan,
                                                    ImportReport& report);

}  // namespace closeloop::imports
