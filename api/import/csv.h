#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/import/import_report.h"

namespace closeloop::imports {

struct CsvRow {
  std::size_t number;  ///< As spreadsheets count: the header is row 1.
  std::vector<std::string> cells;

  [[nodiscard]] std::string place() const { return "row " + std::to_string(number); }
};

struct CsvTable {
  std::vector<std::string> header;
  std::vector<CsvRow> rows;  ///< As wide as the header. Without rows of nothing but blanks.
};

/// Takes the next row into the table, whatever file it comes from: row 1 is the header, blanks
/// around a text are left off, a row of nothing but blanks is passed over, and one that is wider
/// than the header goes to the report. Pure.
void take_row(CsvTable& table, std::size_t number, std::vector<std::string> cells,
              ImportReport& report);

/// Comma-, semicolon- or tab-separated values, whichever the header uses, as RFC 4180 has
/// quotes; with or without a byte-order mark, with any line ends. UTF-8 only: other encodings
/// are refused with what to do. What is wrong goes to the report. Pure.
[[nodiscard]] CsvTable read_csv(std::string_view bytes, ImportReport& report);

}  // namespace closeloop::imports
