#include "api/exports/cells.h"

#include <array>
#include <charconv>

#include <boost/json/value.hpp>

#include "eventstore/core/decimal.h"

namespace closeloop::exports {
namespace {

using boost::json::object;
using spreadsheet::Cell;

std::string_view said(const object& of, std::string_view name) {
  const auto* value = of.if_contains(name);
  const auto* text = value ? value->if_string() : nullptr;
  return text ? std::string_view{*text} : std::string_view{};
}

}  // namespace

Cell text_in(const object& of, std::string_view name) {
  return spreadsheet::text_cell(std::string{said(of, name)});
}

Cell number_in(const object& of, std::string_view name) {
  const auto* value = of.if_contains(name);
  if (!value || !value->is_number()) return {};
  return spreadsheet::number_cell(value->to_number<double>());
}

Cell date_in(const object& of, std::string_view name) {
  const auto day = eventstore::parse_day(said(of, name));
  return day ? spreadsheet::date_cell(*day) : text_in(of, name);
}

Cell flag_in(const object& of, std::string_view name) {
  const auto* value = of.if_contains(name);
  if (!value || !value->is_bool()) return {};
  return spreadsheet::text_cell(value->get_bool() ? "yes" : "no");
}

Cell written_in(const object& of, std::string_view name) {
  if (const auto number = number_in(of, name); number.kind != Cell::Kind::empty) return number;
  const auto decimal = eventstore::parse_decimal(said(of, name));
  return decimal ? spreadsheet::number_cell(decimal->value(), decimal->places) : text_in(of, name);
}

const object& part_of(const object& of, std::string_view name) {
  static const object nothing;
  const auto* value = of.if_contains(name);
  const auto* part = value ? value->if_object() : nullptr;
  return part ? *part : nothing;
}

std::vector<Cell> header(std::initializer_list<std::string_view> names) {
  std::vector<Cell> cells;
  for (const auto name : names) cells.push_back(spreadsheet::text_cell(std::string{name}));
  return cells;
}

std::string csv_text(const Cell& cell) {
  if (cell.kind != Cell::Kind::number) return spreadsheet::as_text(cell);
  std::array<char, 400> digits{};  // The smallest double has that many.
  const auto end = cell.decimals < 0 ? std::to_chars(digits.begin(), digits.end(), cell.number,
                                                     std::chars_format::fixed)
                                     : std::to_chars(digits.begin(), digits.end(), cell.number,
                                                     std::chars_format::fixed, cell.decimals);
  return {digits.begin(), end.ptr};
}

}  // namespace closeloop::exports
