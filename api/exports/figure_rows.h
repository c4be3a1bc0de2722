#pragma once

#include <string_view>

#include <boost/json/object.hpp>

#include "api/spreadsheet/sheet.h"

namespace closeloop::exports {

/// A table with a row for each figure: period, numerator, denominator, the value as it was written
/// (worked out, if only its counts were), its flag, what the rules make of it, and the limits that
/// hold there.
[[nodiscard]] spreadsheet::Sheet figures_sheet();

/// Adds the figures of a chart's model. `indicator` may be empty.
void add_figures(spreadsheet::Sheet& sheet, std::string_view indicator, std::string_view series,
                 std::string_view title, const boost::json::object& chart);

}  // namespace closeloop::exports
