#pragma once

#include <string>
#include <vector>

#include "api/import/import_report.h"
#include "api/import/returns_events.h"
#include "api/import/returns_table.h"
#include "domain/series.h"

namespace closeloop::imports {

/// The code of the area in the earliest period of the rows that has one; empty if none has.
[[nodiscard]] std::string first_code(const std::vector<const ReturnRow*>& rows);

/// Where the code of the area changes from one period to the next, figures can't be compared across
/// it: the series breaks there, unless it is broken there already. Rows are those of one series,
/// in any order, beside what is held of it. Each break is remarked upon. Pure.
[[nodiscard]] std::vector<ReturnedEvent> breaks_of(const std::string& series,
                                                   const std::vector<const ReturnRow*>& rows,
                                                   const series::State* held, ImportReport& report);

}  // namespace closeloop::imports
