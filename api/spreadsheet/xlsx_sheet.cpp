#include "api/spreadsheet/xlsx_sheet.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "api/spreadsheet/xml.h"

namespace closeloop::spreadsheet {
namespace {

constexpr std::size_t rows_max = 1048576;
constexpr std::size_t columns_max = 16384;

struct Place {
  std::size_t row;  ///< From 0, as the column.
  std::size_t column;
};

/// Of "B3". Nothing if it is no place of a sheet.
std::optional<Place> place_of(std::string_view reference) {
  std::size_t column = 0;
  std::size_t letters = 0;
  for (; letters < reference.size() && letters < 4; ++letters) {
    const char c = reference[letters];
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<std::size_t>(c - 'A' + 1);
  }
  const auto row = static_cast<std::size_t>(whole_number(reference.substr(letters), 0));
  if (column < 1 || column > columns_max || row < 1 || row > rows_max) return std::nullopt;
  return Place{row - 1, column - 1};
}

void append_utf8(std::string& text, unsigned unit) {
  if (unit < 0x80) {
    text += static_cast<char>(unit);
    return;
  }
  if (unit < 0x800) {
    text += static_cast<char>(0xc0U | (unit >> 6U));
  } else {
    text += static_cast<char>(0xe0U | (unit >> 12U));
    text += static_cast<char>(0x80U | ((unit >> 6U) & 0x3fU));
  }
  text += static_cast<char>(0x80U | (unit & 0x3fU));
}

/// Characters that XML can't hold are written as _x000D_ (ECMA-376 part 1, 22.4.2.4).
std::string unescaped(std::string text) {
  if (text.find("_x") == std::string::npos) return text;
  std::string plain;
  std::size_t from = 0;
  for (auto at = text.find("_x"); at != std::string::npos; at = text.find("_x", at)) {
    unsigned unit = 0;
    const auto* digits = text.data() + at + 2;
    const bool long_enough = text.size() - at >= 7 && text[at + 6] == '_';
    if (!long_enough || std::from_chars(digits, digits + 4, unit, 16).ptr != digits + 4 ||
        (unit >= 0xd800 && unit <= 0xdfff)) {
      at += 2;
      continue;
    }
    plain.append(text, from, at - from);
    append_utf8(plain, unit);
    at += 7;
    from = at;
  }
  return plain.append(text, from);
}

std::string plain_text(pugi::xml_node node) {
  std::string text;
  for (const auto part : node.children()) {
    if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) text += part.value();
  }
  return text;
}

Cell cell_of_text(std::string text) {
  text = unescaped(std::move(text));
  std::erase(text, '\r');
  return text_cell(storable(text));
}

/// A day as it is written in files of the strict kind: "2017-11-14" or "2017-11-14T00:00:00".
Cell cell_of_iso(const std::string& text) {
  const auto day = eventstore::parse_day(std::string_view{text}.substr(0, 10));
  const auto rest = text.size() > 10 ? std::string_view{text}.substr(10) : std::string_view{};
  if (day && rest.find_first_of("123456789") == std::string_view::npos) return date_cell(*day);
  return cell_of_text(text);
}

Cell read_cell(pugi::xml_node node, const SharedParts& shared) {
  const auto type = attribute(node, "t");
  if (type == "inlineStr") return cell_of_text(rich_text(child(node, "is")));
  const auto value = plain_text(child(node, "v"));
  if (value.empty()) {
    // A formula that no program has worked out yet: told as it stands, so that nothing is lost.
    const auto formula = child(node, "f");
    const bool unknown = formula && type != "str";
    return unknown ? cell_of_text("=" + plain_text(formula)) : Cell{};
  }
  if (type == "s") {
    const auto index = static_cast<std::size_t>(whole_number(value, -1));
    return index < shared.strings.size() ? cell_of_text(shared.strings[index]) : Cell{};
  }
  if (type == "b") return text_cell(is_true(value) ? "TRUE" : "FALSE");
  if (type == "d") return cell_of_iso(value);
  if (type == "str" || type == "e") return cell_of_text(value);
  double number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc{} || end != value.data() + value.size() || !std::isfinite(number)) {
    return cell_of_text(value);
  }
  const auto style = static_cast<std::size_t>(whole_number(attribute(node, "s"), 0));
  return cell_of_number(number,
                        style < shared.formats.size() ? shared.formats[style] : NumberFormat{},
                        shared.from_1904);
}

