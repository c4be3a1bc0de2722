#include "api/pages/suggestions.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <boost/json/array.hpp>

#include "api/pages/model.h"
#include "projections/queries.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;

/// "findings/F-12"
struct About {
  explicit About(std::string_view text) {
    const auto slash = std::min(text.find('/'), text.size());
    resource = text.substr(0, slash);
    id = text.substr(std::min(slash + 1, text.size()));
  }
  std::string_view resource;
  std::string_view id;
};

/// An answer as the boxes of a form hold it: a date is in three, a list is repeated.
void fill(const eventstore::Field& field, const json::value& answer, FormBody& form) {
  if (const auto* list = answer.if_array()) {
    for (const auto& each : *list) form.add(field.name, std::string{each.as_string()});
    return;
  }
  const std::string text{answer.as_string()};
  if (field.kind != eventstore::Kind::date) return form.add(field.name, text);
  form.add(field.name + "-day", text.substr(8, 2));
  form.add(field.name + "-month", text.substr(5, 2));
  form.add(field.name + "-year", text.substr(0, 4));
}

/// What is proposed of that series on the page of the record; empty if nothing is.
json::object proposed(const About& about, std::string_view series, const Seen& seen) {
  Result<json::object> page = not_found("");
  if (about.resource == "findings") page = finding_loop(*seen.board, about.id, seen.asked_on);
  if (about.resource == "actions") page = record(*seen.board, "actions", about.id, seen.asked_on);
  if (!page) return {};
  for (const auto& each : page.value().at("figures").as_array()) {
    const auto& one = each.as_object();
    if (text_in(one, "series") == series && one.contains("evidence")) {
      return one.at("evidence").as_object();
    }
  }
  return {};
}

}  // namespace

void suggest(const Parameters& parameters, const Seen& seen, CommandForm& form) {
  const About about{parameters.text("about")};
  const auto* resource = find_resource(about.resource);
  const auto series = parameters.text("series");
  const auto figures = form.resource.resource == "evidence" && !series.empty()
                           ? proposed(about, series, seen)
                           : json::object{};
  for (const auto& field : form.kind.event->record->fields) {
    if (const auto* answer = figures.if_contains(field.name)) {
      fill(field, *answer, form.given);
    } else if (resource && !about.id.empty() && field.refers_to == resource->kind) {
      form.given.add(field.name, std::string{about.id});
    } else if (field.name == "because") {
      form.given.add(field.name, std::string{parameters.text("because")});
    }
  }
}

}  // namespace closeloop::api
