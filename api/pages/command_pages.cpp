#include "api/pages/command_pages.h"

#include <charconv>
#include <optional>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "api/command_id.h"
#include "api/facts.h"
#include "api/pages.h"
#include "api/pages/command_form.h"
#include "api/pages/frame.h"
#include "api/pages/next_steps.h"
#include "api/pages/suggestions.h"
#include "api/problem.h"
#include "domain/permissions.h"
#include "eventstore/core/uuid.h"
#include "projections/finding_loop.h"
#include "projections/measures/scorecard.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;
using eventstore::Errc;
using eventstore::Error;
using eventstore::Uuid;

/// The form that an address asks for, empty.
Result<CommandForm> form_at(const Call& call) {
  const auto& name = call.captures[0];
  const auto* resource = find_resource(name);
  if (!resource) return not_found(fmt::format("There are no records called '{}'.", name));
  const bool creates = call.captures.size() == 1;
  const EventKind* kind = nullptr;
  for (const auto& each : resource->events) {
    if (each.event->intent.empty() || each.event->creates != creates) continue;
    if (creates || each.event->intent == call.captures[2]) kind = &each;
  }
  if (!kind) return not_found(fmt::format("That can't be done to one of the {}.", name));
  BOOST_OUTCOME_TRY(must_be_permitted(call.actor.role, name, kind->event->intent));
  return CommandForm{.resource = *resource,
                     .kind = *kind,
                     .id = creates ? std::string{} : call.captures[1],
                     .given = {},
                     .key = {}};
}

Response past() {
  return to_response(problem("past",
                             "The past cannot be written. Return to today, and say in the form "
                             "when it was true."));
}

/// Of a return that came: what is judged stands beside the form.
bool is_judgement(std::string_view intent) { return intent == "accept" || intent == "reject"; }

Result<Response> show_form(const Call& call, const Shelf& shelf, Commands& commands) {
  if (call.parameters.as_at().is_past()) return past();
  BOOST_OUTCOME_TRY(auto form, form_at(call));
  form.key = eventstore::to_string(eventstore::new_uuid(shelf.clock.now()));
  return show_page(call, shelf, "command", {}, [&](const Seen& seen) -> Result<json::object> {
    suggest(call.parameters, seen, form);
    BOOST_OUTCOME_TRY(auto model, form_model(form, seen));
    if (form.resource.resource == "findings" && form.kind.event->intent == "close") {
      BOOST_OUTCOME_TRY(auto loop, finding_loop(*seen.board, form.id, seen.asked_on));
      model["missing"] = std::move(loop.at("missing"));
      add_forms_of_loop(model, call, seen, commands, form.id);
    }
    if (form.resource.resource == "returns" && is_judgement(form.kind.event->intent)) {
      BOOST_OUTCOME_TRY(model["came"],
                        return_values(*seen.board, form.id, seen.asked_on, seen.audience));
    }
    return model;
  });
}

std::optional<std::uint64_t> number_in(std::string_view text) {
  std::uint64_t number = 0;
  const auto* end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, number);
  const bool whole = error == std::errc{} && at == end && number > 0;
  return whole ? std::optional{number} : std::nullopt;
}

/// The form with what was sent. `invalid` if it lacks what our forms have.
Result<CommandForm> sent_form(const Call& call) {
  BOOST_OUTCOME_TRY(auto form, form_at(call));
  auto body = FormBody::read(call.request.body);
  const auto key = body ? eventstore::parse_uuid(body->text("_key")) : std::nullopt;
  const auto version = body ? number_in(body->text("_version")) : std::nullopt;
  if (!key || (!form.id.empty() && !version)) {
    return eventstore::invalid("json.form",
                               "This is not a form of ours as we made it. Nothing was recorded. "
                               "Open the form again.");
  }
  form.key = body->text("_key");
  form.version = form.id.empty() ? 0 : *version;
  form.given = std::move(*body);
  return form;
}

