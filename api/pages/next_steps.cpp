#include "api/pages/next_steps.h"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "api/command_table.h"
#include "api/pages/model.h"
#include "domain/permissions.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;

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

/// Gives an entry that names a command the form for it.
void add_form(json::object& entry, const Call& call, std::string_view finding) {
  const auto* command = entry.if_contains("command");
  if (!command || !command->is_object()) return;
  const auto named = command_at(text_in(command->get_object(), "path"));
  if (!named.kind) return;
  if (!may(call.actor.role, named.resource->resource, named.kind->event->intent)) return;
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

}  // namespace

void add_next_steps(json::object& model, const Call& call, const Seen& seen, Commands& commands,
                    std::string_view resource, const std::string& id) {
  const auto* found = find_resource(resource);
  if (!found || seen.as_at.is_past()) return;
  json::array steps;
  for (const auto& kind : found->events) {
    if (kind.event->intent.empty() || kind.event->creates) continue;
    if (!commands.is_open(call.actor, *seen.board, resource, id, kind.event->intent)) continue;
    steps.push_back(json::object{{"label", kind.event->record->label},
                                 {"href", form_address(*found, kind, id)}});
  }
  model["steps"] = std::move(steps);
}

void add_forms_of_loop(json::object& model, const Call& call, const Seen& seen,
                       std::string_view finding) {
  if (seen.as_at.is_past()) return;
  for (const auto* name : {"missing", "prompts"}) {
    auto* entries = model.if_contains(name);
    if (!entries || !entries->is_array()) continue;
    for (auto& entry : entries->get_array()) add_form(entry.as_object(), call, finding);
  }
  add_forms_of_figures(model, call, seen, fmt::format("findings/{}", finding));
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
  model["create"] = json::object{{"label", kind->event->record->label},
                                 {"href", form_address(*found, *kind, {})}};
}

void add_done(json::object& model, const Call& call, const Seen& seen, std::string_view resource) {
  const auto* found = find_resource(resource);
  const auto* kind = found ? found->find_intent(call.parameters.text("done")) : nullptr;
  if (kind && !seen.as_at.is_past()) model["done"] = kind->event->label;
}

}  // namespace closeloop::api
