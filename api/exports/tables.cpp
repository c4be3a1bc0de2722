#include "api/exports/tables.h"

#include <algorithm>
#include <array>

#include <boost/json/array.hpp>

#include "api/exports/cells.h"
#include "api/exports/figure_rows.h"
#include "api/exports/measure_rows.h"
#include "api/pages/model.h"

namespace closeloop::exports {
namespace {

using boost::json::array;
using boost::json::object;
using spreadsheet::Cell;
using spreadsheet::Sheet;
using Tables = std::vector<Sheet>;

constexpr std::array<Layout, 6> layouts = {{
    {"ScorecardList", "", "scorecards"},
    {"Scorecard", "Scorecard", "scorecard"},
    {"MeasureOf", "Measure", "measure"},
    {"SeriesChart", "Series", "chart"},
    {"QuestionPanels", "Question", "question"},
    {"DataReturns", "", "data-returns"},
}};

Cell text(std::string_view words) { return spreadsheet::text_cell(std::string{words}); }

/// Adds a table with a row for each item of a list; none if the list is empty or not there.
template <typename Row>
void add_list(Tables& tables, const object& model, std::string_view list, std::string_view name,
              std::initializer_list<std::string_view> columns, Row&& row) {
  const auto* items = model.if_contains(list);
  if (!items || !items->is_array() || items->get_array().empty()) return;
  Sheet sheet{std::string{name}, {header(columns)}};
  for (const auto& item : items->get_array()) sheet.rows.push_back(row(item.as_object()));
  tables.push_back(std::move(sheet));
}

Sheet scorecards_sheet(const object& model) {
  constexpr std::array<std::string_view, 9> signals = {"improvement", "noChange", "concern",
                                                       "cannotTell",  "high",     "low",
                                                       "shift",       "tooFew",   "noData"};
  Sheet sheet{"Scorecards",
              {header({"scorecard", "title", "sentence", "improvement", "no_change", "concern",
                       "cannot_tell", "high", "low", "shift", "too_few", "no_data"})}};
  for (const auto& item : model.at("scorecards").as_array()) {
    const auto& card = item.as_object();
    std::vector<Cell> row{text_in(card, "id"), text_in(card, "title"), text_in(card, "sentence")};
    for (const auto signal : signals) {
      const auto& counted = part_of(card, "signals");
      row.push_back(counted.contains(signal) ? number_in(counted, signal)
                                             : spreadsheet::number_cell(0));
    }
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

Sheet measures_sheet(const object& model) {
  auto names = measure_header();
  names.insert(names.begin(), text("heading"));
  Sheet sheet{"Measures", {std::move(names)}};
  for_each_measure(model, [&](const object& row, std::string_view heading) {
    auto cells = measure_cells(row);
    cells.insert(cells.begin(), text(heading));
    sheet.rows.push_back(std::move(cells));
  });
  return sheet;
}

/// The three panels and the answers as one table: which panel, then what a measure has, then what
/// only the others have.
Sheet panels_sheet(const object& model) {
  auto names = measure_header();
  const auto width = names.size();
  names.front() = text("id");
  names.insert(names.begin(), text("panel"));
  for (const auto* more : {"stage", "confidence", "on"}) names.push_back(text(more));
  Sheet sheet{"Panels", {std::move(names)}};
  const auto add = [&](std::string_view panel, std::vector<Cell> cells, std::array<Cell, 3> more) {
    cells.insert(cells.begin(), text(panel));
    cells.resize(width + 1);
    cells.insert(cells.end(), more.begin(), more.end());
    sheet.rows.push_back(std::move(cells));
  };
  for_each_measure(
      model, [&](const object& row, std::string_view) { add("numbers", measure_cells(row), {}); });
  for (const auto& item : model.at("audits").as_array()) {
    const auto& row = item.as_object();
    add("audits", {text_in(row, "id"), text_in(row, "label")},
        {text_in(part_of(row, "stage"), "label"), {}, {}});
  }
  for (const auto& item : model.at("voices").as_array()) {
    const auto& row = item.as_object();
    add("voices", {text_in(row, "id"), text_in(row, "label")}, {});
  }
  for (const auto& item : model.at("answers").as_array()) {
    const auto& row = item.as_object();
    add("answers", {{}, text_in(row, "answer")},
        {Cell{}, text_in(row, "confidence"), date_in(row, "on")});
  }
  if (model.contains("assurance")) {
    const auto& row = part_of(model, "assurance");
    add("assurance", {{}, text_in(row, "sentence"), {}, text_in(row, "basis")},
        {Cell{}, text_in(part_of(row, "level"), "label"), date_in(row, "on")});
  }
  return sheet;
}

/// Each category of each breakdown in each period, and the totals.
void add_breakdowns(Tables& tables, const object& model) {
  Sheet sheet{"Breakdowns",
              {header({"breakdown", "category", "agency", "series_id", "period", "shown", "flag",
                       "numerator", "out_of"})}};
  const auto add_row = [&](const object& breakdown, const object& row) {
    for (const auto& item : row.at("cells").as_array()) {
      const auto& one = item.as_object();
      sheet.rows.push_back({text_in(breakdown, "label"), text_in(row, "category"),
                            text_in(row, "agency"), text_in(row, "series"), text_in(one, "period"),
                            text_in(one, "shown"), text_in(one, "flag"), written_in(one, "n"),
                            written_in(one, "outOf")});
    }
  };
  for (const auto& value : model.at("breakdowns").as_array()) {
    const auto& breakdown = value.as_object();
    for (const auto& row : breakdown.at("rows").as_array()) add_row(breakdown, row.as_object());
    if (breakdown.contains("total")) add_row(breakdown, part_of(breakdown, "total"));
  }
  if (sheet.rows.size() > 1) tables.push_back(std::move(sheet));
}

/// What came late to a moment in the past, or has changed since.
void add_late(Tables& tables, const object& model) {
  add_list(tables, model, "late", "Came late",
           {"series_id", "title", "period", "what", "known", "held", "recorded_on"},
           [](const object& one) {
             return std::vector{text_in(one, "series"),    text_in(one, "title"),
                                text_in(one, "period"),    text_in(one, "what"),
                                text_in(one, "known"),     text_in(one, "held"),
                                date_in(one, "recordedOn")};
           });
}

Sheet returns_sheet(const object& model) {
  Sheet sheet{
      "Returns",
      {header({"return", "title", "agency", "period", "due", "status", "received_on", "quality"})}};
  for (const auto& item : model.at("rows").as_array()) {
    const auto& row = item.as_object();
    sheet.rows.push_back({text_in(row, "id"), text_in(row, "label"), text_in(row, "agency"),
                          text_in(row, "period"), date_in(row, "due"), text_in(row, "status"),
                          date_in(row, "receivedOn"), text_in(row, "grade")});
  }
  return sheet;
}

Tables tables_of_measure(const object& model) {
  Tables tables{figures_sheet()};
  const auto& series = part_of(model, "series");
  add_figures(tables.front(), api::text_in(model, "id"), api::text_in(series, "id"),
              api::text_in(series, "label"), part_of(model, "chart"));
  add_list(
      tables, model, "narratives", "What was said", {"period", "narrative", "on"},
      [](const object& one) {
        return std::vector{text_in(one, "period"), text_in(one, "narrative"), date_in(one, "on")};
      });
  add_list(tables, model, "others", "Other series",
           {"series_id", "title", "area", "category", "agency", "latest_period", "latest_shown",
            "signal", "reason"},
           [](const object& one) {
             const auto& latest = part_of(one, "latest");
             const auto& signal = part_of(one, "signal");
             return std::vector{
                 text_in(one, "id"),       text_in(one, "title"),    text_in(one, "area"),
                 text_in(one, "category"), text_in(one, "agency"),   text_in(latest, "period"),
                 text_in(latest, "shown"), text_in(signal, "label"), text_in(signal, "reason")};
           });
  add_list(tables, model, "benchmarks", "Benchmarks",
           {"area", "period", "value", "published_on", "source"}, [](const object& one) {
             return std::vector{text_in(one, "area"), text_in(one, "period"),
                                written_in(one, "value"), date_in(one, "publishedOn"),
                                text_in(one, "source")};
           });
  add_list(tables, model, "actions", "Actions", {"action", "title", "stage", "due", "delivered_on"},
           [](const object& one) {
             return std::vector{text_in(one, "id"), text_in(one, "label"),
                                text_in(part_of(one, "stage"), "label"), date_in(one, "due"),
                                date_in(one, "deliveredOn")};
           });
  add_breakdowns(tables, model);
  add_late(tables, model);
  return tables;
}

Tables tables_of_chart(const object& model) {
  Tables tables{figures_sheet()};
  add_figures(tables.front(), api::text_in(part_of(model, "indicator"), "id"),
              api::text_in(model, "id"), api::text_in(model, "title"), part_of(model, "chart"));
  add_list(tables, model, "revisions", "Revised", {"period", "value_before", "version"},
           [](const object& one) {
             return std::vector{text_in(one, "period"), written_in(one, "value"),
                                number_in(one, "version")};
           });
  add_late(tables, model);
  return tables;
}

}  // namespace

const Layout* find_layout(std::string_view answers) {
  const auto* found = std::ranges::find(layouts, answers, &Layout::answers);
  return found == layouts.end() ? nullptr : found;
}

Result<Tables> tables_of(const Layout& layout, const object& model, const api::Seen& seen,
                         Audience audience) {
  if (layout.answers == "ScorecardList") return Tables{scorecards_sheet(model)};
  if (layout.answers == "MeasureOf") return tables_of_measure(model);
  if (layout.answers == "SeriesChart") return tables_of_chart(model);
  if (layout.answers == "DataReturns") return Tables{returns_sheet(model)};
  Tables tables{layout.answers == "Scorecard" ? measures_sheet(model) : panels_sheet(model)};
  BOOST_OUTCOME_TRY(auto figures, figures_of_measures(model, seen, audience));
  tables.push_back(std::move(figures));
  add_late(tables, model);
  return tables;
}

std::vector<std::string> indicators_in(const Layout& layout, const object& model) {
  std::vector<std::string> ids;
  if (layout.answers == "MeasureOf") ids.emplace_back(api::text_in(model, "id"));
  if (layout.answers == "SeriesChart") {
    if (const auto id = api::text_in(part_of(model, "indicator"), "id"); !id.empty())
      ids.emplace_back(id);
  }
  for_each_measure(model, [&](const object& row, std::string_view) {
    ids.emplace_back(api::text_in(row, "id"));
  });
  return ids;
}

}  // namespace closeloop::exports
