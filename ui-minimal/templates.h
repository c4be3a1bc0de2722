#pragma once

#include <string>
#include <string_view>

#include <kainjow/mustache.hpp>

namespace closeloop::ui {

/// The template of that name, such as "loops" or "components/button", filled in. What it takes
/// in by {{>name}} is components/name.mustache. Parsed once for each thread. Safe from any
/// thread. Throws std::out_of_range for one that there is not, std::logic_error for one that is
/// no Mustache.
[[nodiscard]] std::string rendered(const std::string& name, const kainjow::mustache::data& data);

}  // namespace closeloop::ui