/// Puts cells where they belong and counts what that takes.
class Rows {
 public:
  explicit Rows(Allowance& left) : left_{left} {}

  [[nodiscard]] bool put(Place at, Cell cell) {
    if (cell.kind == Cell::Kind::empty) return true;
    if (cell.text.size() > left_.bytes_of_text) return false;
    left_.bytes_of_text -= cell.text.size();
    if (at.row >= rows_.size() && !spend(at.row + 1 - rows_.size())) return false;
    if (at.row >= rows_.size()) rows_.resize(at.row + 1);
    auto& row = rows_[at.row];
    if (at.column >= row.size() && !spend(at.column + 1 - row.size())) return false;
    if (at.column >= row.size()) row.resize(at.column + 1);
    row[at.column] = std::move(cell);
    return true;
  }

  /// Empties all but the first cell of a range.
  [[nodiscard]] bool merge(Place first, Place last) {
    for (auto row = first.row; row <= last.row && row < rows_.size(); ++row) {
      auto& cells = rows_[row];
      if (!visit(1)) return false;
      for (auto column = first.column; column <= last.column && column < cells.size(); ++column) {
        if (!visit(1)) return false;
        if (row != first.row || column != first.column) cells[column] = {};
      }
    }
    return true;
  }

  [[nodiscard]] std::vector<std::vector<Cell>> take() {
    const auto is_empty = [](const Cell& cell) { return cell.kind == Cell::Kind::empty; };
    for (auto& row : rows_) {
      while (!row.empty() && is_empty(row.back())) row.pop_back();
    }
    while (!rows_.empty() && rows_.back().empty()) rows_.pop_back();
    return std::move(rows_);
  }

 private:
  bool spend(std::size_t cells) {
    if (cells > left_.cells) return false;
    left_.cells -= cells;
    return true;
  }
  bool visit(std::size_t cells) {
    constexpr std::size_t visits_max =
        10'000'000;  // Ranges that lie on each other by the thousand.
    visits_ += cells;
    return visits_ <= visits_max;
  }

  Allowance& left_;
  std::size_t visits_ = 0;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace

std::string rich_text(pugi::xml_node node) {
  std::string text;
  for (const auto part : node.children()) {
    if (is(part, "t")) text += plain_text(part);
    if (is(part, "r")) text += plain_text(child(part, "t"));
  }
  return text;
}

eventstore::Result<std::vector<std::vector<Cell>>> read_rows(pugi::xml_node worksheet,
                                                             const SharedParts& shared,
                                                             Allowance& left) {
  Rows rows{left};
  std::size_t row = 0;  // As people count, so 0 is before the first.
  for (const auto row_node : child(worksheet, "sheetData").children()) {
    if (!is(row_node, "row")) continue;
    const auto said_row = attribute(row_node, "r");
    row = said_row.empty() ? row + 1 : static_cast<std::size_t>(whole_number(said_row, 0));
    if (row < 1 || row > rows_max) return damaged_workbook();
    std::size_t column = 0;
    for (const auto node : row_node.children()) {
      if (!is(node, "c")) continue;
      Place place{row - 1, column};
      if (const auto reference = attribute(node, "r"); !reference.empty()) {
        const auto said = place_of(reference);
        if (!said || said->row != row - 1) return damaged_workbook();
        place = *said;
      }
      column = place.column + 1;
      if (place.column >= columns_max) return damaged_workbook();
      if (!rows.put(place, read_cell(node, shared))) return workbook_too_large();
    }
  }
  for (const auto node : child(worksheet, "mergeCells").children()) {
    const auto range = attribute(node, "ref");
    const auto colon = range.find(':');
    if (colon == std::string_view::npos) continue;
    const auto first = place_of(range.substr(0, colon));
    const auto last = place_of(range.substr(colon + 1));
    if (!first || !last) return damaged_workbook();
    if (!rows.merge(*first, *last)) return workbook_too_large();
  }
  return rows.take();
}

}  // namespace closeloop::spreadsheet
