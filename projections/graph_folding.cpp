#include "projections/graph_folding.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "projections/describe.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

std::string text(const value& of, std::string_view name) {
  const auto* member = of.as_object().if_contains(name);
  return member != nullptr && member->is_string() ? std::string{member->get_string()}
                                                  : std::string{};
}

bool is_on_path(const value& node) {
  const auto* member = node.as_object().if_contains("onPath");
  return member != nullptr && member->as_bool();
}

std::int64_t column_of(const value& node) { return node.at("column").to_number<std::int64_t>(); }

/// Neither where a loop begins nor where it ends.
bool may_fold(const value& node) {
  return column_of(node) > 1 && column_of(node) < 5 && !is_on_path(node);
}

/// "learning", "actions", "evidence"
std::string_view word_of_column(std::int64_t column) {
  return column == 2 ? "learning" : column == 3 ? "action" : "evidence";
}

/// The nodes that become one.
struct Group {
  std::int64_t column = 0;
  std::string theme;
  std::vector<const value*> nodes;

  [[nodiscard]] object node(const std::string& key) const {
    const auto broken = std::count_if(nodes.begin(), nodes.end(), [](const value* node) {
      return !text(*node, "broken").empty();
    });
    const std::string word{word_of_column(column)};
    return {{"kind", word},
            {"key", key},
            {"column", column},
            {"id", counted(nodes.size(), column == 3 ? "action" : "record",
                           column == 3 ? "actions" : "records")},
            {"label", theme.empty() ? "of no theme" : "on " + theme},
            {"page", "#chains"},
            {"state", ""},
            {"broken", broken == 0 ? std::string{}
                                   : counted(static_cast<std::uint64_t>(broken), "broken place",
                                             "broken places")},
            {"records", nodes.size()}};
  }
};

/// The groups by their keys, of the themes or, if those are too many, of the columns alone.
std::map<std::string, Group> groups_of(const array& nodes, bool by_theme) {
  std::map<std::string, Group> groups;
  for (const auto& node : nodes) {
    if (!may_fold(node)) continue;
    const auto theme = by_theme ? text(node, "theme") : std::string{};
    auto& group = groups[fmt::format("folded-{}-{}", column_of(node), theme)];
    group.column = column_of(node);
    group.theme = theme;
    group.nodes.push_back(&node);
  }
  std::erase_if(groups, [](const auto& group) { return group.second.nodes.size() < 2; });
  return groups;
}

}  // namespace

void fold_by_theme(object& model) {
  const auto& nodes = model.at("nodes").as_array();
  if (nodes.size() <= graph_nodes_max) return;
  const auto size_with = [&](const auto& groups) {
    auto size = nodes.size() + groups.size();
    for (const auto& [key, group] : groups) size -= group.nodes.size();
    return size;
  };
  auto groups = groups_of(nodes, true);
  if (size_with(groups) > graph_nodes_max) groups = groups_of(nodes, false);

  std::map<std::string, std::string> moved;  // From the key of a node to that of its group.
  for (const auto& [key, group] : groups) {
    for (const auto* node : group.nodes) moved[text(*node, "key")] = key;
  }
  array kept;
  for (const auto& node : nodes) {
    if (!moved.contains(text(node, "key"))) kept.push_back(node);
  }
  for (const auto& [key, group] : groups) kept.push_back(group.node(key));
  const auto end_of = [&](const value& link, std::string_view name) {
    const auto key = text(link, name);
    const auto to = moved.find(key);
    return to == moved.end() ? key : to->second;
  };
  array links;
  for (const auto& link : model.at("links").as_array()) {
    object led{{"from", end_of(link, "from")}, {"to", end_of(link, "to")}};
    if (is_on_path(link)) led["onPath"] = true;
    if (std::find(links.begin(), links.end(), led) == links.end()) links.push_back(std::move(led));
  }
  model["folded"] = object{{"nodes", std::move(kept)}, {"links", std::move(links)}};
}

}  // namespace closeloop
