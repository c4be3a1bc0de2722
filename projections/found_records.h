#pragma once

#include <optional>
#include <string_view>

#include <boost/json/object.hpp>

#include "projections/board.h"
#include "projections/measures/audience.h"

namespace closeloop {

/// One record as a line of a list of whatever was found: kind, id, title, self, page, the agency
/// that leads or holds it, when it began, and its status where it has one. Nothing if there is
/// no such record.
[[nodiscard]] std::optional<boost::json::object> found_record(const Board&,
                                                              std::string_view resource,
                                                              std::string_view id, Day asked_on,
                                                              Audience = {});

}  // namespace closeloop
