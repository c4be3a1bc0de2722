#include "ui-minimal/component_options.h"

#include <utility>

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "ui-minimal/component.h"

namespace closeloop::ui {
namespace {

namespace json = boost::json;

std::string words_of(const json::value& value) {
  if (value.is_string()) return std::string(value.get_string());
  return value.is_null() ? std::string() : json::serialize(value);
}

void add_items(json::object& options, std::string_view name, void (*prepare)(json::object&)) {
  auto items = parts(options, name);
  for (auto& item : items) {
    add_content(item.get_object());
    if (prepare != nullptr) prepare(item.get_object());
  }
  options[name] = std::move(items);
}

void lacking(json::object& object, std::initializer_list<std::string_view> names) {
  for (const auto name : names) {
    if (!object.contains(name)) object[name] = nullptr;
  }
}

/// "titleText" or "titleHtml" as "titleContent".
void add_named_content(json::object& options, const std::string& name) {
  auto html = said(options, name + "Html");
  options[name + "Content"] = html.empty() ? escaped(said(options, name + "Text")) : html;
}

void prepare_button(json::object& options) {
  default_to(options, "type", "submit");
  options["classNames"] = "govuk-button" +
                          (is_said(options, "classes") ? " " + said(options, "classes") : "") +
                          (is_said(options, "isStartButton") ? " govuk-button--start" : "");
  options["preventDoubleClickSaid"] = yes_or_no(options, "preventDoubleClick");
  if (is_said(options, "isStartButton") && is_said(options, "html")) {
    options["content"] = "<span>" + said(options, "html") + "</span>";
  }
}

void prepare_error_message(json::object& options) {
  if (!options.contains("visuallyHiddenText")) options["visuallyHiddenText"] = "Error";
}

void prepare_fieldset(json::object& options) {
  auto legend = part(options, "legend");
  add_content(legend);
  lacking(legend, {"classes", "isPageHeading"});
  options["legend"] = std::move(legend);
}

void prepare_error_summary(json::object& options) {
  add_named_content(options, "title");
  add_named_content(options, "description");
  options["disableAutoFocusSaid"] = yes_or_no(options, "disableAutoFocus");
  add_items(options, "errorList", [](json::object& item) { lacking(item, {"href"}); });
}

void prepare_cell(json::object& cell) {
  lacking(cell, {"classes", "format", "colspan", "rowspan"});
}

void prepare_table(json::object& options) {
  add_items(options, "head", prepare_cell);
  json::array rows;
  const auto* given = options.if_contains("rows");
  if (given != nullptr && given->is_array()) {
    for (const auto& row : given->get_array()) {
      if (!row.is_array()) continue;
      json::object prepared{{"cells", row}};
      add_items(prepared, "cells", prepare_cell);
      auto& cells = prepared["cells"].get_array();
      for (auto& cell : cells) {
        cell.get_object()["isHeader"] =
            &cell == &cells.front() && is_said(options, "firstCellIsHeader");
      }
      rows.emplace_back(std::move(prepared));
    }
  }
  options["rows"] = std::move(rows);
}

void prepare_summary_list(json::object& options) {
  bool any_actions = false;
  auto rows = parts(options, "rows");
  for (auto& item : rows) {
    auto& row = item.get_object();
    const auto given = part(row, "actions");
    row["actionsClasses"] = said(given, "classes");
    row["actions"] = parts(given, "items");
    add_items(row, "actions", [](json::object& action) {
      lacking(action, {"classes", "href", "visuallyHiddenText"});
    });
    const auto count = row["actions"].get_array().size();
    row["severalActions"] = count > 1;
    any_actions = any_actions || count > 0;
    for (const auto* name : {"key", "value"}) {
      auto side = part(row, name);
      add_content(side);
      lacking(side, {"classes"});
      row[name] = std::move(side);
    }
    lacking(row, {"classes"});
  }
  for (auto& row : rows) {
    auto& object = row.get_object();
    object["noActions"] = any_actions && object["actions"].get_array().empty();
  }
  options["rows"] = std::move(rows);
}

void prepare_pagination(json::object& options) {
  default_to(options, "landmarkLabel", "Pagination");
  add_items(options, "items", [](json::object& item) {
    lacking(item, {"current", "ellipsis", "href", "number"});
    const auto* text = item.if_contains("visuallyHiddenText");
    item["said"] = text != nullptr ? words_of(*text) : "Page " + said(item, "number");
  });
  const bool block = parts(options, "items").empty();
  options["block"] = block && (is_said(options, "next") || is_said(options, "previous"));
  for (const auto& [name, otherwise] :
       {std::pair{"previous", "Previous<span class=\"govuk-visually-hidden\"> page</span>"},
        std::pair{"next", "Next<span class=\"govuk-visually-hidden\"> page</span>"}}) {
    auto link = part(options, name);
    if (is_said(link, "href")) {
      add_content(link);
      const auto content = said(link, "content");
      link["title"] = content.empty() ? otherwise : content;
      link["decorated"] = block && !is_said(link, "labelText");
      link["label"] = block ? said(link, "labelText") : "";
    } else {
      link.clear();
    }
    options[name] = std::move(link);
  }
}

void prepare_notification(json::object& options) {
  const bool success = said(options, "type") == "success";
  options["success"] = success;
  default_to(options, "role", success ? "alert" : "region");
  default_to(options, "titleId", "govuk-notification-banner-title");
  default_to(options, "titleHeadingLevel", "2");
  if (!is_said(options, "titleText")) options["titleText"] = success ? "Success" : "Important";
  add_named_content(options, "title");
  options["disableAutoFocusSaid"] = yes_or_no(options, "disableAutoFocus");
}

void prepare_breadcrumbs(json::object& options) {
  default_to(options, "labelText", "Breadcrumb");
  add_items(options, "items", [](json::object& item) { lacking(item, {"href"}); });
}

void prepare_skip_link(json::object& options) { default_to(options, "href", "#content"); }

void prepare_back_link(json::object& options) {
  default_to(options, "href", "#");
  if (said(options, "content").empty()) options["content"] = "Back";
}

}  // namespace

bool is_said(const json::object& options, std::string_view name) {
  const auto* value = options.if_contains(name);
  if (value == nullptr || value->is_null()) return false;
  if (value->is_bool()) return value->get_bool();
  if (value->is_string()) return !value->get_string().empty();
  return !value->is_int64() || value->get_int64() != 0;
}

std::string said(const json::object& options, std::string_view name) {
  const auto* value = options.if_contains(name);
  if (value == nullptr || value->is_object() || value->is_array() || value->is_bool()) return {};
  return words_of(*value);
}

json::object part(const json::object& options, std::string_view name) {
  const auto* value = options.if_contains(name);
  return value != nullptr && value->is_object() ? value->get_object() : json::object{};
}

json::array parts(const json::object& options, std::string_view name) {
  json::array found;
  const auto* value = options.if_contains(name);
  if (value == nullptr || !value->is_array()) return found;
  for (const auto& item : value->get_array()) {
    if (item.is_object() && !item.get_object().empty()) found.push_back(item);
  }
  return found;
}

void default_to(json::object& options, std::string_view name, std::string_view text) {
  if (!is_said(options, name)) options[name] = text;
}

std::string attributes_html(const json::object& attributes) {
  std::string html;
  for (const auto& [name, value] : attributes) {
    html += ' ';
    html += escaped(name);
    html += "=\"" + escaped(words_of(value)) + '"';
  }
  return html;
}

void add_content(json::object& options) {
  const auto html = said(options, "html");
  options["content"] = html.empty() ? escaped(said(options, "text")) : html;
  options["attributesHtml"] = attributes_html(part(options, "attributes"));
}

std::string yes_or_no(const json::object& options, std::string_view name) {
  const auto* value = options.if_contains(name);
  if (value == nullptr || !value->is_bool()) return {};
  return value->get_bool() ? "true" : "false";
}

Prepare preparation(std::string_view component) {
  static constexpr std::pair<std::string_view, Prepare> all[] = {
      {"button", prepare_button},
      {"error-message", prepare_error_message},
      {"fieldset", prepare_fieldset},
      {"input", prepare_text_field},
      {"textarea", prepare_text_field},
      {"select", prepare_select},
      {"radios", prepare_choices},
      {"checkboxes", prepare_choices},
      {"date-input", prepare_date},
      {"error-summary", prepare_error_summary},
      {"table", prepare_table},
      {"summary-list", prepare_summary_list},
      {"pagination", prepare_pagination},
      {"notification-banner", prepare_notification},
      {"breadcrumbs", prepare_breadcrumbs},
      {"skip-link", prepare_skip_link},
      {"back-link", prepare_back_link},
  };
  for (const auto& [name, prepare] : all) {
    if (name == component) return prepare;
  }
  return nullptr;
}

}  // namespace closeloop::ui
