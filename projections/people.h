#pragma once

#include <boost/json/object.hpp>

#include "projections/board.h"
#include "projections/page.h"

namespace closeloop {

/// A page of those whose access holds, or of those whose access has ended: id, name, page, role,
/// agency, post, ended; and how many there are of both. `invalid` if the page can't be.
[[nodiscard]] Result<boost::json::object> people_list(const Board&, const Page&, bool ended);

/// A page of the agencies, each with those of its people whose access holds: id, name, page,
/// succeededBy, focus, people (id, name, page, role, post). `invalid` if the page can't be.
[[nodiscard]] Result<boost::json::object> agency_list(const Board&, const Page&);

}  // namespace closeloop
