#pragma once

#include <string_view>

#include <boost/json/object.hpp>

namespace closeloop::ui {

/// For the registers of services and strategies and the page of a question: signs of services'
/// figures, links to filter by, and whether an answer rests on anything.
void add_register_parts(std::string_view page, boost::json::object& model);

}  // namespace closeloop::ui
