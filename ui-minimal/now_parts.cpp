#include <array>
#include <string>
#include <string_view>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "ui-minimal/component.h"
#include "ui-minimal/component_options.h"
#include "ui-minimal/links.h"
#include "ui-minimal/list_parts.h"

namespace closeloop::ui {
namespace {

namespace json = boost::json;

struct WorkList {
  std::string_view name;
  std::string_view label;
  std::string_view empty;  ///< Why nothing is here.
  std::string_view next;   ///< The list to look at then.
  std::string_view next_label;
};
constexpr std::array<WorkList, 7> work_lists = {{
    {"mine", "Mine", "Nothing is yours to do now.", "overdue", "See what is overdue for all"},
    {"overdue", "Overdue", "No action is overdue.", "due-soon", "See what is due soon"},
    {"due-soon", "Due soon", "No action is due in the next 28 days.", "all",
     "See all live actions"},
    {"awaiting-evidence", "Awaiting evidence",
     "All that was delivered has evidence of an outcome, or nothing has been delivered yet.", "all",
     "See all live actions"},
    {"awaiting-my-signature", "Awaiting my signature", "Nothing waits for your signature.", "mine",
     "See what is yours to do"},
    {"look-again", "Look at again", "Nothing calls for another look at a closed loop.", "all",
     "See all live actions"},
    {"all", "All", "No action is live.", "", ""},
}};

struct Facet {
  std::string_view list;
  std::string_view parameter;
  std::string_view label;
};
constexpr std::array<Facet, 5> facets = {{
    {"priorityAreas", "priority_area", "Priority area"},
    {"agencies", "agency", "Agency"},
    {"stages", "stage", "Stage of the loop"},
    {"themes", "theme", "Theme"},
    {"journeyStages", "journey_stage", "Stage of the child's journey"},
}};

const WorkList& work_list(std::string_view name) {
  for (const auto& list : work_lists) {
    if (list.name == name) return list;
  }
  return work_lists.back();
}

void add_lists(json::object& model, const Query& query, std::string_view shown) {
  json::array lists;
  for (const auto& value : parts(model, "counts")) {
    auto list = value.get_object();
    const auto name = said(list, "list");
    list["label"] = work_list(name).label;
    list["href"] = query.with("list", name).at("/now");
    list["current"] = name == shown;
    list.emplace("atLeast", false);
    lists.push_back(std::move(list));
  }
  model["lists"] = std::move(lists);
}

void add_filters(json::object& model, const Query& query) {
  const auto choices = part(model, "choices");
  json::array filters;
  json::array chosen;
  for (const auto& facet : facets) {
    json::array options;
    const auto now = query[facet.parameter];
    for (const auto& value : parts(choices, facet.list)) {
      const auto& choice = value.get_object();
      const auto id = is_said(choice, "id") ? said(choice, "id") : said(choice, "name");
      const auto label = said(choice, "label");
      options.push_back(json::object{{"label", label},
                                     {"href", query.with(facet.parameter, id).at("/now")},
                                     {"current", id == now}});
      if (id == now) {
        chosen.push_back(json::object{{"label", facet.label},
                                      {"value", label},
                                      {"href", query.with(facet.parameter, "").at("/now")}});
      }
    }
    if (options.empty()) continue;
    filters.push_back(json::object{{"label", facet.label}, {"options", std::move(options)}});
  }
  model["filters"] = std::move(filters);
  model["chosen"] = std::move(chosen);
}

std::string_view colour_of(const json::object& row, std::string_view shown) {
  if (shown == "awaiting-my-signature") return "blue";
  if (shown == "look-again") return "orange";
  if (is_said(row, "overdue")) return "red";
  if (shown == "awaiting-evidence") return "orange";
  return is_said(row, "dueSoon") ? "yellow" : "grey";
}

void add_status_tags(json::object& model, std::string_view shown) {
  auto* rows = model.if_contains("rows");
  if (rows == nullptr || !rows->is_array()) return;
  for (auto& value : rows->get_array()) {
    if (!value.is_object()) continue;
    auto& row = value.get_object();
    row["statusTag"] =
        component("tag", {{"text", said(row, "status")},
                          {"classes", "govuk-tag--" + std::string(colour_of(row, shown))}});
    row.emplace("due", is_said(row, "since") ? row["since"] : nullptr);
  }
}

}  // namespace

void add_now_parts(json::object& model) {
  const auto query = Query{model}.without({"cursor", "min_position", "limit"});
  const auto shown = said(model, "list");
  const auto& list = work_list(shown);
  add_lists(model, query, shown);
  add_filters(model, query);
  add_status_tags(model, shown);
  model["listLabel"] = list.label;
  const bool again = shown == "look-again";
  model["dueLabel"] = again ? "Since" : "Due";
  model["caption"] = again ? "Each with what prompts it, the longest since first"
                           : "Late first, then by the day they are due";
  const bool filtered = !parts(model, "chosen").empty();
  model["empty"] = filtered ? "Nothing in this list is like that." : list.empty;
  if (filtered) {
    const auto all = query.without({"agency", "priority_area", "theme", "journey_stage", "stage"});
    model["emptyHref"] = all.at("/now");
    model["emptyLabel"] = "Show the whole list";
  } else if (!list.next.empty()) {
    model["emptyHref"] = query.with("list", list.next).at("/now");
    model["emptyLabel"] = list.next_label;
  }
  model["csvHref"] = query.with("list", shown).at("/now.csv");
  // "Now" alone would be the title of every list.
  model["pageTitle"] = "Now: " + std::string(list.label);
}

}  // namespace closeloop::ui
