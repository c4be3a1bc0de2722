#include "api/application.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "api/answer_cache.h"
#include "api/command_routes.h"
#include "api/form_body.h"
#include "api/form_token.h"
#include "api/gzip.h"
#include "api/import/routes.h"
#include "api/meta_routes.h"
#include "api/multipart.h"
#include "api/pages.h"
#include "api/pages/command_pages.h"
#include "api/pages/import_pages.h"
#include "api/pages/people.h"
#include "api/pages/return_pages.h"
#include "api/problem.h"
#include "api/queries.h"
#include "api/reader.h"
#include "api/router.h"
#include "api/search/routes.h"
#include "api/sign_in.h"
#include "api/sign_in_routes.h"
#include "api/trace.h"

namespace closeloop::api {
namespace {

/// Adds the name of the request to what its problem says.
void name_trace(Response& problem, const std::string& trace) {
  auto body = boost::json::parse(problem.body).as_object();
  body["trace_id"] = trace;
  problem.body = boost::json::serialize(body);
}

// Longer ones are not asked often, and would fill the cache.
constexpr std::size_t question_bytes_max = 2'000;

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
  AnswerCache answers;
  Router router;

  State(eventstore::EventLog& log, const Projector& projector, const eventstore::Clock& clock,
        ApplicationOptions wanted)
      : shelf{log, projector, clock, wanted.search},
        options{wanted},
        commands{log, projector, clock} {
    add_query_routes(router, shelf);
    add_event_routes(router, shelf, waiting);
    add_command_routes(router, commands, log);
    add_import_routes(router, shelf, log);
    add_meta_routes(router, shelf);
    add_help_routes(router);
    if (shelf.search) add_search_routes(router, shelf);
    if (options.desk) {
      add_page_routes(router, shelf, commands);
      add_command_pages(router, shelf, commands);
      add_import_pages(router, shelf, log);
      add_return_pages(router, shelf, log, commands);
      if (shelf.search) add_search_page(router, shelf);
      add_sign_in_routes(router, shelf, *options.desk);
      add_people_pages(router, shelf, *options.desk);
    }
  }

  Response handle(const Request& request, const std::string& trace) {
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
    return call(request, *match.route, match.captures, trace);
  }

  Response call(const Request& request, const Route& route,
                const std::vector<std::string>& captures, const std::string& trace) {
    if (route.method == "GET" && !request.body.empty()) {
      return to_response(problem("malformed", "A question has no body: use parameters."));
    }
    auto caller = admit(request, route);
    if (auto* turned_away = std::get_if<Response>(&caller)) return std::move(*turned_away);
    auto& [actor, visitor] = std::get<Caller>(caller);
    const auto parameters = Parameters::read(request.query, route.parameters);
    if (!parameters) return to_response(problem_of(parameters.error()));
    const bool is_secret = asks_for_small_numbers(parameters.value());
    const auto moment = is_secret ? std::nullopt : moment_for(request, route);
    const auto question = moment ? question_of(request, actor, visitor) : std::string{};
    if (moment && request.header("if-none-match").empty()) {
      if (const auto known = answers.find(*moment, question)) return *known;
    }
    const bool by_cookie = visitor && route.access == Access::bearer;
    auto handled = route.handler({request, route, parameters.value(), captures, std::move(actor),
                                  std::move(visitor), trace});
    auto response = handled ? std::move(handled).value() : to_response(problem_of(handled.error()));
    // The next person at this browser may see something else at the same address.
    if (by_cookie) response.headers.emplace_back("Vary", "Cookie, Authorization");
    if (is_secret) response.headers.emplace_back("Cache-Control", "no-store");
    if (moment && response.status == 200) {
      compress(request, response);
      answers.keep(*moment, question, response);
    }
    return response;
  }

  /// When a question that lasts is asked; nothing if what it is answered with must not be kept.
  [[nodiscard]] std::optional<BoardMoment> moment_for(const Request& request,
                                                      const Route& route) const {
    if (!route.lasting || request.path.size() + request.query.size() > question_bytes_max ||
        !shelf.projector.health()) {
      return std::nullopt;
    }
    return BoardMoment{shelf.projector.live()->position(),
                       std::chrono::floor<std::chrono::days>(shelf.clock.now())};
  }

  /// All that an answer may depend on beside the board. No part holds a line's end.
  static std::string question_of(const Request& request, const Actor& actor,
                                 const std::optional<Visitor>& visitor) {
    return fmt::format("{}\n{}\n{}\n{}\n{}\n{}", actor.person.text(),
                       visitor ? visitor->session : "", request.path, request.query,
                       prefers_html(request), takes_gzip(request));
  }

  struct Caller {
    Actor actor;
    std::optional<Visitor> visitor;
  };

