#pragma once

#include <functional>
#include <optional>
#include <string>

#include "api/import/deciding.h"
#include "api/import/import_report.h"
#include "api/import/take_plans.h"

namespace closeloop::imports {

/// Whether an event of an earlier import is told of in the report.
using CountedOrNot = std::function<bool(const eventstore::RecordedEvent&)>;

/// Whether the command of `taking` was recorded before: then the report says what it took, as it
/// did the first time, but for events that don't count. `conflict` if the command was used for
/// something else.
[[nodiscard]] Result<bool> was_taken_before(const eventstore::EventLog& log, const Taking& taking,
                                            ImportReport& report, const CountedOrNot& counts = {});

/// Records what was decided, as `taking` says, and fills in the report: its events and position. If
/// the report refuses anything, or nothing is new, nothing is recorded. `shown`, if there is one,
/// is what the report is of: it also has what need not be recorded, and what is recorded is part of
/// it. `conflict` "import.changed" if it is not exactly what was asked for; the log's errors.
[[nodiscard]] Result<void> record(eventstore::EventLog& log, const eventstore::Clock& clock,
                                  Deciding&& deciding, const Taking& taking, std::string reason,
                                  ImportReport& report,
                                  std::optional<Deciding> shown = std::nullopt);

/// Whether what is wrong can be mended in the file, so that it belongs in the report.
[[nodiscard]] bool is_about_the_file(const Error& error);

}  // namespace closeloop::imports
