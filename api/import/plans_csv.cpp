#include "api/import/plans_csv.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>
#include <set>

#include "api/import/csv.h"
#include "api/import/csv_columns.h"
#include "api/import/plan_builder.h"
#include "api/import/plan_row.h"
#include "api/import/source_date.h"
#include "domain/written_date.h"

namespace closeloop::imports {
namespace {

bool understands(const CsvTable& table, const std::vector<Column>& meanings, const CsvPlan& plan,
                 ImportReport& report) {
  const auto has = [&](Column column) {
    return std::find(meanings.begin(), meanings.end(), column) != meanings.end();
  };
  const auto before = report.refused.size();
  if (!has(Column::action) && !has(Column::finding)) {
    report.refuse(table.header_place(), "", "There is no column 'finding' and none 'action'.");
  }
  if (!has(Column::review) && !has(Column::review_id) && plan.id.empty()) {
    report.refuse(table.header_place(), "",
                  "There is no column 'source review': say which plan this is, by its id and its "
                  "title (to the program with --plan-id and --title).");
  }
  std::set<Column> seen;
  for (std::size_t i = 0; i < meanings.size(); ++i) {
    if (meanings[i] != Column::other && !seen.insert(meanings[i]).second) {
      report.refuse(table.header_place(), table.header[i], "Another column means the same.");
    }
  }
  // What was refused may have been the rows.
  if (table.rows.empty() && before == 0)
    report.refuse(table.header_place(), "", "There is no row below the header.");
  return report.refused.size() == before;
}

}  // namespace

std::vector<PlanDraft> read_plans_csv(std::string_view bytes, const CsvPlan& plan,
                                      ImportReport& report) {
  std::vector<PlanDraft> plans;
  const auto table = read_csv(bytes, report);
  if (!report.refused.empty() && table.header.empty()) return plans;
  const auto meanings = meanings_of(table.header);
  if (!understands(table, meanings, plan, report)) return plans;

  std::deque<PlanDraft> drafts;  // Their builders point at them.
  std::map<std::string, PlanBuilder> builders;
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
    auto builder = builders.find(id);
    if (builder == builders.end()) {
      auto& draft = drafts.emplace_back();
      draft.place = row.place();
      draft.id = id;
      draft.title = std::move(title);
      draft.kind = row[Column::review_kind];
      draft.board = row[Column::board];
      draft.date = row[Column::review_date];
      if (const auto day = written_date(draft.date)) {
        draft.date = eventstore::iso(*day);
      } else if (!draft.date.empty()) {
        report.keep_as_text(row.place(), row.name(Column::review_date), draft.date);
      }
      builder = builders.try_emplace(id, draft, report).first;
    }
    builder->second.add(row);
  }
  plans.assign(std::make_move_iterator(drafts.begin()), std::make_move_iterator(drafts.end()));
  return plans;
}

}  // namespace closeloop::imports
