#include "ui-minimal/templates.h"

#include <mutex>
#include <shared_mutex>
#include <stdexcept>
#include <unordered_map>

#include "ui-minimal/mustache.h"

namespace closeloop::ui {

std::string_view embedded_template(std::string_view name);  // Made by CMake from templates/.

namespace {

std::string text_of(const std::string& name) {
  const auto text = embedded_template(name + ".mustache");
  if (text.empty()) throw std::out_of_range("There is no page named " + name + ".");
  return std::string(text);
}

/// Partials are put in as text when a template is read.
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

const Mustache& read(const std::string& name) {
  static std::shared_mutex mutex;
  static std::unordered_map<std::string, Mustache> templates;
  {
    const std::shared_lock lock{mutex};
    const auto found = templates.find(name);
    if (found != templates.end()) return found->second;  // None is ever taken out.
  }
  const std::lock_guard lock{mutex};
  return templates.try_emplace(name, whole(name)).first->second;
}

}  // namespace

std::string rendered(const std::string& name, const boost::json::object& model) {
  std::string text;
  read(name).fill(model, text);
  return text;
}

}  // namespace closeloop::ui
