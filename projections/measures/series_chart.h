#pragma once

#include <optional>
#include <string_view>

#include <boost/json/object.hpp>

#include "projections/board.h"
#include "projections/measures/audience.h"
#include "projections/page.h"

namespace closeloop {

/// A series with its chart, limits and special points, what was revised, and what it belongs to.
/// `screening` overrides what is stored for the series.
[[nodiscard]] Result<boost::json::object> series_chart(const Board& board, std::string_view id,
                                                       Day asked_on, Audience audience = {},
                                                       std::optional<bool> screening = {});

}  // namespace closeloop
