#pragma once

#include <string>
#include <vector>

#include "api/import/import_report.h"
#include "api/import/returns_events.h"
#include "api/import/returns_table.h"
#include "domain/series.h"

namespace closeloop::imports {

/// What the row of the earliest period that says it says; empty if none does.
[[nodiscard]] std::string first_said(const std::vector<const ReturnRow*>& rows,
                                     std::string ReturnRow::*what);

/// Where the code of the area or the version of the definition changes from one period to the next,
/// figures can't be compared across it: the series breaks there, unless it is broken there already.
/// Rows are those of one series, in any order, beside what is held of it. Each break is remarked
/// upon. Pure.
[[nodiscard]] std::vector<ReturnedEvent> breaks_of(const std::string& series,
                                                   const std::vector<const ReturnRow*>& rows,
                                                   const series::State* held, ImportReport& report);

}  // namespace closeloop::imports
