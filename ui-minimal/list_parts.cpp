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
constexpr std::array<Facet, 4> facets = {{
    {"priorityAreas", "priority_area", "Priority area"},
    {"agencies", "agency", "Agency"},
    {"themes", "theme", "Theme"},
    {"journeyStages", "journey_stage", "Stage of the child's journey"},
}};

/// The label of the item that has such an id or name; the id itself if the list lacks it.
std::string label_of(const json::object& model, std::string_view list, std::string_view id) {
  for (const auto& value : parts(model, list)) {
    const auto& item = value.get_object();
    if (said(item, "id") == id || said(item, "name") == id) return said(item, "label");
  }
  return std::string(id);
}

}  // namespace

void add_filter_links(json::object& model, std::string_view list, std::string_view parameter,
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

namespace {

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
  add_filter_links(model, "stages", "stage", query);
  add_filter_links(model, "gaps", "gap", query);

  if (const auto again = part(model, "lookAgain"); is_said(again, "count")) {
    const auto kept = query.only(
        {"agency", "priority_area", "theme", "journey_stage", "known_at", "true_on", "position"});
    model["lookAgain"].as_object()["href"] = kept.with("list", "look-again").at("/now");
  } else {
    model["lookAgain"] = nullptr;  // Nothing to lead to.
  }

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
  model["filterKept"] =
      query.without({"agency", "priority_area", "theme", "journey_stage"}).fields();
  model["shownOnly"] = shown_only;
}

void add_records_parts(json::object& model) {
  auto* rows = model.if_contains("rows");
  if (rows == nullptr || !rows->is_array()) return;
  for (auto& value : rows->get_array()) {
    if (!value.is_object()) continue;
    auto& row = value.get_object();
    auto status = said(part(row, "stage"), "label");
    for (const auto& [name, words] :
         {std::pair{"withdrawn", "Withdrawn"}, std::pair{"challenged", "Challenged"},
          std::pair{"accepted", "Accepted"}, std::pair{"declined", "Declined"},
          std::pair{"ended", "Access ended"}}) {
      if (is_said(row, name)) status = words;
    }
    row["status"] = status;
    row.emplace("brag", nullptr);
  }
}

void add_looking_back_parts(json::object& model) {
  const auto query = Query{model}.without({"min_position"});
  json::array fields;
  for (const auto& [name, label, type] :
       {std::array{"known_at", "Known on", "date"}, std::array{"true_on", "True on", "date"},
        std::array{"position", "Position", "text"}}) {
    std::string id = name;
    for (char& c : id) c = c == '_' ? '-' : c;
    json::object options{
        {"id", "moment-" + id}, {"name", name},      {"label", json::object{{"text", label}}},
        {"type", type},         {"classes", "date"}, {"value", query[name]}};
    if (std::string_view(type) == "text") {
      options["inputmode"] = "numeric";
      options["classes"] = "govuk-input--width-5";
    }
    fields.push_back(json::object{{"html", component("input", std::move(options))}});
  }
  model["fields"] = std::move(fields);
  model["trueOn"] = query["true_on"];
  if (auto* groups = model.if_contains("stepGroups"); groups != nullptr && groups->is_array()) {
    for (auto& group : groups->get_array()) {
      for (auto& value : group.at("steps").as_array()) {
        auto& step = value.get_object();
        const auto parameter = said(step, "parameter");
        // A day further is not the day of that one event any more.
        const auto kept = parameter == "position" ? query : query.without({"position"});
        step["href"] = kept.with(parameter, said(step, "value")).at("/looking-back");
      }
    }
  }
  const auto at = query.at("");
  if (auto* figures = model.if_contains("figures"); figures != nullptr && figures->is_array()) {
    for (auto& value : figures->get_array()) {
      auto& figure = value.get_object();
      const auto page = said(figure, "page");
      const bool asks = page.find('?') != std::string::npos;
      figure["thenHref"] = page + (asks ? "&" + at.substr(1) : at);
    }
  }
  json::array go_on;
  for (const auto& [label, page] :
       {std::pair{"What there was to do", "/now"}, std::pair{"The loops", "/"},
        std::pair{"The records", "/records"}, std::pair{"What had happened", "/activity"}}) {
    go_on.push_back(json::object{{"label", label}, {"href", page + at}});
  }
  model["goOn"] = std::move(go_on);
}

}  // namespace closeloop::ui
