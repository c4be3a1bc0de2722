#include "api/import/csv.h"

#include <algorithm>

#include "api/import/plain_text.h"
#include "eventstore/schema/text.h"

namespace closeloop::imports {
namespace {

constexpr auto save_as_utf8 =
    " Save the file as \"CSV UTF-8\" (in Excel: Save as; in LibreOffice: character set Unicode "
    "UTF-8) and import it again.";

/// "sep=;" as the first line, by which Excel is told.
char take_named_separator(std::string_view& text) {
  constexpr std::string_view name = "sep=";
  const auto end = std::min(text.find_first_of("\r\n"), text.size());
  const bool named = end == name.size() + 1 &&
                     std::equal(name.begin(), name.end(), text.begin(), [](char small, char c) {
                       return small == c || (c >= 'A' && c <= 'Z' && small == c + 32);
                     });
  if (!named) return '\0';
  const char separator = text[name.size()];
  text.remove_prefix(end);
  return separator;
}

/// Of the first line that has any.
char separator_of(std::string_view text) {
  std::size_t commas = 0;
  std::size_t semicolons = 0;
  std::size_t tabs = 0;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if ((c == '\n' || c == '\r') && commas + semicolons + tabs > 0) break;
    commas += c == ',' ? 1 : 0;
    semicolons += c == ';' ? 1 : 0;
    tabs += c == '\t' ? 1 : 0;
  }
  if (semicolons > commas && semicolons >= tabs) return ';';
  return tabs > commas ? '\t' : ',';
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return std::string{text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1)};
}

/// Reads one row after another.
class Reader {
 public:
  Reader(std::string_view text, char separator) : left_{text}, separator_{separator} {}

  [[nodiscard]] bool at_end() const { return left_.empty(); }
  [[nodiscard]] const std::string& problem() const { return problem_; }

  std::vector<std::string> row() {
    std::vector<std::string> cells;
    do {
      cells.push_back(cell());
    } while (problem_.empty() && take(separator_));
    if (problem_.empty()) end_of_row();
    return cells;
  }

 private:
  bool take(char c) {
    if (left_.empty() || left_.front() != c) return false;
    left_.remove_prefix(1);
    return true;
  }
  void end_of_row() {
    const bool ended = left_.empty() || take('\r');
    if (!take('\n') && !ended) {
      problem_ = "Something follows a closing quote; a quote within a text is written twice.";
    }
  }
  std::string cell() {
    if (!take('"')) {
      const char ends[] = {'\r', '\n', separator_, '\0'};
      const auto end = std::min(left_.find_first_of(ends), left_.size());
      std::string text{left_.substr(0, end)};
      left_.remove_prefix(end);
      return text;
    }
    std::string text;
    for (;;) {
      const auto end = left_.find('"');
      if (end == std::string_view::npos) {
        problem_ = "A quote is opened here and never closed.";
        return text;
      }
      text += left_.substr(0, end);
      left_.remove_prefix(end + 1);
      if (!take('"')) return text;
      text += '"';
    }
  }

  std::string_view left_;
  char separator_;
  std::string problem_;
};

bool is_readable(std::string_view bytes, ImportReport& report) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    report.refuse("", "", std::string{"This file is UTF-16, not UTF-8."} + save_as_utf8);
    return false;
  }
  if (const auto nul = bytes.find('\0'); nul != std::string_view::npos) {
    const auto line =
        1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(nul), '\n');
    report.refuse("line " + std::to_string(line), "",
                  "This is no text file: it holds the character U+0000 (NUL).");
    return false;
  }
  if (eventstore::printable(bytes) != bytes) {
    report.refuse("", "",
                  std::string{"This file is not UTF-8; it may be Windows-1252, which older "
                              "spreadsheets write."} +
                      save_as_utf8);
    return false;
  }
  return true;
}

/// What was taken for a table of one column was titles: a wider row follows.
void pass_over_titles(CsvTable& table, ImportReport& report) {
  const auto pass_over = [&](const std::string& place) {
    report.keep_as_text(place, "", "This row stands above the header, and is not taken.");
  };
  pass_over(table.header_place());
  for (const auto& row : table.rows) pass_over(row.place());
  table.header.clear();
  table.rows.clear();
}

}  // namespace

void take_row(CsvTable& table, std::size_t number, std::vector<std::string> cells,
              ImportReport& report) {
  const auto place = "row " + std::to_string(number);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto column = i < table.header.size() ? table.header[i] : std::string{};
    cells[i] = trimmed(plain_text(cells[i], place, column, report));
  }
  const auto said = [](const std::string& cell) { return !cell.empty(); };
  if (std::none_of(cells.begin(), cells.end(), said)) return;
  const auto texts = [&](const std::vector<std::string>& row) {
    return std::count_if(row.begin(), row.end(), said);
  };
  if (texts(table.header) == 1 && texts(cells) > 1) pass_over_titles(table, report);
  if (table.header.empty()) {
    table.header = std::move(cells);
    table.header_row = number;
    return;
  }
  const auto beyond = static_cast<std::ptrdiff_t>(std::min(cells.size(), table.header.size()));
  if (std::any_of(cells.begin() + beyond, cells.end(), said)) {
    report.refuse(place, "", "This row has more cells than the header has columns.");
    return;
  }
  cells.resize(table.header.size());
  table.rows.push_back({number, std::move(cells)});
}

CsvTable read_csv(std::string_view bytes, ImportReport& report) {
  CsvTable table;
  if (!is_readable(bytes, report)) return table;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const char named = take_named_separator(bytes);
  Reader reader{bytes, named != '\0' ? named : separator_of(bytes)};
  for (std::size_t number = 1; !reader.at_end(); ++number) {
    auto cells = reader.row();
    if (!reader.problem().empty()) {
      report.refuse("row " + std::to_string(number), "", reader.problem());
      break;  // Where the next row begins can't be known.
    }
    take_row(table, number, std::move(cells), report);
  }
  return table;
}

}  // namespace closeloop::imports
