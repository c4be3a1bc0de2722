#pragma once

#include <optional>
#include <string_view>

#include <boost/json/object.hpp>

#include "domain/status.h"
#include "projections/board.h"
#include "projections/page.h"

/// What lists can be filtered by.
namespace closeloop {

/// The stage of that name; none for no name. `invalid` for a name that there is not.
[[nodiscard]] Result<std::optional<LoopStage>> stage_named(std::string_view name);
/// The same for a gap.
[[nodiscard]] Result<std::optional<Gap>> gap_named(std::string_view name);

/// `agencies`, `priorityAreas`, `themes`, `journeyStages` (each `id`, `label`, `count` of
/// findings), those that findings have, 50 of each at most.
void add_facets(const Board::Records&, boost::json::object& to);

/// `stages` (`name`, `label`) and the facets: the choices that a page of work lists offers.
[[nodiscard]] boost::json::object filter_choices(const Board&);

}  // namespace closeloop
