#pragma once

#include <string>

#include <boost/json/object.hpp>

namespace closeloop::ui {

/// A finding's loop as an SVG picture in fixed columns, from finding to improvement (ui 3.2).
/// Reads `nodes` (kind, key, id, label, page, state, broken with its words) and `links` (from, to:
/// keys; without keys, ids), and `at`, which every link ends with: "?known_at=2017-11-14".
/// Nodes are links in reading order; what is broken is dashed, has a sign and says so in words.
/// The same in text belongs beneath it: a picture is never the only place where a fact stands.
/// Everything from the model is escaped. Empty if there are no nodes.
[[nodiscard]] std::string loop_svg(const boost::json::object& loop);

}  // namespace closeloop::ui
