#include "ui-minimal/download_parts.h"

#include <algorithm>
#include <array>
#include <utility>

#include <boost/json/array.hpp>

#include "ui-minimal/component_options.h"
#include "ui-minimal/links.h"

namespace closeloop::ui {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 6> pages = {"scorecards", "scorecard", "measure",
                                                   "chart",      "question",  "data_returns"};
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kinds = {
    {{"csv", "CSV"}, {"xlsx", "Excel"}, {"ods", "OpenDocument"}, {"json", "JSON"}}};

}  // namespace

void add_downloads(std::string_view page, json::object& model) {
  if (std::ranges::find(pages, page) == pages.end()) return;
  const auto query = Query{model}.without({"min_position", "done"});
  json::array downloads;
  for (const auto& [format, label] : kinds) {
    downloads.push_back(json::object{{"label", label},
                                     {"href", query.with("format", format).at(said(model, "path"))},
                                     {"last", format == kinds.back().first}});
  }
  model["downloads"] = std::move(downloads);
}

}  // namespace closeloop::ui
