#include "ui-minimal/render.h"

#include "ui-minimal/loop_graph.h"
#include "ui-minimal/page_data.h"
#include "ui-minimal/page_parts.h"
#include "ui-minimal/static_file.h"
#include "ui-minimal/templates.h"

namespace closeloop::ui {

std::string render_page(std::string_view page, const boost::json::object& model) {
  auto whole = model;
  add_parts(page, whole);
  auto data = page_data(whole);
  data.set("stylesVersion", static_edition());
  if (page == "finding") data.set("svg", loop_svg(whole));
  data.set("content", rendered(std::string(page), data));
  return rendered("layout", data);
}

}  // namespace closeloop::ui
