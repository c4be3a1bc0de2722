#pragma once

#include <string>

#include <boost/json/object.hpp>

namespace closeloop::ui::charts {

/// The trend of a series for a row of a table, 120 by 28: the line with its gaps, the average, the
/// expected range as a band, signals and the newest figure as points. Reads the same model as
/// figure(); says for assistive technology how many figures there are, the first and the newest.
/// "No figures", as HTML, if there are none.
[[nodiscard]] std::string sparkline(const boost::json::object& model);

}  // namespace closeloop::ui::charts
