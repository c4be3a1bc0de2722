#pragma once

#include "api/import/import_report.h"
#include "api/import/returns_table.h"
#include "api/import/units.h"
#include "domain/indicator.h"

namespace closeloop::imports {

/// Refuses figures that can't be: less than nought, half a child, 6 of 5 cases, a count beside a
/// flag that says there is none. Remarks upon what is only odd: more than 100%, and a value that is
/// not what its own counts come to, with room for counts that were rounded to fives or tens. What
/// may be less than nought, or a fraction, by its title ("change in", "average") is let be.
/// `defined` is the indicator; null if it is not known. Pure.
void must_be_possible(const ReturnRow& row, const Units& units, const indicator::State* defined,
                      ImportReport& report);

}  // namespace closeloop::imports
