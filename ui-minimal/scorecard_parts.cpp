#include "ui-minimal/scorecard_parts.h"

#include <boost/json/array.hpp>

#include "ui-minimal/charts/figure.h"
#include "ui-minimal/charts/sparkline.h"
#include "ui-minimal/component_options.h"

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

}  // namespace

void add_sign(json::object& row) {
  auto* signal = row.if_contains("signal");
  if (signal == nullptr || !signal->is_object()) return;
  auto& members = signal->get_object();
  members["sign"] = sign_of(said(members, "name"));
}

namespace {

void add_trend(json::object& row) {
  add_sign(row);
  const auto* chart = row.if_contains("chart");
  if (chart == nullptr || !chart->is_object()) return;
  const auto trend = charts::sparkline(chart->get_object());
  row.erase("chart");  // Drawn: a template has no use for its points.
  row["trend"] = trend;
}

}  // namespace

void add_scorecard_parts(std::string_view page, json::object& model) {
  if (page == "scorecard") {
    for_each_object(model, "sections", [](json::object& section) {
      for_each_object(section, "measures", add_trend);
      const auto* measures = section.if_contains("measures");
      section["measuresAny"] =
          measures != nullptr && measures->is_array() && !measures->get_array().empty();
    });
    for_each_object(model, "groups",
                    [](json::object& group) { for_each_object(group, "measures", add_sign); });
  }
  if (page == "question") for_each_object(model, "measures", add_trend);
  if (page == "measure") for_each_object(model, "others", add_sign);
  if (page != "measure" && page != "chart") return;
  add_sign(model);
  const auto* chart = model.if_contains("chart");
  if (chart == nullptr || !chart->is_object()) return;
  const auto figure = charts::figure(chart->get_object());
  model.erase("chart");
  model["figure"] = figure;
}

}  // namespace closeloop::ui
