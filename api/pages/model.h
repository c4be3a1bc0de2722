#pragma once

#include <string_view>

#include <boost/json/object.hpp>

namespace closeloop::api {

/// A text member of a view model; empty if it is not there. It lies in the object, and is gone
/// when that grows.
[[nodiscard]] inline std::string_view text_in(const boost::json::object& object,
                                              std::string_view name) {
  const auto* value = object.if_contains(name);
  return value && value->is_string() ? std::string_view{value->get_string()} : std::string_view{};
}

}  // namespace closeloop::api
