#include "projections/graph_focus.h"

#include <algorithm>
#include <set>
#include <string>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "domain/decider.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;
using Keys = std::set<std::string, std::less<>>;

std::string_view text(const boost::json::value& of, std::string_view name) {
  return std::string_view{of.at(name).as_string()};
}

/// All that links lead to from a node, whose ends are called so; with the node itself.
Keys reached(const array& links, std::string_view start, std::string_view from,
             std::string_view to) {
  Keys found{std::string{start}};
  for (bool grows = true; grows;) {
    grows = false;
    for (const auto& link : links) {
      if (found.contains(text(link, from))) grows |= found.emplace(text(link, to)).second;
    }
  }
  return found;
}

}  // namespace

Result<void> focus_on(object& model, std::string_view id) {
  auto& nodes = model.at("nodes").as_array();
  auto& links = model.at("links").as_array();
  const auto focus = std::find_if(nodes.begin(), nodes.end(),
                                  [&](const auto& node) { return text(node, "id") == id; });
  if (focus == nodes.end()) {
    return not_found(fmt::format("{} is no part of the loop of {}.", id, text(model, "id")));
  }
  const std::string key{text(*focus, "key")};
  const auto before = reached(links, key, "to", "from");
  const auto after = reached(links, key, "from", "to");
  for (auto& node : nodes) {
    const auto its = text(node, "key");
    node.as_object()["onPath"] = before.contains(its) || after.contains(its);
  }
  for (auto& link : links) {
    const auto both = [&](const Keys& keys) {
      return keys.contains(text(link, "from")) && keys.contains(text(link, "to"));
    };
    link.as_object()["onPath"] = both(before) || both(after);
  }
  object named{{"id", id}, {"label", focus->at("label")}, {"page", focus->at("page")}};
  model["focus"] = std::move(named);
  return boost::outcome_v2::success();
}

}  // namespace closeloop
