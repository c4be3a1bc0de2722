#pragma once

#include <string>

#include "api/spreadsheet/sheet.h"

namespace closeloop::spreadsheet {

/// The workbook as an OpenDocument spreadsheet (ODF 1.3): "About" first, then a sheet for each,
/// its first row bold and always in sight. Numbers are numbers, days are dates, and nothing is a
/// formula. The same workbook gives the same bytes. Throws std::length_error if a sheet is larger
/// than spreadsheet programs take (1,048,576 rows, 16,384 columns) and std::runtime_error if there
/// is no memory for it. Safe from any thread.
[[nodiscard]] std::string write_ods(const Workbook& workbook);

}  // namespace closeloop::spreadsheet
