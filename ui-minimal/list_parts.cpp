#include "ui-minimal/list_parts.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "ui-minimal/component.h"
#include "ui-minimal/component_options.h"
#include "ui-minimal/links.h"

namespace closeloop::ui {
namespace {

namespace json = boost::json;

struct Facet {
  std::string_view list;       ///< In the model.
  std::string_view parameter;  ///< In the address.
  std::string_view label;
};
constexpr std::array<Facet, 3> facets = {{
    {"priorityAreas", "priority_area", "Priority area"},
    {"agencies", "agency", "Agency"},
    {"themes", "theme", "Theme"},
}};

/// The label of the item that has such an id or name; the id itself if the list lacks it.
std::string label_of(const json::object& model, std::string_view list, std::string_view id) {
  for (const auto& value : parts(model, list)) {
    const auto& item = value.get_object();
    if (said(item, "id") == id || said(item, "name") == id) return said(item, "label");
  }
  return std::string(id);
}

/// Each links to the list with it; the chosen one to the list without.
void add_links(json::object& model, std::string_view list, std::string_view parameter,
               const Query& query) {
  auto* value = model.if_contains(list);
  if (value == nullptr || !value->is_array()) return;
  for (auto& item : value->get_array()) {
    if (!item.is_object()) continue;
    auto& object = item.get_object();
    const bool chosen = is_said(object, "selected");
    object["href"] =
        query.with(parameter, chosen ? "" : said(object, "name")).at(said(model, "path"));
  }
}

std::string select_of(const json::object& model, const Facet& facet, std::string_view chosen) {
  json::array items{json::object{{"value", ""}, {"text", "any"}}};
  for (const auto& value : parts(model, facet.list)) {
    const auto& item = value.get_object();
    const auto text = said(item, "label") + " (" + said(item, "count") + ")";
    items.push_back(json::object{{"value", said(item, "id")}, {"text", text}});
  }
  if (items.size() == 1) return {};
  auto id = std::string(facet.parameter);
  for (char& c : id) c = c == '_' ? '-' : c;
  return component("select", {{"id", id},
                              {"name", facet.parameter},
                              {"label", json::object{{"text", facet.label}}},
                              {"items", std::move(items)},
                              {"value", chosen}});
}

void add_word(std::string& words, const std::string& label, const std::string& value) {
  if (!words.empty()) words += ", ";
  words += label + " " + value;
}

}  // namespace

void add_loops_parts(json::object& model) {
  const auto query = Query{model}.without({"cursor", "min_position"});
  add_links(model, "stages", "stage", query);
  add_links(model, "gaps", "gap", query);

  json::array fields;
  std::string shown_only;
  for (const auto& [parameter, list] : {std::pair{"stage", "stages"}, std::pair{"gap", "gaps"}}) {
    if (const auto chosen = query[parameter]; !chosen.empty()) {
      add_word(shown_only, parameter, "“" + label_of(model, list, chosen) + "”");
    }
  }
  for (const auto& facet : facets) {
    const auto chosen = query[facet.parameter];
    if (auto html = select_of(model, facet, chosen); !html.empty()) {
      fields.push_back(json::object{{"html", std::move(html)}});
    }
    if (chosen.empty()) continue;
    auto label = std::string(facet.label);
    label[0] = static_cast<char>(label[0] - 'A' + 'a');
    add_word(shown_only, label, "“" + label_of(model, facet.list, chosen) + "”");
  }
  model["filterFields"] = std::move(fields);
  model["filterKept"] = query.without({"agency", "priority_area", "theme"}).fields();
  model["shownOnly"] = shown_only;
}

}  // namespace closeloop::ui
