#include "eventstore/schema/openapi_schemas.h"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "eventstore/schema/json.h"

namespace eventstore {
namespace {

namespace json = boost::json;

void describe(json::object& object, const std::string& label, const std::string& help) {
  if (!label.empty()) object["title"] = label;
  if (!help.empty()) object["description"] = help;
}

}  // namespace

json::object openapi_ref(const std::string& kind, const std::string& name) {
  return {{"$ref", fmt::format("#/components/{}/{}", kind, name)}};
}

void OpenapiSchemas::add(const std::string& name, const Shape& shape, Of of) {
  if (schemas.contains(name)) return;
  schemas[name] = nullptr;  // Its place, before those of what it holds.
  schemas[name] = object(shape, of);
}

json::object OpenapiSchemas::object(const Shape& shape, Of of) {
  json::object object;
  describe(object, shape.label, shape.help);
  json::object properties;
  json::array required;
  for (const auto& field : shape.fields) {
    properties[field.name] = property(field, of);
    if (field.required && of == Of::request) required.emplace_back(field.name);
  }
  object["type"] = "object";
  object["properties"] = std::move(properties);
  if (!required.empty()) object["required"] = std::move(required);
  if (of == Of::request) object["additionalProperties"] = false;
  return object;
}

json::object OpenapiSchemas::property(const Field& field, Of of) {
  auto value = type(field, of);
  if (field.list) {
    value = json::object{{"type", "array"}, {"items", std::move(value)}};
    if (of == Of::request) value["maxItems"] = list_items_max;
    if (of == Of::request && field.required) value["minItems"] = 1;
  }
  describe(value, field.label, field.help);
  return value;
}

json::object OpenapiSchemas::type(const Field& field, Of of) {
  const bool not_blank = of == Of::request && field.required && !field.list;
  switch (field.kind) {
    case Kind::text: {
      json::object text{{"type", "string"}};
      if (of == Of::request) text["maxLength"] = field.max_length;
      if (not_blank) text["pattern"] = "[^ \\n\\t]";
      return text;
    }
    case Kind::flag: return {{"type", "boolean"}};
    case Kind::whole:
      return {{"type", "integer"}, {"minimum", field.least}, {"maximum", field.most}};
    case Kind::choice: {
      json::array names;
      for (const auto& each : field.choices) names.emplace_back(each.name);
      if (of == Of::record) names.emplace_back("unknown");  // A later program's choice.
      return {{"type", "string"}, {"enum", std::move(names)}};
    }
    case Kind::id:
      return {{"type", "string"},
              {"pattern", "^(?!\\.{1,2}$)[A-Za-z0-9._-]{1,64}$"},
              {"x-ref", field.refers_to}};
    case Kind::date: return {{"type", "string"}, {"format", "date"}};
    case Kind::moment: return {{"type", "string"}, {"format", "date-time"}};
    case Kind::decimal: return {{"type", "string"}, {"pattern", "^-?[0-9]{1,15}(\\.[0-9]{1,9})?$"}};
    case Kind::sealed: {
      json::object text{{"type", "string"}, {"x-sealed", true}};
      if (of == Of::request) text["maxLength"] = field.max_length;
      if (of == Of::record) text["type"] = json::array{"string", "null"};  // Null once erased.
      if (not_blank) text["pattern"] = "[^ \\n\\t]";
      return text;
    }
    case Kind::record: {
      auto name = field.record->name + (of == Of::request ? "Request" : "");
      add(name, *field.record, of);
      return openapi_ref("schemas", name);
    }
  }
  return {};
}

}  // namespace eventstore