Response see_record(const CommandForm& form, const CommandResult& result) {
  Response response{303, {}, {}, {}};
  response.headers.emplace_back(
      "Location", fmt::format("{}?done={}&min_position={}", record_page(result.resource, result.id),
                              form.kind.event->intent, result.position.number()));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

Result<Response> show_token(const Call& call, const Shelf& shelf, const CommandForm& form,
                            const CommandResult& result) {
  return show_page(call, shelf, "command_token", "The new token",
                   [&](const Seen&) -> Result<json::object> {
                     return json::object{{"undated", true},
                                         {"token", result.token},
                                         {"backPage", record_page(result.resource, result.id)},
                                         {"id", form.id}};
                   });
}

/// Whether the sender can mend it by sending the form again, otherwise filled in.
bool can_be_mended(const Error& error, const ProblemDocument& problem) {
  return problem.name == "invalid" || problem.name == "refused" || problem.name == "exists" ||
         error.code == Errc::unavailable;
}

/// The form again, with its answers and what is wrong with them.
Result<Response> show_again(const Call& call, const Shelf& shelf, CommandForm form,
                            const Error& error) {
  const auto problem = problem_of(error);
  const bool stale = problem.name == "stale";
  if (!stale && !can_be_mended(error, problem)) return error;
  form.error = &error;
  // The page must show what the log has told us of.
  if (stale) (void)shelf.projector.wait_for(shelf.log.head(), views_may_lag);
  BOOST_OUTCOME_TRY(auto response, show_page(call, shelf, "command", {}, [&](const Seen& seen) {
                      return stale ? stale_model(form, seen, shelf) : form_model(form, seen);
                    }));
  response.status = problem.status;
  if (problem.status == 503) response.headers.emplace_back("Retry-After", "1");
  return response;
}

/// Takes the same path as a command of the API. What ends something is only tried at first: the
/// person sees what they are about to do, and sends it again.
Result<Response> take_form(const Call& call, const Shelf& shelf, Commands& commands) {
  if (call.parameters.as_at().is_past()) return past();
  BOOST_OUTCOME_TRY(auto form, sent_form(call));
  if (form.given.text("_change") == "yes") {
    return show_page(call, shelf, "command", {},
                     [&](const Seen& seen) { return form_model(form, seen); });
  }
  CommandRequest request{.actor = call.actor,
                         .resource = std::string{form.resource.resource},
                         .id = form.id,
                         .intent = form.kind.event->intent,
                         .body = form.answers(),
                         .form = true,
                         .seen = {},
                         .must_have_seen = !form.id.empty(),
                         .command_id = command_id("form", form.key, call.actor),
                         .correlation = call.trace};
  if (!form.id.empty()) request.seen = Version{form.version};
  request.only_try = form.kind.event->ends && form.given.text("_checked") != "yes";
  const auto result = commands.execute(request);
  if (!result) return show_again(call, shelf, std::move(form), result.error());
  if (request.only_try && !result.value().repeated) {
    return show_page(call, shelf, "command_check", {},
                     [&](const Seen& seen) { return check_model(form, seen); });
  }
  if (!result.value().token.empty()) return show_token(call, shelf, form, result.value());
  return see_record(form, result.value());
}

}  // namespace

void add_command_pages(Router& router, const Shelf& shelf, Commands& commands) {
  for (const auto* pattern : {"/records/{resource}/new", "/records/{resource}/{id}/{verb}"}) {
    router.add(page_route(
        pattern, taking(as_at_parameters, suggestion_parameters),
        [shelf, &commands](const Call& call) { return show_form(call, shelf, commands); }));
    auto sent = page_route(pattern, taking(as_at_parameters), [shelf, &commands](const Call& call) {
      return take_form(call, shelf, commands);
    });
    sent.method = "POST";
    router.add(std::move(sent));
  }
}

}  // namespace closeloop::api
