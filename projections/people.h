#pragma once

#include <boost/json/object.hpp>

#include "projections/board.h"

namespace closeloop {

/// Everybody who may use the system, those whose access has ended last: id, name, page, role,
/// agency, post, ended.
[[nodiscard]] boost::json::object people_list(const Board&);

/// Every agency with those of its people whose access holds: id, name, page, succeededBy, people
/// (id, name, page, role, post).
[[nodiscard]] boost::json::object agency_list(const Board&);

}  // namespace closeloop
