#pragma once

#include <string>

#include "api/spreadsheet/sheet.h"

namespace closeloop::spreadsheet {

/// The workbook as Excel and others open it (Office Open XML): "About" first, then a sheet for
/// each, its first row bold and always in sight and, where the names of its columns are all
/// different, marked as a table. Numbers are numbers, days are dates (before March 1900, which
/// Excel can't count, ISO text), and nothing is a formula. The same workbook gives the same
/// bytes. Throws std::length_error if a sheet is larger than Excel takes (1,048,576 rows, 16,384
/// columns) and std::runtime_error if there is no room for it. Safe from any thread.
[[nodiscard]] std::string write_xlsx(const Workbook& workbook);

}  // namespace closeloop::spreadsheet
