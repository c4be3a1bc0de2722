#pragma once

#include <optional>
#include <string_view>

#include "eventstore/core/time.h"

/// Dates as sources write them. Text is never turned into a date: only a full date is one.
namespace closeloop::imports {

/// A date of which day, month and year are given: "2017-03-31"; where `slashes` also "31/03/2017",
/// as spreadsheets of this country write it. Nothing for anything else.
[[nodiscard]] std::optional<eventstore::Day> full_date(std::string_view text, bool slashes);

/// Has the form of a full date, but there is no such day, or it lies outside 1900 to 2100: that
/// is a slip of the pen, and must not be kept as if it were text.
[[nodiscard]] bool is_impossible_date(std::string_view text, bool slashes);

/// The last day of what "2017-03-31", "2017-03" or "2017" names.
[[nodiscard]] std::optional<eventstore::Day> end_of_period(std::string_view text);

}  // namespace closeloop::imports
