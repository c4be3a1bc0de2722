#pragma once

#include <string_view>

#include "projections/board.h"
#include "projections/measures/audience.h"
#include "projections/page.h"

namespace closeloop {

/// One record as it is now: its fields, what we derive, what its source said, its links, and
/// each correction beside what it corrects. `not_found` if there is no such record.
[[nodiscard]] Result<boost::json::object> record(const Board&, std::string_view resource,
                                                 std::string_view id, Day asked_on, Audience = {});

/// One page of the records of a resource, in the order they came.
[[nodiscard]] Result<boost::json::object> records(const Board&, std::string_view resource,
                                                  const Filter&, const Page&, Day asked_on,
                                                  Audience = {});

/// The kinds of records there are, each with how many are recorded, and how many that is in all.
[[nodiscard]] boost::json::object record_kinds(const Board&);

}  // namespace closeloop
