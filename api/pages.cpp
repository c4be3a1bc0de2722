#include "api/pages.h"

#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include "api/answer.h"
#include "api/form_token.h"
#include "api/problem.h"
#include "api/record_states.h"
#include "domain/permissions.h"
#include "eventstore/schema/sealer.h"
#include "projections/activity.h"
#include "projections/queries.h"
#include "ui-minimal/render.h"
#include "ui-minimal/static_file.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;

const eventstore::KeylessSealer sealer;

Response html(std::string_view page, const json::object& model, int status = 200) {
  return {status, "text/html; charset=utf-8", ui::render_page(page, model), {}};
}

std::string board_name(const Seen& seen) {
  const auto boards = records(*seen.board, "boards", {}, {.cursor = {}, .limit = 1}, seen.asked_on);
  if (!boards) return "Closeloop";
  const auto* rows = boards.value().if_contains("rows");
  if (!rows || !rows->is_array() || rows->get_array().empty()) return "Closeloop";
  const auto* title = rows->get_array().front().as_object().if_contains("title");
  return title && title->is_string() ? std::string{title->get_string()} : "Closeloop";
}

/// The sentence that a page in the past is headed with.
std::string past_sentence(const Seen& seen) {
  std::string text = "You are looking at the past:";
  if (seen.as_at.known_at) {
    text += fmt::format(" as known on {}", eventstore::long_form(*seen.as_at.known_at));
  }
  if (seen.as_at.true_on) {
    text += fmt::format(" as true on {}", eventstore::long_form(*seen.as_at.true_on));
  }
  if (seen.as_at.position) {
    text += fmt::format(" as known at position {}", seen.as_at.position->number());
  }
  return text + ". Nothing can be entered here.";
}

/// What every page has, beside what its own view says.
void add_frame(json::object& model, const Seen& seen, const Call& call, std::string_view title) {
  if (!model.contains("title")) model["title"] = title;
  model["boardName"] = board_name(seen);
  model["position"] = seen.board->position().number();
  model["askedOn"] = eventstore::iso(seen.asked_on);
  if (call.visitor) {
    model["signedIn"] =
        json::object{{"name", call.visitor->name}, {"role", role_label(call.actor.role)}};
    model["formToken"] = form_token(call.visitor->session);
  }
  model["path"] = call.request.path;
  json::array parameters;
  for (const auto& [name, value] : call.parameters.all()) {
    parameters.push_back(json::object{{"name", name}, {"value", value}});
  }
  model["parameters"] = std::move(parameters);
  if (!seen.as_at.is_past()) return;
  model["past"] = json::object{{"sentence", past_sentence(seen)}, {"todayHref", call.request.path}};
}

Result<Response> show(const Call& call, const Shelf& shelf, std::string_view page,
                      const std::string& title, const View& view) {
  json::object model;
  {
    BOOST_OUTCOME_TRY(const auto seen,
                      see(call.parameters, shelf.log, shelf.projector, shelf.clock));
    BOOST_OUTCOME_TRY(model, view(seen));
    add_frame(model, seen, call, title);
  }  // The board may move on while the page is written.
  return html(page, model);
}

Result<json::object> record_page(const Shelf& shelf, const std::string& resource,
                                 const std::string& id, const Seen& seen) {
  BOOST_OUTCOME_TRY(auto model, record(*seen.board, resource, id, seen.asked_on));
  BOOST_OUTCOME_TRY(auto history,
                    record_activity(*seen.board, shelf.log, sealer, stream_of(resource, id),
                                    seen.as_at, {.cursor = {}, .limit = 200}));
  model["kindLabel"] = find_resource(resource)->shape->label;
  if (auto* rows = history.if_contains("rows")) model["history"] = std::move(*rows);
  return model;
}

/// Whether the client takes gzip: named, and not with the weight 0.
bool takes_gzip(const Request& request) {
  const auto accepted = request.header("accept-encoding");
  const auto at = accepted.find("gzip");
  if (at == std::string_view::npos) return false;
  const auto rest = accepted.substr(at, accepted.find(',', at) - at);
  const auto weight = rest.find("q=");
  return weight == std::string_view::npos ||
         rest.find_first_of("123456789", weight) != std::string_view::npos;
}

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

Route page_route(std::string pattern, std::vector<std::string_view> parameters,
                 std::function<Result<Response>(const Call&)> handler) {
  return {.method = "GET",
          .pattern = std::move(pattern),
          .operation = "page",
          .tag = "Pages",
          .summary = "A page",
          .access = Access::page,
          .parameters = std::move(parameters),
          .handler = std::move(handler)};
}

}  // namespace

void add_page_routes(Router& router, const Shelf& shelf) {
  router.add(page_route(
      "/", taking(as_at_parameters, facet_parameters, loop_parameters, page_parameters),
      [shelf](const Call& call) {
        return show(call, shelf, "loops", "Loops", [&](const Seen& seen) -> Result<json::object> {
          const auto filter = call.parameters.filter();
          BOOST_OUTCOME_TRY(auto model,
                            loop_list(*seen.board, filter, call.parameters.page(), seen.asked_on));
          return model;
        });
      }));
  router.add(page_route("/findings/{id}", taking(as_at_parameters), [shelf](const Call& call) {
    const auto& id = call.captures[0];
    return show(call, shelf, "finding", "Finding " + id,
                [&](const Seen& seen) { return finding_loop(*seen.board, id, seen.asked_on); });
  }));
  for (const auto& resource : resource_kinds()) {
    const std::string name{resource.resource};
    const auto handler = [shelf, name, label = resource.shape->label](const Call& call) {
      const auto& id = call.captures[0];
      return show(call, shelf, "record", label + " " + id,
                  [&](const Seen& seen) { return record_page(shelf, name, id, seen); });
    };
    // A finding's own page is its loop; its fields and history are one step further.
    const auto* pattern = name == "findings" ? "/{}/{{id}}/history" : "/{}/{{id}}";
    router.add(
        page_route(fmt::format(fmt::runtime(pattern), name), taking(as_at_parameters), handler));
  }
  router.add(page_route(
      "/events/{position}", taking(as_at_parameters),
      [shelf](const Call& call) -> Result<Response> {
        BOOST_OUTCOME_TRY(const auto position, event_position(call.captures[0]));
        return show(call, shelf, "event", "Event " + call.captures[0], [&](const Seen& seen) {
          return event_at(*seen.board, shelf.log, sealer, position, seen.as_at);
        });
      }));
}

Result<Response> show_page(const Call& call, const Shelf& shelf, std::string_view page,
                           const std::string& title, const View& view) {
  return show(call, shelf, page, title, view);
}

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
  const std::string_view type{model.contains("type") ? model["type"].get_string() : ""};
  model["help"] = json::array{json::object{{"label", "What this means"}, {"href", type}},
                              json::object{{"label", "The loops"}, {"href", "/"}}};
  auto page = html("problem", model, problem.status);
  page.headers = problem.headers;
  return page;
}

}  // namespace closeloop::api
