#include "eventstore/schema/openapi.h"

#include <string>

#include <fmt/format.h>

namespace eventstore {
namespace {

namespace json = boost::json;

json::object ref(const std::string& kind, const std::string& name) {
  return {{"$ref", fmt::format("#/components/{}/{}", kind, name)}};
}

class Components {
 public:
  void add(const Shape& shape) {
    if (schemas.contains(shape.name)) return;
    schemas[shape.name] = nullptr;  // Its place, before those of what it holds.
    schemas[shape.name] = shape.has_variants() ? one_of(shape) : record(shape);
  }

  json::object schemas;

 private:
  json::object described(const std::string& label, const std::string& help) {
    json::object object;
    if (!label.empty()) object["title"] = label;
    if (!help.empty()) object["description"] = help;
    return object;
  }

  json::object record(const Shape& shape) {
    auto object = described(shape.label, shape.help);
    json::object properties;
    json::array required;
    for (const auto& field : shape.fields) {
      properties[field.name] = property(field);
      if (field.required && !field.decided) required.emplace_back(field.name);
    }
    object["type"] = "object";
    object["properties"] = std::move(properties);
    if (!required.empty()) object["required"] = std::move(required);
    object["additionalProperties"] = false;
    return object;
  }

  /// {"dateMoved": {…}}: an object with one member, named for the variant.
  json::object one_of(const Shape& shape) {
    auto object = described(shape.label, shape.help);
    json::array variants;
    for (const auto& field : shape.fields) {
      if (!field.variant) continue;
      variants.push_back(json::object{{"type", "object"},
                                      {"title", field.label},
                                      {"properties", {{field.name, property(field)}}},
                                      {"required", json::array{field.name}}});
    }
    object["oneOf"] = std::move(variants);
    return object;
  }

  json::object property(const Field& field) {
    auto value = type(field);
    if (field.list) value = {{"type", "array"}, {"items", std::move(value)}};
    if (field.list && field.required) value["minItems"] = 1;
    for (auto& [key, text] : described(field.label, field.help)) value[key] = text;
    if (field.decided) value["readOnly"] = true;
    return value;
  }

  json::object type(const Field& field) {
    switch (field.kind) {
      case Kind::text: {
        json::object text{{"type", "string"}, {"maxLength", field.max_length}};
        if (field.required && !field.list) text["pattern"] = "\\S";  // Not blank.
        return text;
      }
      case Kind::flag: return {{"type", "boolean"}};
      case Kind::whole:
        return {{"type", "integer"}, {"minimum", field.least}, {"maximum", field.most}};
      case Kind::choice: {
        json::array names;
        for (const auto& each : field.choices) names.emplace_back(each.name);
        return {{"type", "string"}, {"enum", std::move(names)}};
      }
      case Kind::id:
        return {
            {"type", "string"}, {"pattern", "^[A-Za-z0-9._-]{1,64}$"}, {"x-ref", field.refers_to}};
      case Kind::date: return {{"type", "string"}, {"format", "date"}};
      case Kind::moment: return {{"type", "string"}, {"format", "date-time"}};
      case Kind::sealed:
        return {{"type", json::array{"string", "null"}},  // Null once erased.
                {"maxLength", field.max_length},
                {"pattern", "\\S"},
                {"x-sealed", true}};
      case Kind::record: add(*field.record); return ref("schemas", field.record->name);
    }
    return {};
  }
};

json::object operation(const Shape& aggregate, const Field& event) {
  const auto body = json::object{{"schema", ref("schemas", event.record->name)}};
  return {
      {"operationId", fmt::format("{}.{}", aggregate.resource, event.intent)},
      {"summary", event.record->label},
      {"tags", json::array{aggregate.label}},
      {"parameters", json::array{ref("parameters", "id")}},
      {"requestBody",
       {{"required", true},
        {"content", {{"application/json", body}, {"application/x-www-form-urlencoded", body}}}}},
      {"responses", {{"201", ref("responses", "recorded")}, {"4XX", ref("responses", "problem")}}}};
}

}  // namespace

json::object openapi(std::span<const Shape* const> aggregates) {
  Components components;
  json::object paths;
  for (const auto* aggregate : aggregates) {
    components.add(*aggregate);
    for (const auto& event : aggregate->fields) {
      if (event.intent.empty()) continue;
      const auto path = fmt::format("/api/v1/{}/{{id}}/{}", aggregate->resource, event.intent);
      paths[path] = json::object{{"post", operation(*aggregate, event)}};
    }
  }
  const auto id = json::object{
      {"name", "id"}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}};
  const auto recorded = json::object{{"description", "The events recorded."}};
  const auto problem =
      json::object{{"description", "What is wrong, field by field."},
                   {"content", {{"application/problem+json", {{"schema", {{"type", "object"}}}}}}}};
  return {{"openapi", "3.1.0"},
          {"info", {{"title", "Closing the loop"}, {"version", "1"}}},
          {"paths", std::move(paths)},
          {"components",
           {{"schemas", std::move(components.schemas)},
            {"parameters", {{"id", id}}},
            {"responses", {{"recorded", recorded}, {"problem", problem}}}}}};
}

}  // namespace eventstore
