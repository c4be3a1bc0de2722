#pragma once

#include <string_view>

#include <boost/json/array.hpp>

#include "projections/board.h"

namespace closeloop {

/// What there is to choose from where a form asks for something of that kind ("agency", "person",
/// "post", "theme", "priority area", "service", "strategy", "code list"; "evidence" and "action"
/// around the finding, action or strategy named by `resource` and `id`): `id` and `label` of each.
/// Agencies that were succeeded, people whose access ended and strategies that were withdrawn are
/// left out; posts are those of people and owners, themes those that were used. Empty for other
/// kinds, and where there are more than 100: a list so long is no help, and the id must be typed.
[[nodiscard]] boost::json::array reference_choices(const Board&, std::string_view kind,
                                                   std::string_view resource = {},
                                                   std::string_view id = {});

}  // namespace closeloop
