#include "ui-minimal/render.h"

#include <stdexcept>
#include <unordered_map>

#include "ui-minimal/loop_graph.h"
#include "ui-minimal/page_data.h"

namespace closeloop::ui {

std::string_view embedded_template(std::string_view name);  // Made by CMake from templates/.
std::string_view embedded_static(std::string_view name);    // Made by CMake from static/.

namespace {

namespace json = boost::json;
namespace mustache = kainjow::mustache;

/// Parsed once a thread: rendering changes the object, so threads can't share one.
mustache::mustache& parsed(const std::string& name) {
  thread_local std::unordered_map<std::string, mustache::mustache> templates;
  auto found = templates.find(name);
  if (found == templates.end()) {
    const auto text = embedded_template(name + ".mustache");
    if (text.empty()) throw std::out_of_range("There is no page named " + name + ".");
    found = templates.emplace(name, mustache::mustache(std::string(text))).first;
    if (!found->second.is_valid()) {
      throw std::logic_error(name + ".mustache: " + found->second.error_message());
    }
  }
  return found->second;
}

}  // namespace

std::string render_page(std::string_view page, const json::object& model) {
  auto data = page_data(model);
  // A file that a page can't do without is named in it by its content's length: a new release
  // is never shown with the styles that a browser kept of the last one.
  data.set("stylesVersion", std::to_string(embedded_static("app.css").size()));
  if (page == "finding") data.set("svg", loop_svg(model));
  data.set("content", parsed(std::string(page)).render(data));
  return parsed("layout").render(data);
}

std::optional<StaticFile> static_file(std::string_view name) {
  const auto content = embedded_static(name);
  if (content.empty()) return std::nullopt;
  return StaticFile{"text/css; charset=utf-8", content};
}

}  // namespace closeloop::ui
