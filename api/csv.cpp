#include "api/csv.h"

#include <algorithm>

namespace closeloop::api {
namespace {

/// Digits with at most one point, perhaps with a sign before: what may be left as it is.
bool is_number(std::string_view cell) {
  if (cell.starts_with('-') || cell.starts_with('+')) cell.remove_prefix(1);
  const auto points = std::ranges::count(cell, '.');
  const auto digits = std::ranges::count_if(cell, [](char c) { return c >= '0' && c <= '9'; });
  return digits > 0 && points <= 1 && static_cast<std::size_t>(digits + points) == cell.size();
}

bool is_formula(std::string_view cell) {
  constexpr std::string_view beginnings = "=+-@\t\r";
  return !cell.empty() && beginnings.find(cell.front()) != std::string_view::npos &&
         !is_number(cell);
}

}  // namespace

void CsvTable::row(const std::vector<std::string>& cells) {
  bool first = true;
  for (const auto& cell : cells) {
    if (!first) text_ += ',';
    first = false;
    const auto shown = is_formula(cell) ? "'" + cell : cell;
    if (shown.find_first_of(",\"\r\n") == std::string::npos) {
      text_ += shown;
      continue;
    }
    text_ += '"';
    for (const char c : shown) {
      if (c == '"') text_ += '"';
      text_ += c;
    }
    text_ += '"';
  }
  text_ += "\r\n";
}

}  // namespace closeloop::api
