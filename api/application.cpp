#include "api/application.h"

#include <algorithm>
#include <chrono>

#include <spdlog/spdlog.h>

#include "api/command_routes.h"
#include "api/meta_routes.h"
#include "api/pages.h"
#include "api/problem.h"
#include "api/queries.h"
#include "api/router.h"
#include "api/sign_in.h"

namespace closeloop::api {
namespace {

bool is_any(std::string_view method, std::initializer_list<std::string_view> of) {
  return std::ranges::find(of, method) != of.end();
}

/// A page elsewhere could point its own name at this machine and read our pages through its
/// visitor's browser; the name in Host gives it away.
bool names_this_machine(std::string_view host) {
  const auto name = host.substr(0, host.starts_with('[') ? host.find(']') + 1 : host.find(':'));
  return name == "localhost" || name == "[::1]" || name == "127.0.0.1";
}

}  // namespace

struct Application::State {
  Shelf shelf;
  ApplicationOptions options;
  Commands commands;
  Waiting waiting;
  Router router;

  State(eventstore::EventLog& log, const Projector& projector, const eventstore::Clock& clock,
        ApplicationOptions wanted)
      : shelf{log, projector, clock}, options{wanted}, commands{log, projector, clock} {
    add_query_routes(router, shelf);
    add_event_routes(router, shelf, waiting);
    add_command_routes(router, commands, log);
    add_meta_routes(router, shelf);
    add_help_routes(router);
    if (options.pages) add_page_routes(router, shelf);
  }

  Response handle(const Request& request) {
    if (!is_any(request.method, {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})) {
      return to_response(problem("verb", "Of verbs, GET, HEAD, POST and OPTIONS are known here."));
    }
    const auto match = router.match(request.method, request.path);
    if (match.allow.empty()) {
      return to_response(problem("not-found", "There is nothing at this address."));
    }
    if (request.method == "OPTIONS") return {204, {}, {}, {{"Allow", match.allow}}};
    if (!match.route) {
      auto response = to_response(
          problem("method", "This address takes " + match.allow +
                                ". Nothing recorded can be changed or deleted: a mistake is "
                                "corrected by a new entry."));
      response.headers.emplace_back("Allow", match.allow);
      return response;
    }
    return call(request, *match.route, match.captures);
  }

  Response call(const Request& request, const Route& route,
                const std::vector<std::string>& captures) {
    if (route.method == "GET" && !request.body.empty()) {
      return to_response(problem("malformed", "A question has no body: use parameters."));
    }
    if (route.access == Access::page && !names_this_machine(request.header("host"))) {
      return to_response(problem("not-found", "Pages are for this machine only: use localhost."));
    }
    Actor actor;
    if (route.access == Access::bearer) {
      const auto today = std::chrono::floor<std::chrono::days>(shelf.clock.now());
      auto signed_in = sign_in(request, shelf.log, shelf.projector, today);
      if (const auto* wrong = std::get_if<ProblemDocument>(&signed_in)) return to_response(*wrong);
      actor = std::get<Actor>(std::move(signed_in));
    }
    const auto parameters = Parameters::read(request.query, route.parameters);
    if (!parameters) return to_response(problem_of(parameters.error()));
    auto response = route.handler({request, route, parameters.value(), captures, std::move(actor)});
    return response ? std::move(response).value() : to_response(problem_of(response.error()));
  }
};

Application::Application(eventstore::EventLog& log, const Projector& projector,
                         const eventstore::Clock& clock, ApplicationOptions options)
    : state_{std::make_unique<State>(log, projector, clock, options)} {}
Application::~Application() = default;

Response Application::handle(const Request& request) {
  Response response;
  try {
    response = state_->handle(request);
  } catch (const std::exception& failure) {
    spdlog::error("{} {} failed: {}", request.method, request.path, failure.what());
    response = to_response(problem("internal",
                                   "Something went wrong here. It is not your mistake, "
                                   "and nothing was half recorded."));
  }
  if (response.status >= 400 && state_->options.pages && !request.path.starts_with("/api/") &&
      prefers_html(request)) {
    return problem_page(response);
  }
  return response;
}

const Router& Application::router() const { return state_->router; }

void Application::stop_waiting() { state_->waiting.stop(); }

}  // namespace closeloop::api
