#pragma once

#include <string_view>

#include <boost/json/object.hpp>

#include "eventstore/core/error.h"

namespace closeloop {

/// Marks in the graph of a loop (nodes, links: see LoopGraph) what lies on a way through one
/// record: each node and link is told `onPath`, and the model names the record as `focus`.
/// `not_found` if no node has that id. A graph must lead forward only, as a loop's does.
[[nodiscard]] eventstore::Result<void> focus_on(boost::json::object& model, std::string_view id);

}  // namespace closeloop
