#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>
#include <fmt/format.h>

/// As much of JSON Schema as the API's description uses for answers, held more strictly: a member
/// that the schema does not name is a mistake.
namespace closeloop::testing {

class JsonSchema {
 public:
  /// `document` is an OpenAPI document and must outlive it.
  explicit JsonSchema(const boost::json::value& document) : document_{document} {}

  /// What is wrong with `value`, each with its place. Empty if nothing is.
  [[nodiscard]] std::vector<std::string> check(const boost::json::object& schema,
                                               const boost::json::value& value) {
    wrong_.clear();
    hold(schema, value, "");
    return wrong_;
  }

 private:
  void hold(const boost::json::object& schema, const boost::json::value& value,
            const std::string& place) {
    if (const auto* ref = schema.if_contains("$ref")) {
      const std::string pointer{ref->as_string()};
      return hold(document_.at_pointer(pointer.substr(1)).as_object(), value, place);
    }
    const auto* type = schema.if_contains("type");
    if (!type) return;  // Anything.
    if (!is_of(*type, value)) {
      wrong_.push_back(fmt::format("{} is no {}", place, boost::json::serialize(*type)));
      return;
    }
    if (const auto* items = schema.if_contains("items"); items && value.is_array()) {
      std::size_t at = 0;
      for (const auto& each : value.get_array()) {
        hold(items->as_object(), each, fmt::format("{}/{}", place, at++));
      }
    }
    const auto* choices = schema.if_contains("enum");
    if (choices && std::ranges::find(choices->as_array(), value) == choices->as_array().end()) {
      wrong_.push_back(fmt::format("{} is none of {}", place, boost::json::serialize(*choices)));
    }
    if (value.is_object()) hold_members(schema, value.get_object(), place);
  }

  void hold_members(const boost::json::object& schema, const boost::json::object& value,
                    const std::string& place) {
    if (const auto* required = schema.if_contains("required")) {
      for (const auto& name : required->as_array()) {
        if (!value.contains(name.as_string())) {
          wrong_.push_back(fmt::format("{}/{} is missing", place, name.as_string().c_str()));
        }
      }
    }
    const auto* properties = schema.if_contains("properties");
    const auto* others = schema.if_contains("additionalProperties");
    for (const auto& [name, member] : value) {
      const auto at = fmt::format("{}/{}", place, std::string_view{name});
      const auto* described = properties ? properties->as_object().if_contains(name) : nullptr;
      if (!described && others && others->is_object()) described = others;
      if (described) {
        hold(described->as_object(), member, at);
      } else {
        wrong_.push_back(at + " is not described");
      }
    }
  }

  static bool is_of(const boost::json::value& type, const boost::json::value& value) {
    if (type.is_array()) {
      return std::ranges::any_of(type.get_array(),
                                 [&](const auto& each) { return is_of(each, value); });
    }
    const std::string_view name{type.as_string()};
    if (name == "object") return value.is_object();
    if (name == "array") return value.is_array();
    if (name == "string") return value.is_string();
    if (name == "boolean") return value.is_bool();
    if (name == "integer") return value.is_int64() || value.is_uint64();
    if (name == "number") return value.is_number();
    return name == "null" && value.is_null();
  }

  const boost::json::value& document_;
  std::vector<std::string> wrong_;
};

}  // namespace closeloop::testing
