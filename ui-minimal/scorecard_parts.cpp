#include "ui-minimal/scorecard_parts.h"

#include <initializer_list>
#include <string>

#include <boost/json/array.hpp>

#include "ui-minimal/charts/figure.h"
#include "ui-minimal/charts/sparkline.h"
#include "ui-minimal/component.h"
#include "ui-minimal/component_options.h"
#include "ui-minimal/links.h"

namespace closeloop::ui {
namespace {

namespace json = boost::json;

/// A sign beside the word, so that nothing is told by colour alone.
std::string_view sign_of(std::string_view signal) {
  if (signal == "improvement") return "◆";
  if (signal == "concern") return "■";
  if (signal == "noChange") return "○";
  if (signal == "high" || signal == "shift") return "▲";
  if (signal == "low") return "▼";
  if (signal == "cannotTell") return "?";
  if (signal == "meets") return "✓";
  if (signal == "fails") return "✗";
  if (signal == "hitAndMiss") return "±";
  return "–";
}

template <typename Use>
void for_each_object(json::object& model, std::string_view name, Use&& use) {
  auto* list = model.if_contains(name);
  if (list == nullptr || !list->is_array()) return;
  for (auto& each : list->get_array()) {
    if (each.is_object()) use(each.get_object());
  }
}

/// A template would look further out for a name that an item lacks.
void must_have(json::object& item, std::initializer_list<std::string_view> names) {
  for (const auto name : names) item.emplace(name, nullptr);
}

}  // namespace

void add_sign(json::object& row) {
  for (const auto* name : {"signal", "assurance"}) {
    auto* signal = row.if_contains(name);
    if (signal == nullptr || !signal->is_object()) continue;
    auto& members = signal->get_object();
    members["sign"] = sign_of(said(members, "name"));
  }
}

namespace {

void add_trend(json::object& row) {
  must_have(row, {"latest", "quality", "assurance", "narrative", "narrativeWanted", "base",
                  "source", "then"});
  add_sign(row);
  if (auto* then = row.if_contains("then"); then->is_object()) {
    must_have(then->get_object(), {"latest"});
    add_sign(then->get_object());
  }
  const auto* chart = row.if_contains("chart");
  if (chart == nullptr || !chart->is_object()) return;
  const auto trend = charts::sparkline(chart->get_object());
  row.erase("chart");  // Drawn: a template has no use for its points.
  row["trend"] = trend;
}

/// The measures of a table, and whether it has a column for an earlier day.
void add_table(json::object& table, bool compares) {
  for_each_object(table, "measures", add_trend);
  const auto* measures = table.if_contains("measures");
  table["measuresAny"] =
      measures != nullptr && measures->is_array() && !measures->get_array().empty();
  table["compares"] = compares;
}

void add_breakdowns(json::object& model) {
  const auto query = Query{model};
  for_each_object(model, "breakdowns", [&](json::object& breakdown) {
    must_have(breakdown, {"sentence", "scale", "total"});
    const auto add_row = [](json::object& row) {
      must_have(row, {"page", "scale", "agency", "series"});
      for_each_object(row, "cells", [](json::object& cell) { must_have(cell, {"n", "outOf"}); });
    };
    for_each_object(breakdown, "rows", add_row);
    if (auto* total = breakdown.if_contains("total"); total->is_object()) {
      add_row(total->get_object());
    }
    if (is_said(breakdown, "canRestrict")) {
      breakdown["restrictHref"] =
          query.with("agencies", "notMainlyChildren").at(said(model, "path"));
    }
    if (is_said(breakdown, "restricted")) {
      breakdown["allHref"] = query.without({"agencies"}).at(said(model, "path"));
    }
    must_have(breakdown, {"restrictHref", "allHref"});
  });
}

void add_late(json::object& model) {
  for_each_object(model, "late", [](json::object& figure) {
    must_have(figure, {"event", "recordedOn"});
  });
}

/// What one may choose on a scorecard: a stage of the journey, and an earlier day to compare with.
void add_scorecard_form(json::object& model) {
  const auto query = Query{model}.without({"min_position"});
  json::array stages{json::object{{"value", ""}, {"text", "all stages"}}};
  for_each_object(model, "journey", [&](json::object& stage) {
    const auto name = said(stage, "name");
    if (name.empty()) return;
    const bool chosen = is_said(stage, "selected");
    stages.push_back(json::object{{"value", name}, {"text", said(stage, "label")}});
    stage["href"] = query.with("journey_stage", chosen ? "" : name).at(said(model, "path"));
  });
  json::array fields;
  if (stages.size() > 1) {
    fields.push_back(json::object{
        {"html", component("select", {{"id", "journey-stage"},
                                      {"name", "journey_stage"},
                                      {"label", json::object{{"text", "Stage of the journey"}}},
                                      {"items", std::move(stages)},
                                      {"value", query["journey_stage"]}})}});
  }
  fields.push_back(json::object{
      {"html",
       component("input", {{"id", "then"},
                           {"name", "then"},
                           {"label", json::object{{"text", "Compare with what was known on"}}},
                           {"type", "date"},
                           {"classes", "date"},
                           {"value", query["then"]}})}});
  model["formFields"] = std::move(fields);
  model["formKept"] = query.without({"journey_stage", "then"}).fields();
  if (!query["then"].empty()) {
    model["withoutThenHref"] = query.without({"then"}).at(said(model, "path"));
  }
}

void add_scorecard(json::object& model) {
  const bool compares = model.contains("comparison");
  for_each_object(model, "sections", [&](json::object& section) {
    must_have(section, {"questionPage"});
    add_table(section, compares);
  });
  for_each_object(model, "groups", [](json::object& group) {
    must_have(group, {"sentence"});
    for_each_object(group, "measures", add_sign);
  });
  for_each_object(model, "journey", [](json::object& stage) { must_have(stage, {"href"}); });
  add_scorecard_form(model);
}

/// A status that is chosen is left out by its own link.
void add_statuses(json::object& model) {
  const auto query = Query{model}.without({"min_position", "cursor"});
  for_each_object(model, "statuses", [&](json::object& status) {
    const auto name = is_said(status, "selected") ? std::string{} : said(status, "name");
    status["href"] = query.with("status", name).at(said(model, "path"));
  });
}

void add_inventory(json::object& model) {
  add_statuses(model);
  for_each_object(model, "rows", [](json::object& row) {
    must_have(row, {"source", "contact", "note", "event"});
    if (!is_said(row, "askedOn")) must_have(row, {"askedOnWords"});
  });
}

/// What meets a rule where there are too few points to judge is in the data, and not claimed.
void leave_judged(json::object& model) {
  auto* special = model.if_contains("special");
  if (special == nullptr || !special->is_array()) return;
  json::array judged;
  for (auto& point : special->get_array()) {
    if (point.is_object() && is_said(point.get_object(), "judged")) judged.push_back(point);
  }
  *special = std::move(judged);
}

void add_chart(json::object& model) {
  add_sign(model);
  leave_judged(model);
  auto* chart = model.if_contains("chart");
  if (chart == nullptr || !chart->is_object()) return;
  const auto figure = charts::figure(chart->get_object());
  model.erase("chart");
  model["figure"] = figure;
}

/// What a measure without a number is read from: each with its chart.
void add_pattern(json::object& model) {
  auto* pattern = model.if_contains("pattern");
  if (pattern == nullptr || !pattern->is_object()) return;
  for_each_object(pattern->get_object(), "parts", [](json::object& part) {
    must_have(part, {"latest", "share", "figure"});
    add_chart(part);
  });
  for_each_object(pattern->get_object(), "balancedBy", [](json::object& part) {
    must_have(part, {"latest"});
    add_sign(part);
  });
}

}  // namespace

void add_scorecard_parts(std::string_view page, json::object& model) {
  if (page == "scorecard") add_scorecard(model);
  if (page == "question") add_table(model, false);
  if (page == "inventory") add_inventory(model);
  if (page == "data_returns") {
    add_statuses(model);
    const auto* requested = model.if_contains("requested");
    model["anyRequested"] = requested != nullptr && *requested != 0;
  }
  if (page == "measure") {
    for_each_object(model, "others", [](json::object& other) {
      must_have(other, {"latest"});
      add_sign(other);
    });
    add_breakdowns(model);
    add_pattern(model);
  }
  if (page == "measure" || page == "chart") add_chart(model);
  add_late(model);
}

}  // namespace closeloop::ui