  /// Who sends the request, as far as the route must know; an answer if they are turned away.
  std::variant<Caller, Response> admit(const Request& request, const Route& route) {
    switch (route.access) {
      case Access::open: return Caller{};
      case Access::bearer: return admit_to_api(request, route);
      case Access::door:
      case Access::page: break;
    }
    if (!options.desk->behind_tls() && !names_this_machine(request.header("host"))) {
      return to_response(problem("not-found", "Pages are for this machine only: use localhost."));
    }
    if (route.method == "POST" && !(route.takes_file ? is_multipart(request) : is_form(request))) {
      return to_response(problem("media-type", "A page takes a form, as browsers send it."));
    }
    if (route.access == Access::door) return Caller{};
    auto visitor = options.desk->visitor(request);
    if (!visitor) return to_sign_in(router, request);
    if (route.method == "POST") {
      const auto form = answers_in(request, route);
      if (!form || !may_send(request, *visitor, form->text(form_token_field))) return not_ours();
    }
    auto actor = visitor->actor;
    return Caller{std::move(actor), std::move(visitor)};
  }

  static std::optional<FormBody> answers_in(const Request& request, const Route& route) {
    if (!route.takes_file) return FormBody::read(request.body);
    auto form = read_multipart(request);
    return form ? std::optional{std::move(form->answers)} : std::nullopt;
  }

  /// Only who is known here may send more than an ordinary body: there are few places for those.
  std::size_t body_bytes_max(const Request& request) {
    const auto match = router.match(request.method, request.path);
    const auto most = match.route ? match.route->body_bytes_max : ordinary_body_bytes;
    if (most == ordinary_body_bytes) return most;
    if (options.desk && options.desk->visitor(request)) return most;
    const auto today = std::chrono::floor<std::chrono::days>(shelf.clock.now());
    const auto signed_in = sign_in(request, shelf.log, shelf.projector, today);
    return std::holds_alternative<Actor>(signed_in) ? most : ordinary_body_bytes;
  }

  std::variant<Caller, Response> admit_to_api(const Request& request, const Route& route) {
    if (options.desk && request.header("authorization").empty()) {
      if (auto visitor = options.desk->visitor(request)) {
        if (route.method == "POST" &&
            !may_send(request, *visitor, request.header(form_token_header))) {
          return not_ours();
        }
        auto actor = visitor->actor;
        return Caller{std::move(actor), std::move(visitor)};
      }
    }
    const auto today = std::chrono::floor<std::chrono::days>(shelf.clock.now());
    auto signed_in = sign_in(request, shelf.log, shelf.projector, today);
    if (const auto* wrong = std::get_if<ProblemDocument>(&signed_in)) return to_response(*wrong);
    return Caller{std::get<Actor>(std::move(signed_in)), std::nullopt};
  }

  [[nodiscard]] bool may_send(const Request& request, const Visitor& visitor,
                              std::string_view token) const {
    return comes_from_here(request, options.desk->behind_tls()) &&
           is_form_token(token, visitor.session);
  }

  static Response not_ours() {
    return to_response(problem("form-token",
                               "Nothing was recorded. Go back, load the page again and send the "
                               "form again: you may have signed in anew since it was shown."));
  }
};

Application::Application(eventstore::EventLog& log, const Projector& projector,
                         const eventstore::Clock& clock, ApplicationOptions options)
    : state_{std::make_unique<State>(log, projector, clock, options)} {}
Application::~Application() = default;

Response Application::handle(const Request& request) {
  Response response;
  const auto trace = trace_of(request, state_->shelf.clock.now());
  try {
    response = state_->handle(request, trace);
  } catch (const std::exception& failure) {
    spdlog::error("{} {} failed ({}): {}", request.method, request.path, trace, failure.what());
    response = to_response(problem("internal",
                                   "Something went wrong here. It is not your mistake, "
                                   "and nothing was half recorded."));
  }
  finish(request, trace, response);
  return response;
}

Response Application::refuse(const Request& request, const ProblemDocument& problem) {
  auto response = to_response(problem);
  finish(request, trace_of(request, state_->shelf.clock.now()), response);
  return response;
}

void Application::finish(const Request& request, const std::string& trace, Response& response) {
  if (state_->options.desk && state_->options.desk->behind_tls()) {
    response.headers.emplace_back("Strict-Transport-Security",
                                  "max-age=31536000; includeSubDomains");
  }
  const bool is_problem = response.content_type == "application/problem+json";
  if (is_problem) name_trace(response, trace);
  if (response.status >= 400 && state_->options.desk && is_problem &&
      !request.path.starts_with("/api/") && prefers_html(request)) {
    response = problem_page(response);
  }
  compress(request, response);
}

std::size_t Application::body_bytes_max(const Request& request) {
  return state_->body_bytes_max(request);
}

const Router& Application::router() const { return state_->router; }

void Application::stop_waiting() { state_->waiting.stop(); }

}  // namespace closeloop::api
