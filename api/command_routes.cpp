#include "api/command_routes.h"

#include <algorithm>
#include <charconv>

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "api/idempotency_key.h"
#include "api/problem.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;

constexpr std::size_t changes_shown_max = 20;

/// The version in "v3", or in "v3-p12" as a record's ETag has it.
std::optional<Version> seen_version(std::string_view tag) {
  if (tag.size() < 4 || !tag.starts_with("\"v") || !tag.ends_with('"')) return std::nullopt;
  tag.remove_prefix(2);
  tag.remove_suffix(1);
  std::uint64_t version = 0;
  const auto* end = tag.data() + tag.size();
  const auto [at, error] = std::from_chars(tag.data(), end, version);
  const bool whole = at == end || std::string_view{at, 2} == "-p";
  return error == std::errc{} && whole && version > 0 ? std::optional{Version{version}}
                                                      : std::nullopt;
}

enum class Media { json, form, other };

Media media_of(const Request& request) {
  const auto type = request.header("content-type");
  const auto name = type.substr(0, type.find(';'));
  if (name == "application/json" || (name.empty() && request.body.empty())) return Media::json;
  return name == "application/x-www-form-urlencoded" ? Media::form : Media::other;
}

/// Who did what since: so that the asker can judge whether it matters to them.
json::array changes_since(const eventstore::EventLog& log, const std::string& stream,
                          Version seen) {
  json::array changes;
  // What can't be read is left out: the conflict itself is what must be told.
  (void)log.read_stream(stream, seen, [&](const eventstore::RecordedEvent& event) {
    changes.push_back(json::object{{"version", event.version.number()},
                                   {"type", event.type},
                                   {"actor", event.actor},
                                   {"recordedAt", eventstore::iso(event.recorded_at)}});
    return changes.size() < changes_shown_max;
  });
  return changes;
}

Response recorded(CommandResult result) {
  const auto self = fmt::format("/api/v1/{}/{}", result.resource, result.id);
  json::object body{{"position", result.position.number()},
                    {"id", result.id},
                    {"version", result.version.number()},
                    {"self", self},
                    {"events", std::move(result.events)}};
  if (!result.token.empty()) {
    body["token"] = result.token;
    body["tokenNote"] = "Shown once. Keep it safe; only its digest is kept here.";
  }
  Response response{201, "application/json", json::serialize(body), {}};
  response.headers = {{"ETag", fmt::format("\"v{}\"", result.version.number())},
                      {"Location", self},
                      {"Loop-Position", std::to_string(result.position.number())}};
  if (!result.token.empty()) response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

Response give_command(const Call& call, const ResourceKind& resource, Commands& commands,
                      const eventstore::EventLog& log) {
  if (call.parameters.as_at().is_past()) {
    return to_response(problem("past",
                               "The past cannot be written: leave out known_at, true_on and "
                               "position, and say when it was true with effectiveOn."));
  }
  const auto media = media_of(call.request);
  if (media == Media::other) {
    return to_response(problem("media-type", "Send the body as application/json."));
  }
  const auto key = command_id(call.request, call.actor);
  if (!key) return no_idempotency_key();
  CommandRequest request{.actor = call.actor,
                         .resource = std::string{resource.resource},
                         .id = call.captures.empty() ? std::string{} : call.captures.front(),
                         .intent = call.route.command->event->intent,
                         .body = call.request.body,
                         .form = media == Media::form,
                         .seen = {},
                         .must_have_seen = true,
                         .command_id = *key,
                         .correlation = call.trace};
  if (const auto tag = call.request.header("if-match"); !tag.empty()) {
    request.seen = seen_version(tag);
    if (!request.seen) {
      return to_response(
          problem("malformed", "If-Match must name the version you saw, such as \"v3\"."));
    }
  }
  auto result = commands.execute(request);
  if (result) return recorded(std::move(result).value());

  auto document = problem_of(result.error());
  if (document.name == "stale" && request.seen) {
    document.more["changedBy"] =
        changes_since(log, fmt::format("{}/{}", request.resource, request.id), *request.seen);
  }
  return to_response(document);
}

std::string operation_name(std::string_view type) {
  std::string name{type};
  name[0] = static_cast<char>(name[0] + 32);
  return name;
}

}  // namespace

void add_command_routes(Router& router, Commands& commands, const eventstore::EventLog& log) {
  for (const auto& resource : resource_kinds()) {
    for (const auto& kind : resource.events) {
      if (kind.event->intent.empty()) continue;
      Route route{
          .method = "POST",
          .pattern = fmt::format("/api/v1/{}/{{id}}/{}", resource.resource, kind.event->intent),
          .operation = operation_name(kind.type),
          .tag = resource.shape->label,
          .summary = kind.label,
          .access = Access::bearer,
          .parameters = {"known_at", "true_on", "position"},
          .handler = [&resource, &commands, &log](const Call& call) -> Result<Response> {
            return give_command(call, resource, commands, log);
          },
          .command = &kind};
      if (kind.event->creates) {
        auto unnamed = route;
        unnamed.pattern = fmt::format("/api/v1/{}", resource.resource);
        router.add(std::move(unnamed));
        route.operation += "As";
        route.summary += ", under an id of your choice";
      }
      router.add(std::move(route));
    }
  }
}

}  // namespace closeloop::api
