#pragma once

#include <optional>
#include <string_view>

#include "eventstore/core/time.h"

/// Dates as people write them in tables and documents.
namespace closeloop {

/// 1 to 12 of the name of a month, or of three letters or more that it begins with: "Sept".
[[nodiscard]] std::optional<unsigned> month_named(std::string_view word);

/// Whatever gives the day, the month and all four digits of the year, the day before the month
/// where both are numbers: "2017-03-31", "31/03/2017", "31.03.2017", "2017/03/31", "31 March 2017",
/// "Fri 31st Mar 2017", and with a time at midnight, which spreadsheets add. Nothing for anything
/// else, nor for a day that there is not, or that is not between 1900 and 2100. Pure.
[[nodiscard]] std::optional<eventstore::Day> written_date(std::string_view text);

}  // namespace closeloop
