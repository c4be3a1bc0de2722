#pragma once

#include <boost/json/object.hpp>

/// What the pages of lists have beside their model: links and fields to filter by.
namespace closeloop::ui {

/// For the loops: `href` of each stage and gap, `filterFields` and `filterKept` of the form,
/// `shownOnly`, the words for what is filtered by.
void add_loops_parts(boost::json::object& model);

}  // namespace closeloop::ui
