#pragma once

#include <optional>
#include <string>
#include <vector>

#include "eventstore/log/event_log.h"

namespace closeloop::imports {

/// What a plan came to when it was imported.
struct ImportedPlan {
  eventstore::Day on;  ///< When that was.
  std::vector<eventstore::NewEvent> events;
};

/// Those of the commit in which the review was opened that belong to it: from its own event up
/// to the next review's. Nothing if there is no such review. Costs what the plan holds.
[[nodiscard]] eventstore::Result<std::optional<ImportedPlan>> find_imported_plan(
    const eventstore::EventLog& log, const std::string& review);

/// One sentence for each thing that the plan now says otherwise; empty if it says the same. `now`
/// must be what it comes to on the day of that import, since some things depend on the day. The
/// digest that the review carries is no difference by itself.
[[nodiscard]] std::vector<std::string> differences_from(
    const ImportedPlan& before, const std::vector<eventstore::NewEvent>& now);

}  // namespace closeloop::imports
