#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "api/import/import_report.h"
#include "api/import/plan_draft.h"
#include "domain/decider.h"
#include "eventstore/core/clock.h"
#include "eventstore/core/digest.h"
#include "eventstore/core/uuid.h"
#include "eventstore/log/event_log.h"

namespace closeloop::imports {

/// How plans are to be taken.
struct Taking {
  Actor actor;
  bool dry_run = false;  ///< Do everything but record.
  /// Names the request for ever, with the digest of what was asked. Without it a new name is
  /// given, and the request can't be told when it comes again.
  struct Command {
    eventstore::Uuid id;
    eventstore::Digest request;
  };
  std::optional<Command> command;
  /// Take this and nothing else: ImportReport::events of the dry run that someone saw.
  std::optional<eventstore::Digest> exactly;
  std::string correlation;
  std::string reason;  ///< Why, for what needs one and does not say it itself.
  /// Told how many records are decided.
  std::function<void(std::uint64_t)> progress;
};

/// Takes plans into the board as one commit: all of them or, if the report refuses anything,
/// nothing. A plan that was imported before is left as it is if it says the same, and refused
/// with what differs if not. A command that was recorded before is reported again as it was.
/// The commit holds only if none of its records has come to be meanwhile; if one has, all is
/// decided anew.
///
/// An error only for what is no matter of the file: the log; the actor's role ("permission…");
/// `conflict` "import.changed", with the new report, if it is not exactly what was asked for;
/// "log.command-reused". Safe from any thread.
[[nodiscard]] Result<void> take_plans(eventstore::EventLog& log, const eventstore::Clock& clock,
                                      const std::vector<PlanDraft>& plans, const Taking& taking,
                                      ImportReport& report);

/// `refused` with the rule "permission" unless the role may give every command that a plan can
/// come to.
[[nodiscard]] Result<void> must_be_permitted_to_import(person::Role role);

}  // namespace closeloop::imports
