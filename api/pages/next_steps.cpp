#include "api/pages/next_steps.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "api/command_table.h"
#include "api/pages/model.h"
#include "domain/permissions.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;
using std::string_view_literals::operator""sv;

/// The command of an address of the API: "/api/v1/actions/A-31/deliver", "/api/v1/evidence".
struct Named {
  const ResourceKind* resource = nullptr;
  const EventKind* kind = nullptr;
  std::string id;
};

const EventKind* creation(const ResourceKind& resource) {
  for (const auto& kind : resource.events) {
    if (kind.event->creates && !kind.event->intent.empty()) return &kind;
  }
  return nullptr;
}

Named command_at(std::string_view path) {
  static constexpr std::string_view before = "/api/v1/";
  if (!path.starts_with(before)) return {};
  path.remove_prefix(before.size());
  Named named;
  named.resource = find_resource(path.substr(0, path.find('/')));
  if (!named.resource) return {};
  const auto slash = path.find('/');
  if (slash == std::string_view::npos) {
    named.kind = creation(*named.resource);
    return named;
  }
  path.remove_prefix(slash + 1);
  const auto end = path.find('/');
  if (end == std::string_view::npos) return {};
  named.id = path.substr(0, end);
  named.kind = named.resource->find_intent(path.substr(end + 1));
  return named;
}

std::string form_address(const ResourceKind& resource, const EventKind& kind, std::string_view id) {
  if (kind.event->creates) return fmt::format("/records/{}/new", resource.resource);
  return fmt::format("/records/{}/{}/{}", resource.resource, id, kind.event->intent);
}

/// Gives an entry that names a command the form for it, if it is open to whoever asks.
void add_form(json::object& entry, const Call& call, const Seen& seen, Commands& commands,
              std::string_view finding) {
  const auto* command = entry.if_contains("command");
  if (!command || !command->is_object()) return;
  const auto named = command_at(text_in(command->get_object(), "path"));
  if (!named.kind) return;
  const auto& intent = named.kind->event->intent;
  if (named.kind->event->creates ? !may(call.actor.role, named.resource->resource, intent)
                                 : !commands.is_open(call.actor, *seen.board,
                                                     named.resource->resource, named.id, intent)) {
    return;
  }
  auto href = form_address(*named.resource, *named.kind, named.id);
  if (named.kind->event->creates) {
    href += "?about=" + percent_encoded(fmt::format("findings/{}", finding));
  } else if (const auto because = text_in(entry, "because");
             !because.empty() && named.kind->event->record->find("because")) {
    href += "?because=" + percent_encoded(because);
    if (const auto* again = entry.if_contains("finding"); again && again->is_object()) {
      href += "&about=" +
              percent_encoded(fmt::format("findings/{}", text_in(again->get_object(), "id")));
    }
  }
  json::object form{{"label", text_in(command->get_object(), "label")}, {"href", href}};
  entry["form"] = std::move(form);
}

/// A record that can no longer lead to anything.
bool is_at_its_end(const json::object& model) {
  const auto* stage = model.if_contains("stage");
  if (!stage || !stage->is_object()) return false;
  const auto name = text_in(stage->get_object(), "name");
  constexpr std::array ends{"closed"sv, "closedWithoutImprovement"sv, "declined"sv, "superseded"sv,
                            "withdrawn"sv};
  return std::ranges::find(ends, name) != ends.end();
}

/// The forms for what may follow from a record: whatever can refer to it, filled in with it.
void add_what_may_follow(json::array& steps, const Call& call, const ResourceKind& from,
                         const std::string& id) {
  constexpr std::array leads_on{"reviews"sv, "findings"sv, "learning-points"sv, "recommendations"sv,
                                "actions"sv};
  if (std::ranges::find(leads_on, from.resource) == leads_on.end()) return;
  for (const auto* resource :
       {"findings", "learning-points", "recommendations", "actions", "evidence"}) {
    const auto* to = find_resource(resource);
    const auto* kind = creation(*to);
    if (to == &from || !may(call.actor.role, resource, kind->event->intent)) continue;
    const auto& fields = kind->event->record->fields;
    if (std::ranges::find(fields, from.kind, &eventstore::Field::refers_to) == fields.end()) {
      continue;
    }
    steps.push_back(json::object{
        {"label", kind->label},
        {"href", fmt::format("{}?about={}", form_address(*to, *kind, {}),
                             percent_encoded(fmt::format("{}/{}", from.resource, id)))}});
  }
}

