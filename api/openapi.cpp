#include "api/openapi.h"

#include <algorithm>
#include <map>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "api/answer_schemas.h"
#include "api/cookies.h"
#include "eventstore/schema/catalogue.h"
#include "eventstore/schema/openapi.h"
#include "projections/work_lists.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;

json::object ref(std::string_view kind, std::string_view name) {
  return {{"$ref", fmt::format("#/components/{}/{}", kind, name)}};
}

json::object described(const Parameter& parameter) {
  json::object schema;
  switch (parameter.kind) {
    case Parameter::Kind::text: schema = {{"type", "string"}, {"maxLength", 200}}; break;
    case Parameter::Kind::words:
      schema = {{"type", "string"}, {"maxLength", parameter.most}};
      break;
    case Parameter::Kind::date: schema = {{"type", "string"}, {"format", "date"}}; break;
    case Parameter::Kind::number:
      schema = {{"type", "integer"}, {"minimum", parameter.least}, {"maximum", parameter.most}};
  }
  return {{"name", parameter.name},
          {"in", "query"},
          {"description", parameter.description},
          {"schema", std::move(schema)}};
}

json::object path_parameter(std::string_view name) {
  auto schema = name == "position" ? json::object{{"type", "integer"}, {"minimum", 1}}
                                   : json::object{{"type", "string"}};
  if (name == "list") {
    schema["enum"] = json::array(work_list_names.begin(), work_list_names.end());
  }
  return {{"name", name}, {"in", "path"}, {"required", true}, {"schema", std::move(schema)}};
}

json::array braces_of(std::string_view pattern) {
  json::array parameters;
  for (auto open = pattern.find('{'); open != std::string_view::npos;
       open = pattern.find('{', open + 1)) {
    const auto name = pattern.substr(open + 1, pattern.find('}', open) - open - 1);
    parameters.push_back(path_parameter(name));
  }
  return parameters;
}

json::object question(const Route& route) {
  auto parameters = braces_of(route.pattern);
  const bool of_a_thing = !parameters.empty();
  for (const auto name : route.parameters) {
    parameters.push_back(ref("parameters", name));
  }
  // The description itself is what OpenAPI says it is.
  const auto object =
      json::object{{"schema", route.answer.empty() ? json::object{{"type", "object"}}
                                                   : ref("schemas", route.answer)}};
  json::object content{{"application/json", object}};
  // What is a table and nothing else is no JSON.
  if (route.answer.empty() && !route.media.empty()) content.clear();
  for (const auto media : route.media) {
    content.emplace(media, json::object{{"schema", {{"type", "string"}}}});
  }
  if (route.streams) {
    content["text/event-stream"] = json::object{{"schema", {{"type", "string"}}}};
    parameters.push_back(json::object{
        {"name", "Last-Event-ID"},
        {"in", "header"},
        {"description", "Of a stream: the id of the last event that came. It goes on after that."},
        {"schema", {{"type", "integer"}, {"minimum", 0}}}});
  }
  json::object responses{{"200", {{"description", "The answer."}, {"content", std::move(content)}}},
                         {"400", ref("responses", "malformed")},
                         {"503", ref("responses", "unavailable")}};
  if (route.access == Access::bearer) {
    responses["304"] = json::object{{"description", "Nothing has changed since If-None-Match."}};
    responses["401"] = ref("responses", "unauthenticated");
    responses["403"] = ref("responses", "forbidden");
  }
  if (of_a_thing) responses["404"] = ref("responses", "notFound");
  auto security = json::array{};
  if (route.access == Access::bearer) {
    security = {json::object{{"token", json::array{}}}, json::object{{"session", json::array{}}}};
  }
  return {{"operationId", route.operation},      {"summary", route.summary},
          {"tags", json::array{route.tag}},      {"security", std::move(security)},
          {"parameters", std::move(parameters)}, {"responses", std::move(responses)}};
}

/// The sending of a file.
json::object sending(const Route& route) {
  json::array parameters;
  if (route.operation.starts_with("import")) {
    parameters.push_back(ref("parameters", "idempotencyKey"));
  }
  for (const auto name : route.parameters) parameters.push_back(ref("parameters", name));
  json::object files;
  for (const auto media : route.media) {
    files[media] =
        json::object{{"schema", media == "application/json" ? json::object{}
                                                            : json::object{{"type", "string"}}}};
  }
  const json::object report{
      {"content", {{"application/json", {{"schema", ref("schemas", route.answer)}}}}}};
  auto nothing_new = report;
  nothing_new["description"] = "Nothing was recorded: what would be, or that nothing is new.";
  auto recorded = report;
  recorded["description"] = "Recorded, and durable.";
  json::object responses{{"200", std::move(nothing_new)}, {"201", std::move(recorded)}};
  for (const auto& [status, name] :
       std::initializer_list<std::pair<const char*, const char*>>{{"400", "malformed"},
                                                                  {"401", "unauthenticated"},
                                                                  {"403", "forbidden"},
                                                                  {"409", "refused"},
                                                                  {"413", "tooLarge"},
                                                                  {"422", "invalid"},
                                                                  {"503", "unavailable"}}) {
    responses[status] = ref("responses", name);
  }
  return {{"operationId", route.operation},
          {"summary", route.summary},
          {"tags", json::array{route.tag}},
          {"security", json::array{json::object{{"token", json::array{}}}}},
          {"parameters", std::move(parameters)},
          {"requestBody", {{"required", true}, {"content", std::move(files)}}},
          {"responses", std::move(responses)}};
}

