#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace eventstore {

using Day = std::chrono::sys_days;
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

/// Exactly "2017-03-31", and a day that exists.
[[nodiscard]] std::optional<Day> parse_day(std::string_view text);
[[nodiscard]] std::string iso(Day day);        ///< "2017-03-31"
[[nodiscard]] std::string long_form(Day day);  ///< "31 March 2017"

/// Exactly "2017-03-31T09:30:00Z", with or without milliseconds. Always UTC.
[[nodiscard]] std::optional<Timestamp> parse_timestamp(std::string_view text);
[[nodiscard]] std::string iso(Timestamp at);
[[nodiscard]] std::string long_form(Timestamp at);  ///< "31 March 2017 at 09:30 UTC"

}  // namespace eventstore
