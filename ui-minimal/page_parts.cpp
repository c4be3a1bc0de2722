#include "ui-minimal/page_parts.h"

#include <array>
#include <string>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "ui-minimal/command_parts.h"
#include "ui-minimal/component.h"
#include "ui-minimal/component_options.h"
#include "ui-minimal/download_parts.h"
#include "ui-minimal/form_parts.h"
#include "ui-minimal/links.h"
#include "ui-minimal/list_parts.h"
#include "ui-minimal/register_parts.h"
#include "ui-minimal/scorecard_parts.h"

namespace closeloop::ui {
namespace {

namespace json = boost::json;

struct Section {
  std::string_view label;
  std::string_view path;
  std::string_view pages;  ///< The pages in it, the first of which is its own.
};
constexpr std::array<Section, 5> sections = {{
    {"Now", "/now", "now "},
    {"Loops", "/", "loops finding timeline "},
    {"Scorecards", "/scorecards",
     "scorecards scorecard measure chart question data_returns inventory services strategies "
     "code_lists return_values "},
    {"Records", "/records",
     "kinds records record command command_check command_token import import_returns "
     "import_catalogue import_report import_gone "},
    {"Looking back", "/looking-back", "looking_back activity event "},
}};

json::array navigation(std::string_view page, const std::string& at) {
  json::array items;
  for (const auto& section : sections) {
    const auto place = section.pages.find(std::string(page) + ' ');
    // "page" is the page itself, "true" one that lies in the section.
    const auto* active = place == std::string_view::npos ? "" : place == 0 ? "page" : "true";
    items.push_back(json::object{
        {"label", section.label}, {"href", std::string(section.path) + at}, {"active", active}});
  }
  return items;
}

/// Names each cell of a chain by its column: on a phone the cells stand one beneath another.
void add_columns(json::object& model) {
  const auto columns = parts(model, "columns");
  auto* rows = model.if_contains("rows");
  if (rows == nullptr || !rows->is_array()) return;
  for (auto& row : rows->get_array()) {
    auto* cells = row.is_object() ? row.get_object().if_contains("cells") : nullptr;
    if (cells == nullptr || !cells->is_array()) continue;
    std::size_t at = 0;
    for (auto& cell : cells->get_array()) {
      if (at == columns.size()) break;
      const bool blank = !cell.is_object() || !is_said(cell.get_object(), "label");
      if (!blank) cell.get_object()["column"] = said(columns[at].get_object(), "label");
      ++at;
    }
  }
}

/// What a browser's tab and a screen reader say first: two records may say the same, so their
/// numbers stand before it.
std::string page_title(std::string_view page, const json::object& model) {
  auto title = said(model, "title");
  if (page == "event") {
    const auto path = said(model, "page");
    return "Event " + path.substr(path.rfind('/') + 1) + ": " + title;
  }
  const auto id = said(model, "id");
  if (id.empty() || title.find(id) != std::string::npos) return title;
  return id + (page == "record" ? ", history: " : ": ") + title;
}

}  // namespace

std::string pagination(const json::object& model) {
  const auto next = said(model, "next");
  if (next.empty()) return {};
  const Query query{model};
  json::object options{
      {"next", json::object{{"href", query.with("cursor", next).at(said(model, "path"))}}}};
  if (!query["cursor"].empty()) {
    options["previous"] = json::object{{"href", query.without({"cursor"}).at(said(model, "path"))},
                                       {"text", "First page"}};
  }
  return component("pagination", std::move(options));
}

void add_parts(std::string_view page, json::object& model) {
  const Query query{model};
  const auto moment = query.only({"known_at", "true_on", "position"});
  const auto at = moment.at("");
  model["at"] = at;
  model["moment"] = moment.fields();
  if (!model.contains("path")) model["path"] = "/";
  model["skipLink"] = component("skip-link", {{"href", "#main"}, {"text", "Skip to the content"}});
  // Who stands at the door has nowhere to go yet.
  const bool inside = is_said(model, "signedIn") || !is_said(model, "undated");
  model["navigation"] = inside ? navigation(page, at) : json::array{};
  if (auto* past = model.if_contains("past"); past != nullptr && past->is_object()) {
    const auto today = query.without({"known_at", "true_on", "position", "cursor"});
    past->get_object()["todayHref"] = today.at(said(model, "path"));
  }
  if (page == "people") model["endedHref"] = moment.with("ended", "1").at("/people");
  if (page == "search") {
    model["exampleHref"] = moment.with("q", "F-1").at("/search");
    model["todaySearchHref"] = query.only({"q", "kind"}).at("/search");
  }
  model["kept"] =
      query.without({"known_at", "true_on", "position", "cursor", "min_position", "done"}).fields();
  if (model.contains("rows")) {
    model["pagination"] = pagination(model);
    model["nextHref"] = query.with("cursor", said(model, "next")).at(said(model, "path"));
  }
  if (page == "loops") add_loops_parts(model);
  if (page == "now") add_now_parts(model);
  if (page == "records") add_records_parts(model);
  if (page == "looking_back") add_looking_back_parts(model);
  if (page == "finding") {
    add_columns(model);
    if (auto* focus = model.if_contains("focus"); focus != nullptr && focus->is_object()) {
      focus->get_object()["finding"] = std::string{said(model, "id")};
    }
  }
  if (page == "record") {
    model["focusAt"] = moment.with("focus", said(model, "id")).at("");
  }
  if (!model.contains("pageTitle")) model["pageTitle"] = page_title(page, model);
  add_scorecard_parts(page, model);
  add_register_parts(page, model);
  add_downloads(page, model);
  if (page == "sign_in") add_sign_in_parts(model);
  if (page == "password") add_password_parts(model);
  if (page.starts_with("command")) add_command_parts(model);
  if (is_said(model, "done")) {
    model["doneBanner"] = component("notification-banner",
                                    {{"type", "success"}, {"text", said(model, "done") + "."}});
  }
}

}  // namespace closeloop::ui
