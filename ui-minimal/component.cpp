#include "ui-minimal/component.h"

#include <utility>

#include "ui-minimal/component_options.h"
#include "ui-minimal/templates.h"

namespace closeloop::ui {

std::string component(std::string_view name, boost::json::object options) {
  options["component"] = name;
  add_content(options);
  if (const auto prepare = preparation(name)) prepare(options);
  auto html = rendered("components/" + std::string(name), options);
  return is_grouped(name) ? grouped(options, std::move(html)) : html;
}

std::string escaped(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      case '\'': result += "&#39;"; break;
      default: result += c;
    }
  }
  return result;
}

}  // namespace closeloop::ui
