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

/// A due date that was moved, with what a table says of it in the same cell.
struct RevisedDate {
  eventstore::Day to;
  std::string more;  ///< Why, and how often: "staff left, 2".
};

/// "30/06/2017 (staff left, 2)"; nothing if it does not begin with a written date.
[[nodiscard]] std::optional<RevisedDate> revised_date(std::string_view text);

/// The last day of what "2017-03-31", "2017-03" or "2017" names.
[[nodiscard]] std::optional<eventstore::Day> end_of_period(std::string_view text);

}  // namespace closeloop::imports
