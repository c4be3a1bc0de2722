#pragma once

#include "api/import/csv.h"
#include "api/spreadsheet/sheet.h"

namespace closeloop::spreadsheet {

/// The sheet as if it had been saved as CSV and read, so that what takes the one takes the other:
/// rows have the numbers that people see, and numbers are their shortest decimal text with at most
/// 9 decimals, as many as values keep; what a formula works out often has more. Refuses what would
/// fill more than 4,000,000 cells. Pure.
[[nodiscard]] imports::CsvTable rows_as_csv_table(const Sheet& sheet,
                                                  imports::ImportReport& report);

/// Whether a file is a workbook, of today (a zip archive) or of old: no text begins like that.
[[nodiscard]] bool is_workbook(std::string_view bytes);

/// The table of a file that is CSV or an Excel workbook, whichever its bytes say: of a workbook the
/// first sheet with a table. What is wrong goes to the report. Pure.
[[nodiscard]] imports::CsvTable read_table(std::string_view bytes, imports::ImportReport& report);

/// The sheet with the table: the first that is not "About" and not empty. Nothing if there is none.
[[nodiscard]] const Sheet* first_table(const Workbook& workbook);

}  // namespace closeloop::spreadsheet
