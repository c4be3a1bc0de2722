#pragma once

#include <string>
#include <string_view>

#include <boost/json/object.hpp>

namespace closeloop::ui {

/// The template of that name, such as "loops" or "components/button", filled in. What it takes
/// in by {{>name}} is components/name.mustache. Read once. Safe from any thread. Throws
/// std::out_of_range for one that there is not, std::logic_error for one that is no Mustache.
[[nodiscard]] std::string rendered(const std::string& name, const boost::json::object& model);

}  // namespace closeloop::ui
