#include "api/spreadsheet/sheet.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>
#include <stdexcept>

#include "eventstore/schema/text.h"

namespace closeloop::spreadsheet {
namespace {

constexpr std::size_t name_max = 31;
constexpr std::size_t text_max = 32767;
constexpr std::string_view replacement = "\xef\xbf\xbd";

bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80; }

/// As Excel counts: UTF-16 units, of which a character of four bytes has two.
std::size_t units(char byte) {
  if (!begins_character(byte)) return 0;
  return static_cast<unsigned char>(byte) >= 0xf0 ? 2 : 1;
}

/// The beginning of the text that has at most that many units.
std::string_view beginning(std::string_view text, std::size_t units_max) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    count += units(text[i]);
    if (count > units_max) return text.substr(0, i);
  }
  return text;
}

std::string lower_case(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::string allowed_name(std::string_view wanted) {
  std::string name = storable(wanted);
  for (char& c : name) {
    if (std::string_view{"[]:*?/\\\n\t"}.find(c) != std::string_view::npos) c = '-';
  }
  name = beginning(name, name_max);
  if (name.starts_with('\'')) name.front() = '-';
  if (name.ends_with('\'')) name.back() = '-';
  return name;
}

std::string decimal(double number) {
  // 15 digits are what a spreadsheet keeps, and what takes 14.800000000000001 back to 14.8.
  std::array<char, 32> rounded{};
  const auto end =
      std::to_chars(rounded.begin(), rounded.end(), number, std::chars_format::scientific, 14).ptr;
  double kept = 0;
  std::from_chars(rounded.begin(), end, kept);
  if (kept == 0) return "0";  // Never -0.
  const bool plain = std::abs(kept) < 1e15 && std::abs(kept) >= 1e-9;
  std::array<char, 64> shown{};
  const auto shown_end =
      plain ? std::to_chars(shown.begin(), shown.end(), kept, std::chars_format::fixed).ptr
            : std::to_chars(shown.begin(), shown.end(), kept).ptr;
  return {shown.begin(), shown_end};
}

}  // namespace

Cell text_cell(std::string text) {
  Cell cell;
  if (text.empty()) return cell;
  cell.kind = Cell::Kind::text;
  cell.text = std::move(text);
  return cell;
}

Cell number_cell(double number, int decimals) {
  if (!std::isfinite(number)) throw std::invalid_argument{"a cell holds finite numbers only"};
  Cell cell;
  cell.kind = Cell::Kind::number;
  cell.number = number;
  cell.decimals = static_cast<std::int8_t>(std::clamp(decimals, Cell::as_needed, 15));
  return cell;
}

Cell date_cell(eventstore::Day date) {
  Cell cell;
  cell.kind = Cell::Kind::date;
  cell.date = date;
  return cell;
}

std::string as_text(const Cell& cell) {
  switch (cell.kind) {
    case Cell::Kind::text: return cell.text;
    case Cell::Kind::number: return decimal(cell.number);
    case Cell::Kind::date: return eventstore::iso(cell.date);
    case Cell::Kind::empty: break;
  }
  return {};
}

Sheet about_sheet(const Workbook& workbook) {
  const auto row = [](std::string_view name, std::string value) {
    return std::vector<Cell>{text_cell(std::string{name}), text_cell(std::move(value))};
  };
  Sheet sheet{std::string{about}, {row(about, workbook.title)}};
  sheet.rows.push_back(row("Board", workbook.board));
  sheet.rows.push_back(row("Audience", workbook.audience));
  sheet.rows.push_back(
      {text_cell("Position"), number_cell(static_cast<double>(workbook.position), 0)});
  sheet.rows.push_back(row("Known at", eventstore::iso(workbook.known_at)));
  sheet.rows.push_back(row("Source", workbook.source));
  for (const auto& [name, value] : workbook.notes) sheet.rows.push_back(row(name, value));
  return sheet;
}

std::vector<std::string> sheet_names(const Workbook& workbook) {
  std::vector<std::string> names{std::string{about}};
  std::set<std::string> taken{lower_case(names.front())};
  for (const auto& sheet : workbook.sheets) {
    const auto wanted = sheet.name.empty() ? "Sheet" : allowed_name(sheet.name);
    auto name = wanted;
    for (int number = 2; !taken.insert(lower_case(name)).second; ++number) {
      const auto suffix = " (" + std::to_string(number) + ")";
      name = std::string{beginning(wanted, name_max - suffix.size())} + suffix;
    }
    names.push_back(std::move(name));
  }
  return names;
}

std::string storable(std::string_view text) {
  const auto known = eventstore::printable(text);
  std::string kept;
  kept.reserve(known.size());
  for (std::size_t i = 0; i < known.size(); ++i) {
    const auto byte = static_cast<unsigned char>(known[i]);
    if (known.compare(i, 2, "\r\n") == 0) continue;
    if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f) {
      kept += replacement;
    } else if (known.compare(i, 3, "\xef\xbf\xbe") == 0 ||
               known.compare(i, 3, "\xef\xbf\xbf") == 0) {
      kept += replacement;  // U+FFFE and U+FFFF are no characters of XML.
      i += 2;
    } else {
      kept += known[i];
    }
  }
  constexpr std::string_view said = " (cut: a cell holds no more)";
  if (kept.size() <= text_max || beginning(kept, text_max).size() == kept.size()) return kept;
  return std::string{beginning(kept, text_max - said.size())}.append(said);
}

std::size_t columns_of(const Sheet& sheet) {
  std::size_t columns = 0;
  for (const auto& row : sheet.rows) columns = std::max(columns, row.size());
  return columns;
}

std::size_t column_width(const Sheet& sheet, std::size_t column) {
  constexpr std::size_t narrowest = 8;
  constexpr std::size_t widest = 60;  // Longer texts are wrapped.
  std::size_t width = narrowest;
  for (const auto& row : sheet.rows) {
    if (column >= row.size() || width >= widest) continue;
    const auto shown = as_text(row[column]);
    const auto decimals = static_cast<std::size_t>(std::max<int>(row[column].decimals, 0));
    const auto characters = std::ranges::count_if(shown, begins_character);
    width = std::max(width, static_cast<std::size_t>(characters) + decimals + 2);
  }
  return std::min(width, widest);
}

}  // namespace closeloop::spreadsheet
