#pragma once

#include <string_view>

#include <boost/json/object.hpp>

namespace closeloop::ui {

/// Adds to the model of a page of figures what leads to the same as files: `downloads`, each with
/// `label` and `href`, as at the same moment and with the same filters.
void add_downloads(std::string_view page, boost::json::object& model);

}  // namespace closeloop::ui
