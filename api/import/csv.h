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

/// Comma-, semicolon- or tab-separated values, whichever the header uses, as RFC 4180 has
/// quotes; with or without a byte-order mark, with any line ends. UTF-8 only: other encodings
/// are refused with what to do. What is wrong goes to the report. Pure.
[[nodiscard]] CsvTable read_csv(std::string_view bytes, ImportReport& report);

}  // namespace closeloop::imports
