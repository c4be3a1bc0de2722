#include "api/exports/measure_rows.h"

#include <boost/json/array.hpp>

#include "api/exports/cells.h"
#include "api/exports/figure_rows.h"
#include "api/pages/model.h"
#include "projections/measures/scorecard.h"
#include "projections/measures/series_chart.h"

namespace closeloop::exports {
namespace {

using boost::json::array;
using boost::json::object;

const array& list_of(const object& of, std::string_view name) {
  static const array nothing;
  const auto* value = of.if_contains(name);
  return value && value->is_array() ? value->get_array() : nothing;
}

/// Of the newest figure the trend knows the number; what is shown of it has its unit and words.
const object& newest_point(const object& row) {
  static const object nothing;
  const auto& points = list_of(part_of(row, "chart"), "points");
  return points.empty() ? nothing : points.back().as_object();
}

}  // namespace

std::vector<spreadsheet::Cell> measure_header() {
  return header({"indicator", "title", "signal", "reason", "latest_period", "latest_value", "unit",
                 "latest_flag", "latest_shown", "out_of", "points", "availability", "group",
                 "series_id", "source", "quality", "then_signal", "then_shown"});
}

std::vector<spreadsheet::Cell> measure_cells(const object& row) {
  const auto& signal = part_of(row, "signal");
  const auto& latest = part_of(row, "latest");
  const auto& newest = newest_point(row);
  const auto& then = part_of(row, "then");  // If it is compared with an earlier day.
  return {text_in(row, "id"),
          text_in(row, "title"),
          text_in(signal, "label"),
          text_in(signal, "reason"),
          text_in(latest, "period"),
          number_in(newest, "value"),
          text_in(part_of(row, "chart"), "unit"),
          text_in(newest, "flag"),
          text_in(latest, "shown"),
          written_in(latest, "outOf"),
          number_in(row, "points"),
          text_in(row, "availability"),
          text_in(row, "group"),
          text_in(row, "series"),
          text_in(row, "source"),
          text_in(part_of(row, "quality"), "grade"),
          text_in(part_of(then, "signal"), "label"),
          text_in(part_of(then, "latest"), "shown")};
}

void for_each_measure(const object& model,
                      const std::function<void(const object&, std::string_view)>& use) {
  for (const auto& section : list_of(model, "sections")) {
    const auto heading = std::string_view{section.at("heading").as_string()};
    for (const auto& row : list_of(section.as_object(), "measures")) use(row.as_object(), heading);
  }
  for (const auto& row : list_of(model, "measures")) use(row.as_object(), {});
}

Result<spreadsheet::Sheet> figures_of_measures(const object& model, const api::Seen& seen,
                                               Audience audience) {
  auto sheet = figures_sheet();
  Result<void> read = eventstore::allowed();
  for_each_measure(model, [&](const object& row, std::string_view) {
    if (!read || !row.contains("chart")) return;  // Without a chart there is nothing to show.
    const auto id = api::text_in(row, "id");
    const auto series = api::text_in(row, "series");
    // What is worked out from other measures has a chart and no series; of what is restricted, not
    // everyone sees the series.
    const bool by_measure = series.empty() || row.contains("restricted");
    const auto whole = by_measure ? measure(*seen.board, id, seen.asked_on, audience)
                                  : series_chart(*seen.board, series, seen.asked_on, audience);
    if (!whole) {
      read = whole.error();
      return;
    }
    add_figures(sheet, id, series, api::text_in(whole.value(), "title"),
                part_of(whole.value(), "chart"));
  });
  BOOST_OUTCOME_TRY(read);
  return sheet;
}

}  // namespace closeloop::exports
