#pragma once

#include <string_view>

#include <boost/json/object.hpp>

namespace closeloop::ui {

/// A sign beside the word of a row's `signal`, so that nothing is told by colour alone.
void add_sign(boost::json::object& row);

/// Draws the charts of the pages of figures: a figure for a measure, a trend for each row.
void add_scorecard_parts(std::string_view page, boost::json::object& model);

}  // namespace closeloop::ui
