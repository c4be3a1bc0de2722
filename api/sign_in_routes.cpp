#include "api/sign_in_routes.h"

#include <algorithm>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "api/cookies.h"
#include "api/form_body.h"
#include "api/form_token.h"
#include "api/pages.h"
#include "api/problem.h"
#include "api/tokens.h"
#include "domain/permissions.h"
#include "projections/describe.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;

constexpr std::size_t next_characters_most = 1000;

Response see_other(std::string address) {
  Response response{303, {}, {}, {}};
  response.headers.emplace_back("Location", std::move(address));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

/// Where to go after signing in: `next` if it is a page of ours, and nothing else. An address of
/// two slashes, or with a backslash, would lead elsewhere.
std::string destination(const Router& router, std::string_view next) {
  const bool plain = std::ranges::all_of(
      next, [](char c) { return c > 0x20 && c < 0x7f && c != '\\' && c != '"'; });
  if (!plain || next.size() > next_characters_most) return "/";
  const auto path = clean_path(next.substr(0, next.find_first_of("?#")));
  if (!path) return "/";
  const auto match = router.match("GET", *path);
  return match.route && match.route->access == Access::page ? std::string{next} : "/";
}

json::object fields_of(const TurnedAway& away, std::string_view field) {
  return {{"sentence", away.sentence}, {"field", field}};
}

Response with_status_of(const TurnedAway& away, Response response) {
  response.status = away.status;
  if (away.wait.count() > 0) {
    response.headers.emplace_back("Retry-After", std::to_string(away.wait.count()));
  }
  return response;
}

/// The password that all accounts of a demonstration board have, and whose they are.
Result<json::object> demonstration(const Accounts& accounts, const Board& board) {
  BOOST_OUTCOME_TRY(const auto password, accounts.setting(demonstration_password));
  if (password.empty()) return json::object{};
  BOOST_OUTCOME_TRY(const auto all, accounts.all());
  json::array rows;
  for (const auto& account : all) {
    const auto person = board.person(account.person);
    if (!person) continue;
    BOOST_OUTCOME_TRY(const auto number, must_find(board.records(), "people", account.person));
    rows.push_back(json::object{{"account", account.name},
                                {"person", text_of(board.records(), number)},
                                {"role", role_label(person->role)}});
  }
  return json::object{{"password", password}, {"rows", std::move(rows)}};
}

/// The page with the form for signing in, bound to this browser by a cookie of its own.
Result<Response> sign_in_page(const Call& call, const Shelf& shelf, const SignInDesk& desk,
                              std::string_view next, std::string_view name,
                              const std::optional<TurnedAway>& away) {
  const auto kept = cookie(call.request, Cookie::sign_in_form, desk.behind_tls());
  const auto bound = kept.empty() ? new_session_token() : std::string{kept};
  const auto* title = away ? "Error: Sign in" : "Sign in";
  BOOST_OUTCOME_TRY(
      auto response,
      show_page(call, shelf, "sign_in", title, [&](const Seen& seen) -> Result<json::object> {
        json::object model{
            {"undated", true}, {"formToken", form_token(bound)}, {"next", next}, {"name", name}};
        BOOST_OUTCOME_TRY(model["demonstration"], demonstration(desk.accounts(), *seen.board));
        if (away) model["error"] = fields_of(*away, "name");
        return model;
      }));
  if (kept.empty()) {
    response.headers.push_back(set_cookie(Cookie::sign_in_form, bound, desk.behind_tls()));
  }
  return away ? with_status_of(*away, std::move(response)) : std::move(response);
}

Result<Response> sign_in(const Call& call, const Shelf& shelf, const Router& router,
                         SignInDesk& desk) {
  const auto form = FormBody::read(call.request.body);
  if (!form) return to_response(problem("malformed", "The form is not well encoded."));
  const bool tls = desk.behind_tls();
  if (!comes_from_here(call.request, tls) ||
      !is_form_token(form->text(form_token_field),
                     cookie(call.request, Cookie::sign_in_form, tls))) {
    return to_response(problem("form-token",
                               "Open the sign-in page again and sign in there. If that does not "
                               "help, your browser must be told to take cookies from this site."));
  }
  const auto next = form->text("next");
  auto done = desk.sign_in(call.request, form->text("name"), form->text("password"));
  if (const auto* away = std::get_if<TurnedAway>(&done)) {
    return sign_in_page(call, shelf, desk, next, form->text("name").substr(0, 64), *away);
  }
  auto response = see_other(destination(router, next));
  response.headers.push_back(set_cookie(Cookie::session, std::get<std::string>(done), tls));
  response.headers.push_back(clear_cookie(Cookie::sign_in_form, tls));
  return response;
}

Result<Response> password_page(const Call& call, const Shelf& shelf,
                               const std::optional<TurnedAway>& away = {}) {
  const auto* title = away ? "Error: Change your password" : "Change your password";
  BOOST_OUTCOME_TRY(
      auto response,
      show_page(call, shelf, "password", title, [&](const Seen&) -> Result<json::object> {
        json::object model{{"undated", true}};
        if (away) model["error"] = fields_of(*away, away->status == 422 ? "new" : "current");
        return model;
      }));
  return away ? with_status_of(*away, std::move(response)) : std::move(response);
}

Result<Response> change_password(const Call& call, const Shelf& shelf, SignInDesk& desk) {
  const auto form = FormBody::read(call.request.body);
  if (!form) return to_response(problem("malformed", "The form is not well encoded."));
  if (form->text("new") != form->text("again")) {
    return password_page(call, shelf,
                         TurnedAway{422,
                                    "The new password was not typed the same both times. Type it "
                                    "again.",
                                    {}});
  }
  auto done =
      desk.change_password(call.request, *call.visitor, form->text("current"), form->text("new"));
  if (const auto* away = std::get_if<TurnedAway>(&done)) return password_page(call, shelf, *away);
  auto response = see_other("/password/changed");
  response.headers.push_back(
      set_cookie(Cookie::session, std::get<std::string>(done), desk.behind_tls()));
  return response;
}

Route route(std::string method, std::string pattern, std::string summary, Access access,
            std::function<Result<Response>(const Call&)> handler) {
  return {.method = std::move(method),
          .pattern = std::move(pattern),
          .operation = "page",
          .tag = "Pages",
          .summary = std::move(summary),
          .access = access,
          .parameters = {},
          .handler = std::move(handler)};
}

}  // namespace

