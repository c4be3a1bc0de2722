#include <algorithm>
#include <utility>

#include <boost/json/value.hpp>

#include "ui-minimal/component.h"
#include "ui-minimal/component_options.h"

namespace closeloop::ui {
namespace {

namespace json = boost::json;

void add_word(std::string& words, const std::string& word) {
  if (word.empty()) return;
  if (!words.empty()) words += ' ';
  words += word;
}

/// A label, hint or error message as HTML, with options that its field knows; empty if the field
/// does not have one.
std::string piece(std::string_view name, const json::object& options, std::string_view of,
                  std::string_view id_name, const std::string& id, std::string_view classes = {}) {
  if (!is_said(options, of)) return {};
  auto own = part(options, of);
  own[id_name] = id;
  auto all = std::string(classes);
  add_word(all, said(own, "classes"));
  own["classes"] = all;
  return component(name, std::move(own));
}

/// Adds hintHtml, errorHtml and the group's options; returns the ids that describe the field.
std::string describe(json::object& options, const std::string& id, std::string described_by) {
  options["hintHtml"] = piece("hint", options, "hint", "id", id + "-hint");
  if (is_said(options, "hint")) add_word(described_by, id + "-hint");
  options["errorHtml"] = piece("error-message", options, "errorMessage", "id", id + "-error");
  if (is_said(options, "errorMessage")) add_word(described_by, id + "-error");
  const auto group = part(options, "formGroup");
  options["groupClasses"] = said(group, "classes");
  options["groupAttributesHtml"] = attributes_html(part(group, "attributes"));
  return described_by;
}

void add_affix(json::object& options, std::string_view name) {
  auto affix = part(options, name);
  add_content(affix);
  if (said(affix, "content").empty()) {
    affix.clear();
  } else {
    affix.emplace("classes", nullptr);
    options["hasAffix"] = true;
  }
  options[name] = std::move(affix);
}

bool equal(const json::object& object, std::string_view name, const json::value& value) {
  const auto* own = object.if_contains(name);
  return own != nullptr && *own == value;
}

/// Whether an item is chosen: as it says itself, else as the field's value says.
bool is_chosen(const json::object& item, std::string_view own, bool by_value) {
  if (const auto* chosen = item.if_contains(own); chosen != nullptr && chosen->is_bool()) {
    return chosen->get_bool();
  }
  return by_value;
}

bool is_among(const json::object& options, const json::object& item) {
  const auto* values = options.if_contains("values");
  const auto* own = item.if_contains("value");
  if (values == nullptr || own == nullptr || !values->is_array()) return false;
  return std::ranges::find(values->get_array(), *own) != values->get_array().end();
}

void prepare_choice(json::object& item, const json::object& options, const std::string& id,
                    std::string_view kind, const std::string& field_described_by) {
  item["itemId"] = id;
  item["itemName"] = is_said(item, "name") ? said(item, "name") : said(options, "name");
  const bool valued = is_said(options, "value") && equal(item, "value", options.at("value"));
  item["isChecked"] = is_chosen(item, "checked", valued || is_among(options, item));
  item["conditionalHtml"] = said(part(item, "conditional"), "html");
  const auto prefix = "govuk-" + std::string(kind);

  auto label = part(item, "label");
  for (const auto* name : {"text", "html"}) label[name] = said(item, name);
  const json::object labelled{{"label", std::move(label)}};
  item["labelHtml"] = piece("label", labelled, "label", "for", id, prefix + "__label");
  const auto hint = part(item, "hint");
  const bool hinted = is_said(hint, "text") || is_said(hint, "html");
  const auto hint_id = id + "-item-hint";
  item["itemHintHtml"] =
      hinted ? piece("hint", item, "hint", "id", hint_id, prefix + "__hint") : std::string();
  auto described_by = field_described_by;
  if (hinted) add_word(described_by, hint_id);
  item["itemDescribedBy"] = described_by;
  add_content(item);
  for (const auto* name : {"divider", "disabled", "behaviour", "value"}) {
    item.emplace(name, nullptr);
  }
}

/// One of a date's boxes.
std::string date_box(const json::object& options, const json::object& item, bool any_error) {
  const auto name = said(item, "name");
  auto classes = said(item, "classes");
  const bool marked = classes.find("govuk-input--error") != std::string::npos;
  const bool errs = is_said(item, "error") || marked;
  const bool fine = item.contains("error") && !is_said(item, "error");
  std::string all = "govuk-date-input__input";
  if (!marked && (errs || (!fine && is_said(options, "errorMessage") && !any_error))) {
    add_word(all, "govuk-input--error");
  }
  if (classes.find("govuk-input--width-") == std::string::npos) {
    add_word(all, name == "year" ? "govuk-input--width-4" : "govuk-input--width-2");
  }
  add_word(all, classes);
  const auto prefix = said(options, "namePrefix");
  const auto full_name = prefix.empty() ? name : prefix + "-" + name;
  auto label = is_said(item, "label") ? said(item, "label") : name;
  if (!label.empty() && label[0] >= 'a' && label[0] <= 'z') label[0] = char(label[0] - 'a' + 'A');
  const auto values = part(options, "values");
  json::object input{
      {"label", json::object{{"text", label}, {"classes", "govuk-date-input__label"}}},
      {"id", is_said(item, "id") ? said(item, "id") : said(options, "id") + "-" + name},
      {"classes", all},
      {"name", full_name},
      {"value", item.contains("value") ? said(item, "value") : said(values, full_name)},
      {"inputmode", is_said(item, "inputmode") ? said(item, "inputmode") : "numeric"}};
  for (const auto* also : {"autocomplete", "pattern", "attributes"}) {
    if (const auto* value = item.if_contains(also)) input[also] = *value;
  }
  return component("input", std::move(input));
}

}  // namespace

void prepare_text_field(json::object& options) {
  const auto id = is_said(options, "id") ? said(options, "id") : said(options, "name");
  options["id"] = id;
  options["labelHtml"] = piece("label", options, "label", "for", id);
  options["describedBy"] = describe(options, id, said(options, "describedBy"));
  default_to(options, "type", "text");
  default_to(options, "rows", "5");
  options["spellcheckSaid"] = yes_or_no(options, "spellcheck");
  options["valueHtml"] = escaped(said(options, "value"));
  add_affix(options, "prefix");
  add_affix(options, "suffix");
}

void prepare_select(json::object& options) {
  const auto id = is_said(options, "id") ? said(options, "id") : said(options, "name");
  options["id"] = id;
  options["labelHtml"] = piece("label", options, "label", "for", id);
  options["describedBy"] = describe(options, id, said(options, "describedBy"));
  auto items = parts(options, "items");
  for (auto& value : items) {
    auto& item = value.get_object();
    const bool valued = is_said(options, "value") &&
                        equal(item, item.contains("value") ? "value" : "text", options["value"]);
    item["selected"] = is_chosen(item, "selected", valued);
    const auto* own = item.if_contains("value");
    item["valueHtml"] = own != nullptr ? attributes_html({{"value", *own}}) : std::string();
    item["attributesHtml"] = attributes_html(part(item, "attributes"));
    item.emplace("disabled", nullptr);
  }
  options["items"] = std::move(items);
}

void prepare_choices(json::object& options) {
  const auto id = is_said(options, "idPrefix") ? said(options, "idPrefix") : said(options, "name");
  const auto fieldset = part(options, "fieldset");
  const auto given = is_said(fieldset, "describedBy") ? said(fieldset, "describedBy")
                                                      : said(options, "describedBy");
  options["describedBy"] = describe(options, id, given);
  const auto kind = said(options, "component");
  // Without a fieldset to describe, each checkbox is described by what describes them all.
  const bool bare = kind == "checkboxes" && !is_said(options, "fieldset");
  auto items = parts(options, "items");
  std::size_t count = 0;
  const auto* listed = options.if_contains("items");
  if (listed != nullptr && listed->is_array()) {
    auto item = items.begin();
    for (const auto& place : listed->get_array()) {  // One that is left out has its number too.
      ++count;
      if (!place.is_object() || place.get_object().empty()) continue;
      auto& object = (item++)->get_object();
      const auto own = is_said(object, "id")
                           ? said(object, "id")
                           : id + (count > 1 ? "-" + std::to_string(count) : std::string());
      prepare_choice(object, options, own, kind,
                     bare ? said(options, "describedBy") : std::string());
    }
  }
  options["items"] = std::move(items);
}

void prepare_date(json::object& options) {
  options["describedBy"] =
      describe(options, said(options, "id"), said(part(options, "fieldset"), "describedBy"));
  auto items = parts(options, "items");
  if (items.empty()) {
    for (const auto* name : {"day", "month", "year"}) {
      const auto width = std::string_view(name) == "year" ? "4" : "2";
      items.push_back(
          json::object{{"name", name}, {"classes", std::string("govuk-input--width-") + width}});
    }
  }
  const bool any_error = std::ranges::any_of(items, [](const json::value& item) {
    return is_said(item.get_object(), "error") ||
           said(item.get_object(), "classes").find("govuk-input--error") != std::string::npos;
  });
  for (auto& item : items) {
    auto& object = item.get_object();
    object["inputHtml"] = date_box(options, object, any_error);
  }
  options["items"] = std::move(items);
}

bool is_grouped(std::string_view component) {
  return component == "radios" || component == "checkboxes" || component == "date-input";
}

std::string grouped(const json::object& options, std::string inner) {
  if (is_said(options, "fieldset")) {
    auto fieldset = part(options, "fieldset");
    fieldset["describedBy"] = said(options, "describedBy");
    fieldset["html"] = inner;
    // Only so do all screen readers read what describes a group of text boxes.
    if (said(options, "component") == "date-input") fieldset["role"] = "group";
    inner = component("fieldset", std::move(fieldset));
  }
  return component("form_group", {{"inner", std::move(inner)},
                                  {"errorHtml", options.at("errorHtml")},
                                  {"groupClasses", options.at("groupClasses")},
                                  {"groupAttributesHtml", options.at("groupAttributesHtml")}});
}

}  // namespace closeloop::ui
