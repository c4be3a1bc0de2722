#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "api/import/deciding.h"
#include "api/import/import_report.h"
#include "api/import/plan_events.h"

namespace closeloop::imports {

/// "actions/P01-A1"
[[nodiscard]] std::string stream_of(const PlannedEvent& event);

/// Asks for the events of plans, one after another, and tells a report which are refused and why.
class AskingPlans {
 public:
  /// As Deciding has it; the report is lent.
  AskingPlans(const Actor& actor, Day today, ImportReport& report)
      : deciding_{actor, today}, report_{report} {}

  /// Whether it is decided. One of a record that was refused itself is passed over: it could say
  /// only that there is no such record. An error only for what is no matter of the file.
  [[nodiscard]] Result<bool> ask(const PlannedEvent& event);

  /// The record can't be: said once, at the first of its events.
  void refuse_record(const PlannedEvent& event, std::string why);

  [[nodiscard]] std::vector<eventstore::NewEvent> events() && {
    return std::move(deciding_).events();
  }

  /// All that was decided. What is too large for a record goes to the report.
  [[nodiscard]] eventstore::Commit commit(const eventstore::Uuid& id, std::string reason) &&;

 private:
  Deciding deciding_;
  ImportReport& report_;
  std::map<std::string, std::optional<std::string>, std::less<>>
      places_;  // Of each record's first event, by stream; nothing if that was refused.
};

}  // namespace closeloop::imports