const eventstore::Catalogue& catalogue() {
  static const eventstore::Catalogue all{eventstore::shape_of<Event>()};
  return all;
}

}  // namespace

json::object openapi_document(const Router& router) {
  auto components = eventstore::openapi_components(catalogue());
  const auto commands = eventstore::openapi_command_paths(catalogue());
  for (auto& [name, schema] : answer_schemas()) components["schemas"].as_object()[name] = schema;
  components["securitySchemes"].as_object()["session"] = {
      {"type", "apiKey"},
      {"in", "cookie"},
      {"name", cookie_name(Cookie::session, false)},
      {"description",
       "Whoever is signed in to the pages may ask what a token may. Behind TLS the cookie's name "
       "begins with __Host-."}};
  auto& parameters = components["parameters"].as_object();
  // A record's ETag also says where the views were; the version is what counts.
  parameters["ifMatch"].as_object()["schema"].as_object()["pattern"] = "^\"v[0-9]+(-p[^\"]*)?\"$";

  json::object paths;
  std::map<std::string, std::string> tags;
  for (const auto& route : router.routes()) {
    if (!route.pattern.starts_with("/api/")) continue;
    auto& item = paths[route.pattern];
    if (!item.is_object()) item = json::object{};
    for (const auto name : route.parameters) {
      if (route.command || parameters.contains(name)) continue;
      parameters[name] = described(*find_parameter(name));
    }
    if (route.command) {
      auto operation = commands.at(route.pattern).at("post").as_object();
      operation["operationId"] = route.operation;
      operation["summary"] = route.summary;
      item.as_object()["post"] = std::move(operation);
    } else if (route.method == "POST") {
      item.as_object()["post"] = sending(route);
    } else {
      item.as_object()["get"] = question(route);
    }
    tags.try_emplace(route.tag);
  }
  json::array tag_list;
  for (const auto& [name, unused] : tags) tag_list.push_back(json::object{{"name", name}});
  return {{"openapi", "3.1.0"},
          {"info",
           {{"title", "Closeloop"},
            {"version", "1"},
            {"summary", "Closing the loop from finding to improvement."},
            {"description",
             "Every answer is as at a position in the log. Nothing recorded is ever changed or "
             "removed: a mistake is corrected by a new entry."},
            {"license", {{"name", "See LICENSE"}, {"identifier", "LicenseRef-Closeloop"}}}}},
          {"servers", json::array{json::object{{"url", "/"}}}},
          {"tags", std::move(tag_list)},
          {"paths", std::move(paths)},
          {"components", std::move(components)}};
}

std::string api_reference(const Router& router) {
  std::string text =
      "# API reference\n\n"
      "Made from the running program's table of routes: `closeloop` and this page can't disagree. "
      "The whole description, with every field, is at `/api/v1/openapi.json`.\n\n"
      "Send `Authorization: Bearer <token>` with each request. A command also carries an "
      "`Idempotency-Key` of its own, and `If-Match: \"v<version>\"` if it is on a record that "
      "exists. Every answer carries its `position`; `min_position` waits for one. Problems are "
      "`application/problem+json` (RFC 9457).\n\n"
      "The feed, `/api/v1/events`, also comes as server-sent events to who asks with `Accept: "
      "text/event-stream`; it goes on after `Last-Event-ID`, and ends now and then so that the "
      "client asks again.\n\n"
      "What takes `format` also comes as a file: CSV, an Excel workbook (`xlsx`), an OpenDocument "
      "spreadsheet (`ods`), or the answer itself (`json`) with a member `about` that says for whom "
      "and as known when it is. A file holds no figure that the answer hides, and the same "
      "question gives the same bytes.\n";
  std::map<std::string, std::vector<const Route*>> by_tag;
  for (const auto& route : router.routes()) {
    if (route.pattern.starts_with("/api/")) by_tag[route.tag].push_back(&route);
  }
  for (const auto& [tag, routes] : by_tag) {
    text += fmt::format("\n## {}\n\n| | address | what |\n|---|---|---|\n", tag);
    for (const auto* route : routes) {
      auto what = route->summary;
      if (route->command && route->command->event->reasoned) what += ". Needs a reason";
      if (!route->command && !route->parameters.empty()) {
        what += fmt::format(". Takes `{}`", fmt::join(route->parameters, "`, `"));
      }
      text += fmt::format("| {} | `{}` | {}. |\n", route->method, route->pattern, what);
    }
  }
  text += "\n## Parameters\n\n| name | what |\n|---|---|\n";
  std::map<std::string_view, std::string_view> named;
  for (const auto& route : router.routes()) {
    for (const auto name : route.parameters) named[name] = find_parameter(name)->description;
  }
  for (const auto& [name, what] : named) text += fmt::format("| `{}` | {} |\n", name, what);
  return text;
}

}  // namespace closeloop::api
