#pragma once

#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "api/spreadsheet/sheet.h"

/// Answers about figures as files that people take away: the same view model as the page and the
/// API's answer, laid out as tables.
namespace closeloop::exports {

/// Members of a view model as cells. Each is empty if the member is not there, or is null.
[[nodiscard]] spreadsheet::Cell text_in(const boost::json::object& of, std::string_view name);
[[nodiscard]] spreadsheet::Cell number_in(const boost::json::object& of, std::string_view name);
[[nodiscard]] spreadsheet::Cell date_in(const boost::json::object& of, std::string_view name);
/// "yes" or "no"
[[nodiscard]] spreadsheet::Cell flag_in(const boost::json::object& of, std::string_view name);
/// A decimal that is kept as it was written: a number, shown with the decimals it was written with.
/// One that an answer has as a number is that, and another text that text.
[[nodiscard]] spreadsheet::Cell written_in(const boost::json::object& of, std::string_view name);

/// A member that is an object itself; an empty one if there is none.
[[nodiscard]] const boost::json::object& part_of(const boost::json::object& of,
                                                 std::string_view name);

/// The names of a table's columns.
[[nodiscard]] std::vector<spreadsheet::Cell> header(std::initializer_list<std::string_view> names);

/// What CSV holds of a cell: a number with the decimals that it is shown with, or else with as many
/// as it has; never with an exponent.
[[nodiscard]] std::string csv_text(const spreadsheet::Cell& cell);

}  // namespace closeloop::exports
