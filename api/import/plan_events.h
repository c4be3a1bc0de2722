#pragma once

#include <set>
#include <span>
#include <string>
#include <vector>

#include "api/import/deciding.h"
#include "api/import/import_report.h"
#include "api/import/plan_draft.h"

namespace closeloop::imports {

/// An event that a plan comes to, with where in the file it came from.
struct PlannedEvent {
  Asked asked;
  std::string place;
  const char* kind;  ///< What it counts as: "actions"; null if as nothing of its own.
  bool is_part;      ///< A part of what a plan says of its action; no command of its own.
};

struct PlanEvents {
  std::string review;  ///< Id of the plan's review.
  std::vector<PlannedEvent> events;
};

/// Checks what makes sense only for the whole of the plans: ids given twice, references that
/// name nothing. Pure; what is wrong goes to the report.
void check_plans(const std::vector<PlanDraft>& plans, ImportReport& report);

/// The events that a plan comes to, in order. Ids are made of the source's own
/// ("P01-A1"; record_id). Nothing is true after
/// `today`. A theme that is one of `priority_areas` names that area too. Pure.
[[nodiscard]] PlanEvents events_of(const PlanDraft& plan, Day today,
                                   const std::set<std::string>& priority_areas);

/// The id of the review that a plan becomes. Pure.
[[nodiscard]] std::string review_of(const PlanDraft& plan);

/// Every type of event that a plan can come to.
[[nodiscard]] std::span<const std::string_view> types_of_plans();

/// The column or member of the source that a field of an event was filled from: "statement" of
/// an action is "text" in JSON.
[[nodiscard]] std::string source_of(std::string_view field);

}  // namespace closeloop::imports
