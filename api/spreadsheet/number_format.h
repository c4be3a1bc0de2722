#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

#include "api/spreadsheet/sheet.h"

namespace closeloop::spreadsheet {

/// What a number in a file of Excel is shown as: days and times are numbers there, and only their
/// format tells them from others (ECMA-376 part 1, 18.8.30 and 18.8.31).
struct NumberFormat {
  enum class Shown : std::uint8_t { number, percent, day, time, day_and_time };

  Shown shown = Shown::number;
  int decimals = Cell::as_needed;

  friend bool operator==(const NumberFormat&, const NumberFormat&) = default;
};

/// Of a format's code: "#,##0.00", "dd/mm/yyyy".
[[nodiscard]] NumberFormat format_of_code(std::string_view code);

/// The format of each cell style of a part styles.xml.
[[nodiscard]] std::vector<NumberFormat> read_formats(pugi::xml_node style_sheet);

/// The number as the person sees it: a day is a date, a percentage the text "14.8%", a time the
/// text "09:30:00", a day with a time the text "2017-11-14T09:30:00". Days are counted from 1900,
/// where 1900-02-29 (which Excel has and the calendar has not) is a text, or from 1904.
[[nodiscard]] Cell cell_of_number(double number, const NumberFormat& format, bool from_1904);

}  // namespace closeloop::spreadsheet
