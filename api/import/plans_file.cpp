#include "api/import/plans_file.h"

#include <algorithm>

#include "api/import/plan_events.h"
#include "api/import/plans_json.h"
#include "api/spreadsheet/csv_table.h"

namespace closeloop::imports {

PlansFormat format_of(std::string_view name, std::string_view bytes) {
  const auto ends = [&](std::string_view end) {
    return name.size() >= end.size() &&
           std::ranges::equal(name.substr(name.size() - end.size()), end, [](char a, char b) {
             return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
           });
  };
  if (ends(".json")) return PlansFormat::json;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const auto first = bytes.find_first_not_of(" \t\r\n");
  const bool json = first != std::string_view::npos && (bytes[first] == '{' || bytes[first] == '[');
  return json ? PlansFormat::json : PlansFormat::csv;
}

std::vector<PlanDraft> read_plans(std::string_view bytes, PlansFormat format, const CsvPlan& plan,
                                  ImportReport& report) {
  if (spreadsheet::is_workbook(bytes)) {
    report.refuse(
        "", "",
        "This is a spreadsheet. Plans are taken as JSON or CSV: save the sheet that holds "
        "the plan as CSV (\"CSV UTF-8\" in Excel), and import that file.");
    return {};
  }
  auto plans = format == PlansFormat::json ? read_plans_json(bytes, report)
                                           : read_plans_csv(bytes, plan, report);
  check_plans(plans, report);
  return plans;
}

}  // namespace closeloop::imports
