#pragma once

#include <vector>

#include "tools/closeloop/board_directory.h"
#include "tools/closeloop/import/import_report.h"
#include "tools/closeloop/import/plan_draft.h"
#include "tools/closeloop/progress_bar.h"

namespace closeloop::tools {

/// Takes plans into the board as one commit: all of them or, if the report refuses anything,
/// nothing. A plan that was imported before is left as it is if it says the same, and refused
/// with what differs if not. A dry run does everything but record. An error only for what is
/// no matter of the file: the log, or the actor's role.
[[nodiscard]] Result<void> take_plans(BoardDirectory& board, const Actor& actor,
                                      const std::vector<PlanDraft>& plans, bool dry_run,
                                      ProgressBar* progress, ImportReport& report);

}  // namespace closeloop::tools
