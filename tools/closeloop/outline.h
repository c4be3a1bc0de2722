#pragma once

#include <iosfwd>

#include <boost/json/object.hpp>

namespace closeloop::tools {

/// A view model for people: one line for each value, indented as deep as it lies, with names in
/// words ("dueOn" as "Due on"). Says everything the JSON says; leaves out what is empty.
void print_outline(std::ostream& out, const boost::json::object& model);

}  // namespace closeloop::tools
