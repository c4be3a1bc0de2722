#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "eventstore/core/time.h"

/// Dates as sources write them. Text is never turned into a date: only a full date is one.
namespace closeloop::imports {

/// "2017-03-31", a date as JSON has it. Nothing for anything else, nor for a day that there is not,
/// or that is not between 1900 and 2100.
[[nodiscard]] std::optional<eventstore::Day> full_date(std::string_view text);

/// The same of a table, which people fill in: whatever gives the day, the month and all four
/// digits of the year, the day before the month where both are numbers. "31/03/2017", "31.03.2017",
/// "2017/03/31", "31 March 2017", "Fri 31st Mar 2017", and with a time at midnight, which
/// spreadsheets add.
[[nodiscard]] std::optional<eventstore::Day> table_date(std::string_view text);

/// A due date that was moved, with what a table says of it in the same cell.
struct RevisedDate {
  eventstore::Day to;
  std::string more;  ///< Why, and how often: "staff left, 2".
};

/// "30/06/2017 (staff left, 2)"; nothing if it does not begin with a date as tables have it.
[[nodiscard]] std::optional<RevisedDate> revised_date(std::string_view text);

/// The last day of what "2017-03-31", "2017-03" or "2017" names.
[[nodiscard]] std::optional<eventstore::Day> end_of_period(std::string_view text);

}  // namespace closeloop::imports
