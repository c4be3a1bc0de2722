#include "ui-minimal/form_parts.h"

#include <string_view>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "ui-minimal/component.h"
#include "ui-minimal/component_options.h"

namespace closeloop::ui {
namespace {

namespace json = boost::json;

/// A field with what was wrong with it, if the error is about it.
json::object field(const json::object& model, std::string_view name, std::string_view label,
                   json::object options) {
  options["id"] = name;
  options["name"] = name;
  options["label"] = json::object{{"text", label}};
  options["classes"] = "govuk-input--width-20";
  const auto error = part(model, "error");
  if (said(error, "field") == name) {
    options["errorMessage"] = json::object{{"text", said(error, "sentence")}};
  }
  return {{"html", component("input", std::move(options))}};
}

json::object secret(const json::object& model, std::string_view name, std::string_view label,
                    std::string_view autocomplete, std::string_view hint = {}) {
  json::object options{{"type", "password"}, {"autocomplete", autocomplete}, {"spellcheck", false}};
  if (!hint.empty()) options["hint"] = json::object{{"text", hint}};
  return field(model, name, label, std::move(options));
}

void add_frame_of_form(json::object& model, json::array fields, std::string_view button) {
  model["fields"] = std::move(fields);
  model["button"] = component("button", {{"text", button}});
  const auto error = part(model, "error");
  if (error.empty()) return;
  json::array list{
      json::object{{"text", said(error, "sentence")}, {"href", "#" + said(error, "field")}}};
  model["errorSummary"] = component(
      "error-summary", {{"titleText", "There is a problem"}, {"errorList", std::move(list)}});
}

}  // namespace

void add_sign_in_parts(json::object& model) {
  json::array fields;
  fields.push_back(field(model, "name", "Sign-in name",
                         {{"value", said(model, "name")},
                          {"autocomplete", "username"},
                          {"autocapitalize", "none"},
                          {"spellcheck", false},
                          {"attributes", json::object{{"maxlength", 64}}}}));
  fields.push_back(secret(model, "password", "Password", "current-password"));
  add_frame_of_form(model, std::move(fields), "Sign in");
}

void add_password_parts(json::object& model) {
  json::array fields;
  fields.push_back(secret(model, "current", "Your present password", "current-password"));
  fields.push_back(secret(model, "new", "New password", "new-password",
                          "12 characters or more. Three random words make a good one."));
  fields.push_back(secret(model, "again", "New password, once more", "new-password"));
  add_frame_of_form(model, std::move(fields), "Change password");
}

}  // namespace closeloop::ui
