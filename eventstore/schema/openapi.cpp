#include "eventstore/schema/openapi.h"

#include <string>
#include <string_view>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include "eventstore/schema/openapi_schemas.h"
#include "eventstore/schema/request.h"

namespace eventstore {
namespace {

namespace json = boost::json;

/// What does not come from schemas: the shapes of answers, and the headers of requests.
constexpr std::string_view fixed_schemas = R"({
  "Problem": {
    "title": "What is wrong, and what to do", "type": "object",
    "description": "RFC 9457.",
    "properties": {
      "type": {"type": "string", "description": "Names the kind of problem; leads to a page about it."},
      "title": {"type": "string"},
      "status": {"type": "integer"},
      "detail": {"type": "string", "description": "One sentence for a person. Never parsed."},
      "rule": {"type": "string", "description": "The rule that refused, by its stable name."},
      "trace_id": {"type": "string", "description": "Names the request: give it to whoever looks into it."},
      "currentVersion": {"type": "integer", "description": "Of a conflict: the version the record has."},
      "errors": {
        "type": "array", "description": "Each mistake, or each unmet test.",
        "items": {
          "type": "object", "required": ["pointer", "code", "detail"],
          "properties": {
            "pointer": {"type": "string", "description": "JSON pointer to the place in the body."},
            "code": {"type": "string"},
            "detail": {"type": "string"}
          }
        }
      }
    },
    "required": ["type", "title", "status", "detail"]
  },
  "Recorded": {
    "title": "What was recorded", "type": "object",
    "properties": {
      "position": {"type": "integer", "description": "In the log, of the last event."},
      "version": {"type": "integer", "description": "Of the record, by the last event."},
      "id": {"type": "string"},
      "events": {
        "type": "array",
        "items": {
          "type": "object", "required": ["type", "stream", "version", "position", "data"],
          "properties": {
            "type": {"type": "string", "description": "Names the schema of data: ActionDateMoved."},
            "stream": {"type": "string"},
            "version": {"type": "integer"},
            "position": {"type": "integer"},
            "data": {"type": "object"}
          }
        }
      },
      "token": {"type": "string", "description": "Of issue-token: shown this once."}
    },
    "required": ["position", "version", "id", "events"]
  }
})";

constexpr std::string_view fixed_parameters = R"({
  "id": {
    "name": "id", "in": "path", "required": true, "description": "The id of the record: A-31.",
    "schema": {"type": "string", "pattern": "^(?!\\.{1,2}$)[A-Za-z0-9._-]{1,64}$"}
  },
  "idempotencyKey": {
    "name": "Idempotency-Key", "in": "header", "required": true,
    "description": "Names this request for ever. Sent again with the same request, it gets the first answer again.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255}
  },
  "ifMatch": {
    "name": "If-Match", "in": "header", "required": true,
    "description": "The version of the record that you saw, as its ETag said it.",
    "schema": {"type": "string", "pattern": "^\"v[0-9]+\"$"}
  }
})";

struct Refusal {
  const char* status;
  const char* name;
  const char* description;
};
constexpr Refusal always[] = {
    {"400", "malformed", "The request is malformed, or lacks its Idempotency-Key."},
    {"401", "unauthenticated", "There is no token, or it is not valid."},
    {"403", "forbidden", "The role may not give this command."},
    {"409", "refused", "A rule refuses it; each unmet test is named. Or the key was used before."},
    {"413", "tooLarge", "The body is too large."},
    {"422", "invalid", "Some answers need another look. All of them are named."},
    {"503", "unavailable", "Try again shortly."},
};
constexpr Refusal of_a_record[] = {
    {"404", "notFound", "There is no such record."},
    {"412", "stale", "The record changed since you saw it."},
    {"428", "unseen", "Say which version you saw, with If-Match."},
};

json::object parsed(std::string_view text) {
  return json::parse({text.data(), text.size()}).as_object();
}

json::object responses() {
  const auto header = [](const char* description) {
    return json::object{{"description", description}, {"schema", {{"type", "string"}}}};
  };
  json::object all;
  all["recorded"] = json::object{
      {"description", "Recorded, and durable."},
      {"headers",
       {{"ETag", header("The version of the record, for If-Match.")},
        {"Location", header("The address of the record.")},
        {"Loop-Position", header("The position of the last event: for min_position.")}}},
      {"content", {{"application/json", {{"schema", openapi_ref("schemas", "Recorded")}}}}}};
  const auto add = [&](const Refusal& refusal) {
    all[refusal.name] = json::object{
        {"description", refusal.description},
        {"content",
         {{"application/problem+json", {{"schema", openapi_ref("schemas", "Problem")}}}}}};
  };
  for (const auto& refusal : always) add(refusal);
  for (const auto& refusal : of_a_record) add(refusal);
  return all;
}

json::object operation(const EventKind& kind, bool names_record) {
  const auto& event = *kind.event;
  const auto body = json::object{{"schema", openapi_ref("schemas", kind.type + "Request")}};
  json::array parameters{openapi_ref("parameters", "idempotencyKey")};
  if (names_record) parameters.insert(parameters.begin(), openapi_ref("parameters", "id"));
  if (names_record && !event.creates) parameters.push_back(openapi_ref("parameters", "ifMatch"));
  json::object answers{{"201", openapi_ref("responses", "recorded")}};
  for (const auto& refusal : always) {
    answers[refusal.status] = openapi_ref("responses", refusal.name);
  }
  if (names_record && !event.creates) {
    for (const auto& refusal : of_a_record) {
      answers[refusal.status] = openapi_ref("responses", refusal.name);
    }
  }
  const auto* form = event.creates && names_record ? "{}.{}.named" : "{}.{}";
  json::object operation{
      {"operationId", fmt::format(fmt::runtime(form), kind.resource(), event.intent)},
      {"summary", event.record->label},
      {"tags", json::array{kind.aggregate->record->label}},
      {"security", json::array{json::object{{"token", json::array{}}}}},
      {"parameters", std::move(parameters)},
      {"requestBody",
       {{"required", true},
        {"content", {{"application/json", body}, {"application/x-www-form-urlencoded", body}}}}},
      {"responses", std::move(answers)}};
  if (!event.record->help.empty()) operation["description"] = event.record->help;
  return operation;
}

}  // namespace

json::object openapi_components(const Catalogue& catalogue) {
  OpenapiSchemas schemas;
  for (const auto& kind : catalogue.all()) {
    schemas.add(kind.type, *kind.event->record, OpenapiSchemas::Of::record);
    if (kind.event->intent.empty()) continue;
    schemas.add(kind.type + "Request", request_shape(*kind.event), OpenapiSchemas::Of::request);
  }
  for (auto& [name, schema] : parsed(fixed_schemas)) schemas.schemas[name] = schema;
  return {{"schemas", std::move(schemas.schemas)},
          {"parameters", parsed(fixed_parameters)},
          {"responses", responses()},
          {"securitySchemes", {{"token", {{"type", "http"}, {"scheme", "bearer"}}}}}};
}

json::object openapi_command_paths(const Catalogue& catalogue) {
  json::object paths;
  for (const auto& kind : catalogue.all()) {
    const auto& event = *kind.event;
    if (event.intent.empty()) continue;
    if (event.creates) {
      paths[fmt::format("/api/v1/{}", kind.resource())] =
          json::object{{"post", operation(kind, false)}};
    }
    paths[fmt::format("/api/v1/{}/{{id}}/{}", kind.resource(), event.intent)] =
        json::object{{"post", operation(kind, true)}};
  }
  return paths;
}

}  // namespace eventstore
