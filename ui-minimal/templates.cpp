#include "ui-minimal/templates.h"

#include <stdexcept>
#include <unordered_map>

namespace closeloop::ui {

std::string_view embedded_template(std::string_view name);  // Made by CMake from templates/.

namespace {

namespace mustache = kainjow::mustache;

std::string text_of(const std::string& name) {
  const auto text = embedded_template(name + ".mustache");
  if (text.empty()) throw std::out_of_range("There is no page named " + name + ".");
  return std::string(text);
}

/// Partials are put in as text when a template is read: the library would parse them again each
/// time that they are shown.
std::string whole(const std::string& name, int depth = 0) {
  if (depth > 8) throw std::logic_error(name + ".mustache takes itself in.");
  auto text = text_of(name);
  for (auto at = text.find("{{>"); at != std::string::npos; at = text.find("{{>", at)) {
    const auto end = text.find("}}", at);
    if (end == std::string::npos) break;  // Parsing says so.
    auto taken = whole("components/" + text.substr(at + 3, end - at - 3), depth + 1);
    while (taken.ends_with('\n')) taken.pop_back();
    text.replace(at, end + 2 - at, taken);
    at += taken.size();
  }
  return text;
}

/// Rendering changes the object, so threads can't share one.
mustache::mustache& parsed(const std::string& name) {
  thread_local std::unordered_map<std::string, mustache::mustache> templates;
  auto found = templates.find(name);
  if (found == templates.end()) {
    found = templates.emplace(name, mustache::mustache(whole(name))).first;
    if (!found->second.is_valid()) {
      throw std::logic_error(name + ".mustache: " + found->second.error_message());
    }
  }
  return found->second;
}

}  // namespace

std::string rendered(const std::string& name, const mustache::data& data) {
  return parsed(name).render(data);
}

}  // namespace closeloop::ui
