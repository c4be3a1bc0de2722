#include "api/spreadsheet/csv_table.h"

#include <cmath>

#include <fmt/format.h>

#include "api/spreadsheet/xlsx_reader.h"

namespace closeloop::spreadsheet {
namespace {

constexpr int decimals_max = 9;
constexpr std::size_t cells_max = 4'000'000;

std::string text_of(const Cell& cell) {
  auto text = as_text(cell);
  constexpr double exactly_told = 1e15;
  if (cell.kind != Cell::Kind::number || std::abs(cell.number) >= exactly_told) return text;
  const auto point = text.find('.');
  const bool tiny = text.find('e') != std::string::npos;
  if (!tiny && (point == std::string::npos || text.size() - point - 1 <= decimals_max)) return text;
  text = fmt::format("{:.{}f}", cell.number, decimals_max);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : text;
}

}  // namespace

bool is_workbook(std::string_view bytes) {
  return bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xd0\xcf\x11\xe0");
}

imports::CsvTable rows_as_csv_table(const Sheet& sheet, imports::ImportReport& report) {
  imports::CsvTable table;
  const auto columns = sheet.rows.empty() ? 0 : sheet.rows.front().size();
  if (columns * sheet.rows.size() > cells_max) {  // Each row becomes as wide as the header.
    report.refuse("", "",
                  "This sheet is too large. Leave only the columns and rows to send in it.");
    return table;
  }
  for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
    std::vector<std::string> cells;
    cells.reserve(sheet.rows[i].size());
    for (const auto& cell : sheet.rows[i]) cells.push_back(text_of(cell));
    take_row(table, i + 1, std::move(cells), report);
  }
  return table;
}

imports::CsvTable read_table(std::string_view bytes, imports::ImportReport& report) {
  if (!is_workbook(bytes)) return imports::read_csv(bytes, report);
  const auto workbook = read_xlsx(bytes);
  if (!workbook) {
    report.refuse("", "", workbook.error().message);
    return {};
  }
  const auto* sheet = first_table(workbook.value());
  if (sheet == nullptr) {
    report.refuse("", "", "This workbook is empty, or all that it holds is hidden.");
    return {};
  }
  return rows_as_csv_table(*sheet, report);
}

const Sheet* first_table(const Workbook& workbook) {
  for (const auto& sheet : workbook.sheets) {
    if (sheet.name != about && !sheet.rows.empty()) return &sheet;
  }
  return nullptr;
}

}  // namespace closeloop::spreadsheet
