#include "ui-minimal/render.h"

#include "ui-minimal/loop_graph.h"
#include "ui-minimal/page_parts.h"
#include "ui-minimal/static_file.h"
#include "ui-minimal/templates.h"

namespace closeloop::ui {

std::string render_page(std::string_view page, boost::json::object model) {
  add_parts(page, model);
  model["stylesVersion"] = static_edition();
  if (page == "finding") model["svg"] = loop_svg(model);
  model["content"] = rendered(std::string(page), model);
  return rendered("layout", model);
}

}  // namespace closeloop::ui
