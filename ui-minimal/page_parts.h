#pragma once

#include <string_view>

#include <boost/json/object.hpp>

namespace closeloop::ui {

/// Adds to a page's model what only a page needs and no program asks for: the navigation, links
/// that keep what is looked at, components as HTML. README.md says what each page reads.
void add_parts(std::string_view page, boost::json::object& model);

/// The link to the next page of a list, as HTML; empty if there is none.
[[nodiscard]] std::string pagination(const boost::json::object& model);

}  // namespace closeloop::ui
