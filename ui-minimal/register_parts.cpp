#include "ui-minimal/register_parts.h"

#include <string>
#include <utility>

#include <boost/json/array.hpp>

#include "ui-minimal/component_options.h"
#include "ui-minimal/links.h"
#include "ui-minimal/list_parts.h"
#include "ui-minimal/scorecard_parts.h"

namespace closeloop::ui {
namespace {

namespace json = boost::json;

template <typename Use>
void for_each_object(json::object& model, std::string_view name, Use&& use) {
  auto* list = model.if_contains(name);
  if (list == nullptr || !list->is_array()) return;
  for (auto& each : list->get_array()) {
    if (each.is_object()) use(each.get_object());
  }
}

void add_signs_of_services(json::object& model) {
  for_each_object(model, "services", [](json::object& service) {
    for_each_object(service, "waits", add_sign);
    for_each_object(service, "results", add_sign);
  });
}

/// With the parameters of the past, if it is looked at.
std::string joined(std::string_view page, const Query& moment) {
  std::string address{page};
  const auto at = moment.at("");
  if (at.empty()) return address;
  return address + (address.find('?') == std::string::npos ? at : "&" + at.substr(1));
}

void add_question_parts(json::object& model, const Query& query) {
  for_each_object(model, "answers", [](json::object& answer) {
    answer["restsAny"] = !parts(answer, "findings").empty() || !parts(answer, "evidence").empty() ||
                         !parts(answer, "series").empty();
  });
  auto* services = model.if_contains("services");
  if (services == nullptr || !services->is_object()) return;
  auto& members = services->get_object();
  add_signs_of_services(members);
  members["href"] = joined(said(members, "page"), query.only({"known_at", "true_on", "position"}));
}

}  // namespace

void add_register_parts(std::string_view page, json::object& model) {
  const auto query = Query{model}.without({"min_position"});
  if (page == "question") add_question_parts(model, query);
  if (page != "services" && page != "strategies") return;
  add_signs_of_services(model);
  add_filter_links(model, "audiences", "audience", query);
  add_filter_links(model, "priorityAreas", "priority_area", query);
  add_filter_links(model, "standings", "running", query);
  model["isFiltered"] =
      !query["audience"].empty() || !query["priority_area"].empty() || !query["running"].empty();
}

}  // namespace closeloop::ui