void add_sign_in_routes(Router& router, const Shelf& shelf, SignInDesk& desk) {
  auto form = route("GET", "/sign-in", "The page to sign in", Access::door,
                    [shelf, &router, &desk](const Call& call) -> Result<Response> {
                      const auto next = call.parameters.text("next");
                      if (desk.visitor(call.request)) return see_other(destination(router, next));
                      return sign_in_page(call, shelf, desk, next, {}, {});
                    });
  form.parameters = {"next"};
  router.add(std::move(form));
  router.add(route(
      "POST", "/sign-in", "Sign in", Access::door,
      [shelf, &router, &desk](const Call& call) { return sign_in(call, shelf, router, desk); }));
  router.add(route("POST", "/sign-out", "Sign out", Access::page,
                   [&desk](const Call& call) -> Result<Response> {
                     BOOST_OUTCOME_TRY(desk.sign_out(call.visitor->session));
                     auto response = see_other("/sign-in");
                     response.headers.push_back(clear_cookie(Cookie::session, desk.behind_tls()));
                     return response;
                   }));
  router.add(route("GET", "/password", "The page to change one's password", Access::page,
                   [shelf](const Call& call) { return password_page(call, shelf); }));
  router.add(
      route("POST", "/password", "Change one's password", Access::page,
            [shelf, &desk](const Call& call) { return change_password(call, shelf, desk); }));
  router.add(route("GET", "/password/changed", "The password has changed", Access::page,
                   [shelf](const Call& call) {
                     return show_page(
                         call, shelf, "password_changed", "Your password has changed",
                         [](const Seen&) {
                           return Result<json::object>{json::object{{"undated", true}}};
                         });
                   }));
}

Response to_sign_in(const Router& router, const Request& request) {
  std::string next = request.path == "/" ? "/" : "";
  for (std::string_view rest = request.path; rest.size() > 1;) {
    rest.remove_prefix(1);
    const auto segment = rest.substr(0, rest.find('/'));
    rest.remove_prefix(segment.size());
    next += "/" + percent_encoded(segment);
  }
  if (request.method != "POST" && !request.query.empty()) next += "?" + request.query;
  next = destination(router, next);
  return see_other(next == "/" ? "/sign-in" : "/sign-in?next=" + percent_encoded(next));
}

}  // namespace closeloop::api
