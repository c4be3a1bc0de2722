#include "ui-minimal/command_parts.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "ui-minimal/component.h"
#include "ui-minimal/component_options.h"

namespace closeloop::ui {
namespace {

namespace json = boost::json;

std::string label_of(const json::object& field) {
  return said(field, "label") + (is_said(field, "optional") ? " (optional)" : "");
}

/// A dot would do in an id, but not in a style or a script that looks for it.
std::string id_of(const json::object& field) {
  auto id = said(field, "name");
  std::ranges::replace(id, '.', '-');
  return id;
}

/// The options that every component has: its name, hint and error.
json::object options_of(const json::object& field) {
  json::object options{{"name", said(field, "name")}};
  if (is_said(field, "hint")) options["hint"] = json::object{{"text", said(field, "hint")}};
  if (is_said(field, "error")) {
    options["errorMessage"] = json::object{{"text", said(field, "error")}};
  }
  return options;
}

json::object legend_of(const json::object& field) {
  return {{"legend", json::object{{"text", label_of(field)}}}};
}

std::string text_field(const json::object& field, std::string_view kind) {
  auto options = options_of(field);
  options["id"] = id_of(field);
  options["label"] = json::object{{"text", label_of(field)}};
  options["value"] = said(field, "value");
  if (kind == "number") {
    options["classes"] = "govuk-input--width-5";
    options["inputmode"] = "numeric";
  }
  if (kind == "decimal") {
    options["classes"] = "govuk-input--width-10";
    options["inputmode"] = "decimal";
  }
  if (kind == "area") options["rows"] = "5";
  if (kind == "lines") options["rows"] = "3";
  return component(kind == "area" || kind == "lines" ? "textarea" : "input", std::move(options));
}

json::array items_of(const json::object& field) {
  json::array items;
  for (const auto& value : parts(field, "choices")) {
    const auto& choice = value.get_object();
    items.push_back(
        json::object{{"value", said(choice, "value")}, {"text", said(choice, "label")}});
  }
  return items;
}

std::string select_field(const json::object& field) {
  auto options = options_of(field);
  options["id"] = id_of(field);
  options["label"] = json::object{{"text", label_of(field)}};
  json::array items{json::object{{"value", ""},
                                 {"text", is_said(field, "optional") ? "Not said" : "Choose one"}}};
  for (auto& item : items_of(field)) items.push_back(std::move(item));
  options["items"] = std::move(items);
  options["value"] = said(field, "value");
  return component("select", std::move(options));
}

/// A list to choose from, and a box under it for what is not among the choices.
std::string known_field(const json::object& field) {
  return select_field(field) +
         component("input", {{"id", id_of(field) + "-other"},
                             {"name", said(field, "name")},
                             {"label", json::object{{"text", said(field, "otherLabel")}}},
                             {"hint", json::object{{"text", said(field, "otherHint")}}},
                             {"classes", "govuk-input--width-20"},
                             {"value", said(field, "other")}});
}

std::string radios_field(const json::object& field) {
  auto options = options_of(field);
  options["idPrefix"] = said(field, "name");
  options["fieldset"] = legend_of(field);
  auto items = items_of(field);
  if (is_said(field, "optional"))
    items.push_back(json::object{{"value", ""}, {"text", "Not said"}});
  options["items"] = std::move(items);
  if (is_said(field, "value")) options["value"] = said(field, "value");
  return component("radios", std::move(options));
}

std::string flag_field(const json::object& field) {
  auto options = options_of(field);
  options["idPrefix"] = said(field, "name");
  options["items"] = json::array{json::object{
      {"value", "true"}, {"text", label_of(field)}, {"checked", is_said(field, "value")}}};
  return component("checkboxes", std::move(options));
}

/// Boxes to tick, and lines under them for what is not among the choices.
std::string several_field(const json::object& field) {
  auto options = options_of(field);
  options["idPrefix"] = said(field, "name");
  options["fieldset"] = legend_of(field);
  options["classes"] = "govuk-checkboxes--small";
  options["items"] = items_of(field);
  if (const auto* values = field.if_contains("values")) options["values"] = *values;
  auto html = component("checkboxes", std::move(options));
  if (!is_said(field, "othersLabel")) return html;
  html += component("textarea", {{"id", said(field, "name") + "-others"},
                                 {"name", said(field, "name")},
                                 {"rows", "2"},
                                 {"label", json::object{{"text", said(field, "othersLabel")}}},
                                 {"hint", json::object{{"text", said(field, "othersHint")}}},
                                 {"value", said(field, "others")}});
  return html;
}

std::string date_field(const json::object& field) {
  auto options = options_of(field);
  options["id"] = id_of(field);
  options["namePrefix"] = said(field, "name");
  options["fieldset"] = legend_of(field);
  json::array items;
  for (const auto* box : {"day", "month", "year"}) {
    items.push_back(json::object{{"name", box}, {"value", said(field, box)}});
  }
  options["items"] = std::move(items);
  return component("date-input", std::move(options));
}

std::string field_html(const json::object& field);

std::string group_field(const json::object& field) {
  std::string html;
  for (const auto& value : parts(field, "sets")) {
    const auto& set = value.get_object();
    std::string inner;
    for (const auto& each : parts(set, "fields")) inner += field_html(each.get_object());
    html += component(
        "fieldset",
        {{"legend", json::object{{"text", said(set, "label") +
                                              (is_said(set, "required") ? "" : " (optional)")},
                                 {"classes", "govuk-fieldset__legend--s"}}},
         {"html", inner}});
  }
  return html;
}

std::string field_html(const json::object& field) {
  const auto control = said(field, "control");
  if (control == "select") return select_field(field);
  if (control == "known") return known_field(field);
  if (control == "radios") return radios_field(field);
  if (control == "flag") return flag_field(field);
  if (control == "several") return several_field(field);
  if (control == "date") return date_field(field);
  if (control == "group") return group_field(field);
  return text_field(field, control);
}

std::string fields_html(const json::object& model, std::string_view name) {
  std::string html;
  for (const auto& each : parts(model, name)) html += field_html(each.get_object());
  return html;
}

std::string summary_html(const json::object& of, std::string_view name) {
  json::array rows;
  for (const auto& each : parts(of, name)) {
    const auto& line = each.get_object();
    rows.push_back(json::object{{"key", json::object{{"text", said(line, "label")}}},
                                {"value", json::object{{"text", said(line, "value")}}}});
  }
  return rows.empty() ? std::string() : component("summary-list", {{"rows", std::move(rows)}});
}

std::string error_summary(const json::object& model) {
  json::array list;
  for (const auto& each : parts(model, "errors")) {
    const auto& error = each.get_object();
    json::object item{{"text", said(error, "sentence")}};
    if (is_said(error, "anchor")) item["href"] = "#" + said(error, "anchor");
    list.push_back(std::move(item));
  }
  if (list.empty()) return {};
  return component("error-summary",
                   {{"titleText", "There is a problem"}, {"errorList", std::move(list)}});
}

}  // namespace

void add_command_parts(json::object& model) {
  model["fieldsHtml"] = fields_html(model, "fields");
  model["sourceHtml"] = fields_html(model, "source");
  model["moreHtml"] = fields_html(model, "more");
  model["errorSummary"] = error_summary(model);
  model["buttonHtml"] =
      component("button", {{"text", said(model, "button")}, {"preventDoubleClick", true}});
  model["changeHtml"] = component("button", {{"text", "Change the answers"},
                                             {"classes", "govuk-button--secondary"},
                                             {"name", "_change"},
                                             {"value", "yes"}});
  if (is_said(model, "backPage")) {
    model["backLink"] = component("back-link", {{"href", said(model, "backPage")}});
  }
  model["answersHtml"] = summary_html(model, "answers");
  const auto stale = part(model, "stale");
  model["sentHtml"] = summary_html(stale, "sent");
  model["nowHtml"] = summary_html(stale, "now");
}

}  // namespace closeloop::ui
