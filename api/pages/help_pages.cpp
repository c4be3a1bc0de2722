#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include "api/gzip.h"
#include "api/pages.h"
#include "api/pages/frame.h"
#include "api/problem.h"
#include "ui-minimal/static_file.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;

/// A file of the pages, compressed for those who take it so. Asked for with the edition that
/// pages name, it never changes, so a browser need not ask for it twice.
Response static_response(const Call& call, const ui::StaticFile& file) {
  const bool named = call.parameters.text("v") == ui::static_edition();
  Response response{
      200,
      std::string{file.content_type},
      std::string{file.content},
      {{"Cache-Control", named ? "public, max-age=31536000, immutable" : "public, max-age=3600"},
       {"Vary", "Accept-Encoding"}}};
  if (takes_gzip(call.request)) {
    response.body = file.gzip;
    response.headers.emplace_back("Content-Encoding", "gzip");
  }
  return response;
}

}  // namespace

void add_help_routes(Router& router) {
  auto help = page_route("/problems/{name}", {}, [](const Call& call) -> Result<Response> {
    const auto* kind = find_problem_kind(call.captures[0]);
    if (!kind) return not_found("There is no problem of that name.");
    return html("problem", {{"title", kind->title},
                            {"sentence", kind->title},
                            {"status", kind->status},
                            {"detail", kind->help}});
  });
  help.access = Access::open;
  router.add(std::move(help));
  auto statics = page_route("/static/{name}", {"v"}, [](const Call& call) -> Result<Response> {
    const auto file = ui::static_file(call.captures[0]);
    if (!file) return not_found("There is no such file.");
    return static_response(call, *file);
  });
  statics.access = Access::open;
  router.add(std::move(statics));
}

Response problem_page(const Response& problem) {
  auto model = json::parse(problem.body).as_object();
  model["sentence"] = model.contains("title") ? model["title"] : json::value("Something is wrong");
  const auto type = model.contains("type") ? model["type"] : json::value("");
  model["help"] = json::array{json::object{{"label", "What this means"}, {"href", type}},
                              json::object{{"label", "The loops"}, {"href", "/"}}};
  if (problem.status >= 500 && model.contains("trace_id")) {
    const auto trace = model["trace_id"];
    model["report"] = trace;
  }
  auto page = html("problem", model, problem.status);
  page.headers = problem.headers;
  return page;
}

}  // namespace closeloop::api
