#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/schema/measures.capnp.h"
#include "eventstore/core/time.h"

/// Periods that figures are for, as returns and published tables write them.
namespace closeloop {

struct Period {
  eventstore::Day starts;
  eventstore::Day ends;

  friend auto operator<=>(const Period&, const Period&) = default;
};

/// The days that a period covers, or nothing if the text is none of that kind. Understood are:
/// for a year, "2018" (the year to 31 March 2018, as national tables count), "2017-18", "2017/18",
/// "2017-2018" and "201718"; for a quarter, "2017-18 Q3" and "Q3 2017-18" (October to December
/// 2017), "2017 Q3" (July to September 2017) and "Jul-Sep 2017"; for a half-year the same with H1
/// and H2; for a month, "2017-11", "2017/11", "November 2017", "Nov-17", and the first of the month
/// as a date, as spreadsheets keep it; for a snapshot or an audit, a date as "2018-03-31",
/// "31/03/2018" or "31 March 2018", and the last day of a year, quarter or month that is named
/// alone. A long dash is as good as a short one.
[[nodiscard]] std::optional<Period> parse_period(measures::PeriodKind kind,
                                                 std::string_view written);

/// How many months a period of that kind has; 0 if its periods don't follow on one another.
[[nodiscard]] int months_of(measures::PeriodKind kind);

/// How such a period is written, for an error that says what to do: "2017-18 Q3".
[[nodiscard]] std::string_view example_of(measures::PeriodKind kind);

}  // namespace closeloop
