#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <boost/json/object.hpp>

#include "projections/board_records.h"
#include "projections/measures/audience.h"
#include "projections/page.h"

namespace closeloop {

/// The services on the register, in the order in which they were registered.
[[nodiscard]] std::vector<Number> services(const Board::Records& records);

[[nodiscard]] bool is_for(const service::State& service, std::string_view audience);
[[nodiscard]] bool is_of_area(const service::State& service, std::string_view area);

/// The series that are of one service only, by its id.
using SeriesOfServices = std::unordered_map<std::string, std::vector<Number>>;
[[nodiscard]] SeriesOfServices series_of_services(const Board::Records& records);

/// One line of the register: the service, whether it runs on the day, its capacity, and of each
/// of `series` the newest figure and signal: days are what people wait, all else is what it
/// achieves.
[[nodiscard]] boost::json::object service_row(const Board::Records& records, Number service,
                                              const std::vector<Number>& series, Day asked_on,
                                              Audience audience);

}  // namespace closeloop
