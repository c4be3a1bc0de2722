#include "api/pages/frame.h"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "api/answer.h"
#include "api/board_name.h"
#include "api/form_token.h"
#include "api/pages.h"
#include "api/reader.h"
#include "domain/permissions.h"
#include "ui-minimal/render.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;

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
  if (const auto at = seen.board->recorded_at()) model["lastRecordedAt"] = eventstore::iso(*at);
  model["askedOn"] = eventstore::iso(seen.asked_on);
  if (call.visitor) {
    model["signedIn"] =
        json::object{{"name", call.visitor->name}, {"role", role_label(call.actor.role)}};
    model["formToken"] = form_token(call.visitor->session);
    model["managesPeople"] = may(call.actor.role, "people", "add");
  }
  model["path"] = call.request.path;
  json::array parameters;
  for (const auto& [name, value] : call.parameters.all()) {
    parameters.push_back(json::object{{"name", name}, {"value", value}});
  }
  model["parameters"] = std::move(parameters);
  if (!seen.as_at.is_past()) return;
  model["past"] = json::object{{"sentence", past_sentence(seen)}};
}

}  // namespace

Response html(std::string_view page, json::object model, int status) {
  return {status, "text/html; charset=utf-8", ui::render_page(page, std::move(model)), {}};
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

Route board_page(std::string pattern, std::vector<std::string_view> parameters,
                 std::function<Result<Response>(const Call&)> handler) {
  auto route = page_route(std::move(pattern), std::move(parameters), std::move(handler));
  route.lasting = true;
  return route;
}

Result<Response> show_page(const Call& call, const Shelf& shelf, std::string_view page,
                           const std::string& title, const View& view) {
  json::object model;
  std::string tag;
  std::uint64_t position = 0;
  {
    BOOST_OUTCOME_TRY(const auto seen, see_for(call, shelf));
    tag = "W/" + seen.tag();
    position = seen.board->position().number();
    if (call.route.lasting && has_already(call.request, tag)) {
      return not_modified(tag, seen.board->position());
    }
    BOOST_OUTCOME_TRY(model, view(seen));
    add_frame(model, seen, call, title);
    model["search"] = shelf.search != nullptr;
    if (call.route.lasting && !seen.as_at.is_past()) model["live"] = json::object{{"tag", tag}};
  }  // The board may move on while the page is written.
  auto response = html(page, std::move(model));
  if (call.route.lasting) {
    response.headers.emplace_back("ETag", tag);
    response.headers.emplace_back("Loop-Position", std::to_string(position));
  }
  return response;
}

}  // namespace closeloop::api