/// Lets what stands in a graph for something that is missing lead to the form for it.
void add_form_of_node(json::object& node, const Call& call, std::string_view finding) {
  if (text_in(node, "state") != "missing" || !text_in(node, "page").empty()) return;
  struct Missing {
    std::string_view kind, resource;
  };
  constexpr std::array all{Missing{"learning", "learning-points"}, Missing{"action", "actions"},
                           Missing{"evidence", "evidence"}};
  const auto* found = std::ranges::find(all, text_in(node, "kind"), &Missing::kind);
  if (found == all.end()) return;
  const auto* resource = find_resource(found->resource);
  const auto* kind = creation(*resource);
  if (!may(call.actor.role, found->resource, kind->event->intent)) return;
  constexpr auto of_action = "missing-evidence-"sv;  // The key of such a node names the action.
  auto key = text_in(node, "key");
  const auto about = key.starts_with(of_action)
                         ? fmt::format("actions/{}", key.substr(of_action.size()))
                         : fmt::format("findings/{}", finding);
  node["page"] =
      fmt::format("{}?about={}", form_address(*resource, *kind, {}), percent_encoded(about));
}

}  // namespace

void add_next_steps(json::object& model, const Call& call, const Seen& seen, Commands& commands,
                    std::string_view resource, const std::string& id) {
  const auto* found = find_resource(resource);
  if (!found || seen.as_at.is_past()) return;
  json::array steps;
  for (const auto& kind : found->events) {
    if (kind.event->intent.empty() || kind.event->creates) continue;
    if (!commands.is_open(call.actor, *seen.board, resource, id, kind.event->intent)) continue;
    steps.push_back(json::object{{"label", kind.label}, {"href", form_address(*found, kind, id)}});
  }
  if (!is_at_its_end(model)) add_what_may_follow(steps, call, *found, id);
  model["steps"] = std::move(steps);
}

void add_forms_of_loop(json::object& model, const Call& call, const Seen& seen, Commands& commands,
                       std::string_view finding) {
  if (seen.as_at.is_past()) return;
  for (const auto* name : {"missing", "prompts"}) {
    auto* entries = model.if_contains(name);
    if (!entries || !entries->is_array()) continue;
    for (auto& entry : entries->get_array())
      add_form(entry.as_object(), call, seen, commands, finding);
  }
  if (auto* nodes = model.if_contains("nodes"); nodes && nodes->is_array()) {
    for (auto& node : nodes->get_array()) add_form_of_node(node.as_object(), call, finding);
  }
  add_forms_of_figures(model, call, seen, fmt::format("findings/{}", finding));
}

void add_forms_of_rows(json::object& model, const Call& call, const Seen& seen,
                       Commands& commands) {
  if (seen.as_at.is_past()) return;
  for (auto& value : model.at("rows").as_array()) {
    auto& row = value.as_object();
    const std::string id{text_in(row, "id")};
    add_form(row, call, seen, commands, id);
    auto* prompts = row.if_contains("prompts");
    if (!prompts) continue;
    for (auto& prompt : prompts->as_array()) add_form(prompt.as_object(), call, seen, commands, id);
  }
}

void add_forms_of_figures(json::object& model, const Call& call, const Seen& seen,
                          std::string_view about) {
  auto* entries = model.if_contains("figures");
  if (!entries || !entries->is_array()) return;
  for (auto& value : entries->get_array()) {
    auto& entry = value.as_object();
    if (!entry.at("proposed").as_bool()) continue;
    if (seen.as_at.is_past() || !may(call.actor.role, "evidence", "record")) continue;
    const auto of =
        about.empty()
            ? fmt::format("actions/{}", text_in(entry.at("actions").at(0).as_object(), "id"))
            : std::string{about};
    entry["form"] = json::object{
        {"label", text_in(entry.at("command").as_object(), "label")},
        {"href", fmt::format("/records/evidence/new?about={}&series={}", percent_encoded(of),
                             percent_encoded(text_in(entry, "series")))}};
  }
}

void add_creation(json::object& model, const Call& call, const Seen& seen,
                  std::string_view resource) {
  const auto* found = find_resource(resource);
  const auto* kind = found ? creation(*found) : nullptr;
  if (!kind || seen.as_at.is_past() || !may(call.actor.role, resource, kind->event->intent)) return;
  model["create"] = json::object{{"label", kind->label}, {"href", form_address(*found, *kind, {})}};
}

void add_done(json::object& model, const Call& call, const Seen& seen, std::string_view resource) {
  const auto* found = find_resource(resource);
  const auto* kind = found ? found->find_intent(call.parameters.text("done")) : nullptr;
  if (kind && !seen.as_at.is_past()) model["done"] = kind->event->label;
}

}  // namespace closeloop::api
