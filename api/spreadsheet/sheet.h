#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "eventstore/core/time.h"

/// Spreadsheets in and out: what is handed to a person's spreadsheet program, and what comes back.
namespace closeloop::spreadsheet {

/// One cell. It is never a formula: a text that begins with = is that text.
struct Cell {
  enum class Kind : std::uint8_t { empty, text, number, date };
  static constexpr int as_needed = -1;

  Kind kind = Kind::empty;
  std::int8_t decimals = as_needed;  ///< How many a number is shown with.
  double number = 0;
  eventstore::Day date{};
  std::string text;

  friend bool operator==(const Cell&, const Cell&) = default;
};

/// An empty text is an empty cell.
[[nodiscard]] Cell text_cell(std::string text);
/// The number is finite: throws std::invalid_argument. `decimals` is 0 to 15, or `as_needed`.
[[nodiscard]] Cell number_cell(double number, int decimals = Cell::as_needed);
[[nodiscard]] Cell date_cell(eventstore::Day date);

/// What a person would type: 14.8 (the shortest that is the same number to the 15 digits that
/// spreadsheets keep, without an exponent where 15 digits suffice), 2017-03-31, or the text itself.
[[nodiscard]] std::string as_text(const Cell& cell);

/// A table: the first row has the names of the columns. Rows need not be of one length.
struct Sheet {
  std::string name;
  std::vector<std::vector<Cell>> rows;

  friend bool operator==(const Sheet&, const Sheet&) = default;
};

/// Sheets, and what is said of them all: what they are, for whom, and as known when. Written, it
/// begins with a sheet "About" that says so; read, that sheet is one like any other.
struct Workbook {
  std::string title;
  std::string board;
  std::string audience;        ///< For whom it was made: small numbers are hidden accordingly.
  std::uint64_t position = 0;  ///< Of the last event that is in it.
  eventstore::Timestamp known_at{};  ///< When that was recorded. The document's date, too.
  std::string source;                ///< Where its numbers come from.
  std::vector<std::pair<std::string, std::string>> notes = {};  ///< What else "About" says.
  std::vector<Sheet> sheets;
};

inline constexpr std::string_view about = "About";

/// The sheet "About" that stands before the others.
[[nodiscard]] Sheet about_sheet(const Workbook& workbook);

/// Names for "About" and then for each sheet as spreadsheet programs take them: 1 to 31 characters
/// without []:*?/\ and without an apostrophe at either end, no two alike.
[[nodiscard]] std::vector<std::string> sheet_names(const Workbook& workbook);

/// The text with U+FFFD for what no spreadsheet can hold: bytes that are not UTF-8, and control
/// characters but tab and line feed. Cut, and said so, after the 32,767 that a cell can hold.
[[nodiscard]] std::string storable(std::string_view text);

/// How wide to make a column, in characters: as its widest cell, within reason.
[[nodiscard]] std::size_t column_width(const Sheet& sheet, std::size_t column);
[[nodiscard]] std::size_t columns_of(const Sheet& sheet);

}  // namespace closeloop::spreadsheet
