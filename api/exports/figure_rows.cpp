#include "api/exports/figure_rows.h"

#include <boost/json/array.hpp>

#include "api/exports/cells.h"

namespace closeloop::exports {
namespace {

using boost::json::object;
using spreadsheet::Cell;

/// The limits that hold at a place; an empty object if there are none.
const object& segment_at(const object& chart, std::size_t place) {
  static const object none;
  const auto* segments = chart.if_contains("segments");
  if (!segments || !segments->is_array()) return none;
  for (const auto& value : segments->get_array()) {
    const auto& segment = value.as_object();
    const auto first = segment.at("first").to_number<std::size_t>();
    const auto count = segment.at("count").to_number<std::size_t>();
    if (place >= first && place - first < count) return segment;
  }
  return none;
}

Cell value_of(const object& point) {
  return point.contains("written") ? written_in(point, "written") : number_in(point, "value");
}

}  // namespace

spreadsheet::Sheet figures_sheet() {
  return {"Figures", {header({"indicator",   "series_id",    "title",  "period", "ends",
                              "numerator",   "denominator",  "value",  "unit",   "flag",
                              "shown",       "point_type",   "rule",   "mean",   "lower_limit",
                              "upper_limit", "trial_limits", "median", "chart",  "target",
                              "version"})}};
}

void add_figures(spreadsheet::Sheet& sheet, std::string_view indicator, std::string_view series,
                 std::string_view title, const object& chart) {
  const auto* points = chart.if_contains("points");
  if (!points || !points->is_array()) return;
  std::size_t place = 0;
  for (const auto& value : points->get_array()) {
    const auto& point = value.as_object();
    const auto& limits = segment_at(chart, place++);
    sheet.rows.push_back({spreadsheet::text_cell(std::string{indicator}),
                          spreadsheet::text_cell(std::string{series}),
                          spreadsheet::text_cell(std::string{title}),
                          text_in(point, "period"),
                          date_in(point, "ends"),
                          written_in(point, "numerator"),
                          written_in(point, "denominator"),
                          value_of(point),
                          text_in(chart, "unit"),
                          text_in(point, "flag"),
                          text_in(point, "shown"),
                          text_in(point, "type"),
                          text_in(point, "rule"),
                          number_in(limits, "mean"),
                          number_in(limits, "lower"),
                          number_in(limits, "upper"),
                          flag_in(limits, "trial"),
                          number_in(chart, "median"),
                          text_in(chart, "kind"),
                          text_in(point, "target"),
                          number_in(point, "version")});
  }
}

}  // namespace closeloop::exports
