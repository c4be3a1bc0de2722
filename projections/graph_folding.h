#pragma once

#include <cstddef>

#include <boost/json/object.hpp>

namespace closeloop {

/// More nodes than this are too many to take in (ui 3.2).
inline constexpr std::size_t graph_nodes_max = 60;

/// Gives the graph of a loop that has more than `graph_nodes_max` nodes a `folded` one of fewer:
/// learning, actions and evidence of one theme become one node each, which says how many records
/// it holds and how many broken places. What lies in the focus stays as it is. `nodes` and `links`
/// stay whole.
void fold_by_theme(boost::json::object& model);

}  // namespace closeloop
