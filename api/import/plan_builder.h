#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "api/import/import_report.h"
#include "api/import/plan_draft.h"
#include "api/import/plan_row.h"
#include "eventstore/core/time.h"

namespace closeloop::imports {

/// Builds one plan from its rows, in their order. Rows that speak of the same finding or action
/// add to it; what contradicts an earlier row is refused in the report, and left out.
class PlanBuilder {
 public:
  /// Both are lent, and so is what the rows come from.
  PlanBuilder(PlanDraft& plan, ImportReport& report) : plan_{plan}, report_{report} {}

  void add(const PlanRow& row);

 private:
  std::vector<std::string> add_finding(const PlanRow& row);
  void add_action(const PlanRow& row, const std::vector<std::string>& findings);
  ActionDraft new_action(const PlanRow& row);
  /// The day to which the plan moved the due date, which stays what it was first.
  void move_date(const PlanRow& row, ActionDraft& action);
  /// Another row of an action: what it says otherwise than the first becomes a note.
  void say_again(const PlanRow& row, ActionDraft& action);
  void keep(const PlanRow& row, Column column, const std::string& text,
            std::vector<NoteDraft>& notes);
  std::optional<eventstore::Day> date(const PlanRow& row, Column column);

  PlanDraft& plan_;
  ImportReport& report_;
  std::map<std::string, PlanRow> rows_of_actions_;  // The first of each.
};

}  // namespace closeloop::imports
