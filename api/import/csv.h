#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/import/import_report.h"

namespace closeloop::imports {

struct CsvRow {
  std::size_t number;  ///< As spreadsheets count, from 1.
  std::vector<std::string> cells;

  [[nodiscard]] std::string place() const { return "row " + std::to_string(number); }
};

struct CsvTable {
  std::vector<std::string> header;
  std::size_t header_row = 1;  ///< Where it stands: a title may stand above it.
  std::vector<CsvRow> rows;    ///< As wide as the header. Without rows of nothing but blanks.

  [[nodiscard]] std::string header_place() const { return "row " + std::to_string(header_row); }
};

/// Takes the next row into the table, whatever file it comes from: the first is the
/// header, unless it is the title above one; blanks around a text are left off, a row of
/// nothing but blanks is passed over, and one that is wider than the header goes to the report.
/// Pure.
void take_row(CsvTable& table, std::size_t number, std::vector<std::string> cells,
              ImportReport& report);

/// Comma-, semicolon- or tab-separated values, whichever the header uses, as RFC 4180 has
/// quotes; with or without a byte-order mark, with any line ends. UTF-8 only: other encodings
/// are refused with what to do. What is wrong goes to the report. Pure.
[[nodiscard]] CsvTable read_csv(std::string_view bytes, ImportReport& report);

}  // namespace closeloop::imports
