#pragma once

#include <functional>
#include <vector>

#include <boost/json/object.hpp>

#include "api/seen.h"
#include "api/spreadsheet/sheet.h"
#include "projections/measures/audience.h"

namespace closeloop::exports {

/// A row of a scorecard or of a question's panel of numbers as cells: id, title, signal, reason,
/// newest figure, and how many it rests on.
[[nodiscard]] std::vector<spreadsheet::Cell> measure_cells(const boost::json::object& row);
/// The names of those columns.
[[nodiscard]] std::vector<spreadsheet::Cell> measure_header();

/// Calls `use` for each measure of an answer, whether they stand in sections or in one list, with
/// the heading it stands under.
void for_each_measure(
    const boost::json::object& model,
    const std::function<void(const boost::json::object& row, std::string_view heading)>& use);

/// The figures of every measure that has a chart in the answer, each as the chart of its series
/// gives them.
[[nodiscard]] Result<spreadsheet::Sheet> figures_of_measures(const boost::json::object& model,
                                                             const api::Seen& seen,
                                                             Audience audience);

}  // namespace closeloop::exports
