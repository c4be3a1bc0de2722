#pragma once

#include <boost/json/object.hpp>

#include "api/queries.h"
#include "api/seen.h"

namespace closeloop::api {

/// Adds to the panels of a question who recorded each of its answers, and its assurance: `by`. The
/// log knows; the board does not keep it.
[[nodiscard]] Result<void> add_authors(boost::json::object& panels, const Seen& seen,
                                       const Shelf& shelf);

}  // namespace closeloop::api
