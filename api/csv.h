#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace closeloop::api {

/// A table as CSV (RFC 4180): a row of names first, lines that end in CR LF. A cell that a
/// spreadsheet would take for a formula (it begins with = + - @, a tab or a carriage return) gets
/// an apostrophe before it (ASVS 1.2.10), unless it is a number.
class CsvTable {
 public:
  explicit CsvTable(const std::vector<std::string>& names) { row(names); }

  void row(const std::vector<std::string>& cells);
  [[nodiscard]] std::string text() && { return std::move(text_); }

 private:
  std::string text_;
};

}  // namespace closeloop::api
