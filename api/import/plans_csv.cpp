#include "api/import/plans_csv.h"

#include <algorithm>
#include <map>
#include <set>

#include "api/import/csv.h"
#include "api/import/csv_columns.h"
#include "api/import/plan_builder.h"
#include "api/import/plan_row.h"
#include "api/import/source_date.h"

namespace closeloop::imports {
namespace {

bool understands(const CsvTable& table, const std::vector<Column>& meanings, const CsvPlan& plan,
                 ImportReport& report) {
  const auto has = [&](Column column) {
    return std::find(meanings.begin(), meanings.end(), column) != meanings.end();
  };
  const auto before = report.refused.size();
  if (!has(Column::action) && !has(Column::finding)) {
    report.refuse("row 1", "", "There is no column 'finding' and none 'action'.");
  }
  if (!has(Column::review) && !has(Column::review_id) && plan.id.empty()) {
    report.refuse("row 1", "",
                  "There is no column 'source review': say which plan this is, by its id and its "
                  "title (to the program with --plan-id and --title).");
  }
  std::set<Column> seen;
  for (std::size_t i = 0; i < meanings.size(); ++i) {
    if (meanings[i] != Column::other && !seen.insert(meanings[i]).second) {
      report.refuse("row 1", table.header[i], "Another column means the same.");
    }
  }
  if (table.rows.empty()) report.refuse("row 1", "", "There is no row below the header.");
  return report.refused.size() == before;
}

}  // namespace

std::vector<PlanDraft> read_plans_csv(std::string_view bytes, const CsvPlan& plan,
                                      ImportReport& report) {
  std::vector<PlanDraft> plans;
  const auto table = read_csv(bytes, report);
  if (!report.refused.empty() && table.header.empty()) return plans;
  std::vector<Column> meanings;
  for (const auto& name : table.header) meanings.push_back(meaning_of(name));
  if (!understands(table, meanings, plan, report)) return plans;

  std::map<std::string, std::size_t> index;
  for (const auto& cells : table.rows) {
    const PlanRow row{table, meanings, cells};
    auto title = row[Column::review];
    auto id = row[Column::review_id];
    if (id.empty()) id = title.empty() ? plan.id : title;
    if (title.empty()) title = plan.title.empty() ? id : plan.title;
    if (id.empty()) {
      report.refuse(row.place(), "", "This row does not say which review it comes from.");
      continue;
    }
    const auto [at, added] = index.try_emplace(id, plans.size());
    if (added) {
      PlanDraft draft;
      draft.place = row.place();
      draft.id = id;
      draft.title = std::move(title);
      draft.kind = row[Column::review_kind];
      draft.board = row[Column::board];
      draft.date = row[Column::review_date];
      if (const auto day = full_date(draft.date, true)) draft.date = eventstore::iso(*day);
      plans.push_back(std::move(draft));
    }
    PlanBuilder{plans[at->second], report}.add(row);
  }
  return plans;
}

}  // namespace closeloop::imports
