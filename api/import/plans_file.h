#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "api/import/import_report.h"
#include "api/import/plan_draft.h"
#include "api/import/plans_csv.h"

namespace closeloop::imports {

enum class PlansFormat : std::uint8_t { json, csv };

/// A file that holds plans.
struct PlansFile {
  std::string content;
  PlansFormat format = PlansFormat::json;
  CsvPlan plan;  ///< Counts for CSV only.
};

/// By the end of the file's name (".json", ".csv", ".tsv"); if that says nothing, by how the file
/// begins: JSON begins with a brace or a bracket.
[[nodiscard]] PlansFormat format_of(std::string_view name, std::string_view bytes);

/// The plans of a file, checked as a whole (check_plans). `plan` counts for CSV only. What is
/// wrong goes to the report; then what is returned is not whole. Pure.
[[nodiscard]] std::vector<PlanDraft> read_plans(std::string_view bytes, PlansFormat format,
                                                const CsvPlan& plan, ImportReport& report);

}  // namespace closeloop::imports
