#pragma once

#include <string_view>

#include "api/spreadsheet/sheet.h"
#include "eventstore/core/error.h"

namespace closeloop::spreadsheet {

/// Reads an Excel workbook (.xlsx, .xlsm) that a stranger may have made. Sheets come in their
/// order, hidden ones left out; rows and columns stand where the person sees them, so empty ones
/// between are kept, those after the last value not. Formulas give the values that were last worked
/// out, merged cells their value in the first; true and false are the texts TRUE and FALSE, errors
/// their text ("#DIV/0!"); for days, times and percentages see `cell_of_number`. What the workbook
/// says of itself (title, author) is not read.
///
/// `invalid` with plain words for what is no such file: another kind of file, one with a password,
/// an old .xls, a damaged one, or one with more than 2,000,000 cells (empty ones before a value
/// included), 128 MiB of text, 250 sheets or the sizes that `ZipReader` takes. No memory but that;
/// safe from any thread.
[[nodiscard]] eventstore::Result<Workbook> read_xlsx(std::string_view bytes);

}  // namespace closeloop::spreadsheet
