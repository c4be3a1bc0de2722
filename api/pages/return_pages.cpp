#include "api/pages/return_pages.h"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "api/command_id.h"
#include "api/import/known_series.h"
#include "api/import/returns_table.h"
#include "api/import/take_returns.h"
#include "api/pages.h"
#include "api/pages/frame.h"
#include "api/pages/model.h"
#include "api/pages/next_steps.h"
#include "api/pages/return_form.h"
#include "api/problem.h"
#include "domain/permissions.h"
#include "projections/measures/held_series.h"
#include "projections/measures/scorecard.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;
using imports::ImportReport;

constexpr std::size_t answer_bytes_max = 2000;  // Of one answer: what is longer is no figure.

json::object step(std::string label, std::string href) {
  return {{"label", std::move(label)}, {"href", std::move(href)}};
}

/// Whether the person may send the figures of that return, as a board has it.
Result<void> may_answer(const Actor& actor, const std::string& id, const Board& board) {
  const auto known = imports::known_series(board);
  return imports::must_be_permitted_to_return(actor, id, [&](const auto& use) { use(known); });
}

std::vector<json::object> ways_to_answer(const Call& call, const Seen& seen,
                                         const std::string& id) {
  if (seen.as_at.is_past() || !may_answer(call.actor, id, *seen.board)) return {};
  return {step("Type in its figures", fmt::format("/records/returns/{}/answer", id)),
          step("Send its figures as a file", "/imports/returns?return=" + percent_encoded(id))};
}

Result<Response> show_values(const Call& call, const Shelf& shelf, Commands& commands) {
  const auto& id = call.captures[0];
  return show_page(call, shelf, "return_values", "What came with " + id,
                   [&](const Seen& seen) -> Result<json::object> {
                     BOOST_OUTCOME_TRY(
                         auto model, return_values(*seen.board, id, seen.asked_on, seen.audience));
                     add_next_steps(model, call, seen, commands, "returns", id);
                     if (auto* steps = model.if_contains("steps")) {
                       for (auto& way : ways_to_answer(call, seen, id)) {
                         steps->get_array().push_back(std::move(way));
                       }
                     }
                     add_done(model, call, seen, "returns");
                     return model;
                   });
}

/// The form, with what was typed and what is wrong with it.
Result<Response> show_form(const Call& call, const Shelf& shelf, const FormBody& given,
                           const ImportReport& report) {
  const auto& id = call.captures[0];
  BOOST_OUTCOME_TRY(
      auto response,
      show_page(call, shelf, "command", {}, [&](const Seen& seen) -> Result<json::object> {
        BOOST_OUTCOME_TRY(const auto asked, asked_return(*seen.board, id));
        return return_form(*seen.board, id, asked, given, report);
      }));
  if (!report.refused.empty()) response.status = 422;
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

Result<void> must_be_allowed(const Call& call, const Shelf& shelf) {
  BOOST_OUTCOME_TRY(may_answer(call.actor, call.captures[0], *shelf.projector.live()));
  if (!call.parameters.as_at().is_past()) return allowed();
  return eventstore::conflict("command.past",
                              "The past cannot be written. Return to today to send figures.", 0);
}

Result<Response> ask(const Call& call, const Shelf& shelf) {
  BOOST_OUTCOME_TRY(must_be_allowed(call, shelf));
  FormBody given;
  given.add("_key", eventstore::to_string(eventstore::new_uuid(shelf.clock.now())));
  return show_form(call, shelf, given, {});
}

/// What was typed, in a text of its own, so that the same sending is known again.
std::string all_of(const FormBody& given) {
  std::string all;
  for (const auto& [name, answer] : given.answers()) {
    if (!name.starts_with('_')) all += name + "=" + answer + "\n";
  }
  return all;
}

Result<Response> take(const Call& call, const Shelf& shelf, eventstore::EventLog& log) {
  BOOST_OUTCOME_TRY(must_be_allowed(call, shelf));
  const auto& id = call.captures[0];
  const auto given = FormBody::read(call.request.body);
  const auto key = given ? eventstore::parse_uuid(given->text("_key")) : std::nullopt;
  if (!key) {
    return eventstore::invalid("json.form",
                               "This is not a form of ours as we made it. Nothing was recorded. "
                               "Open the form again.");
  }
  for (const auto& [name, answer] : given->answers()) {
    if (answer.size() <= answer_bytes_max) continue;
    return eventstore::invalid("json.form", name + " is too long to be a figure.");
  }
  BOOST_OUTCOME_TRY(const auto asked, asked_return(*shelf.projector.live(), id));
  ImportReport report;
  const auto rows = imports::read_returns(table_of(asked, *given), report);
  imports::Taking taking;
  taking.actor = call.actor;
  taking.correlation = call.trace;
  taking.command = {command_id("answer", given->text("_key"), call.actor),
                    eventstore::sha256(id + "\n" + all_of(*given))};
  BOOST_OUTCOME_TRY(take_returns(log, shelf.clock, imports::as_held_by(shelf.projector), rows,
                                 {.content = {}, .name = {}, .data_return = id}, taking, report));
  if (!report.refused.empty()) return show_form(call, shelf, *given, report);
  Response response{303, {}, {}, {}};
  auto to = fmt::format("/returns/{}/values", id);
  if (report.position != 0) {
    to += fmt::format("?done=receive&min_position={}", report.position);
  }
  response.headers.emplace_back("Location", std::move(to));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

}  // namespace

void add_return_steps(json::object& model, const Call& call, const Seen& seen,
                      const std::string& id) {
  if (seen.as_at.is_past()) return;
  json::array steps;
  steps.push_back(step("See what came with it", fmt::format("/returns/{}/values", id)));
  for (auto& way : ways_to_answer(call, seen, id)) steps.push_back(std::move(way));
  if (auto* others = model.if_contains("steps"); others != nullptr && others->is_array()) {
    for (auto& other : others->get_array()) steps.push_back(std::move(other));
  }
  model["steps"] = std::move(steps);
}

void add_data_return_steps(json::object& model, const Call& call, const Seen& seen) {
  if (seen.as_at.is_past()) return;
  json::array steps;
  if (may(call.actor.role, "returns", "request")) {
    steps.push_back(step("Request a return", "/records/returns/new"));
  }
  if (may_answer(call.actor, {}, *seen.board)) {
    steps.push_back(step("Import returns from a file", "/imports/returns"));
  }
  model["steps"] = std::move(steps);
  for (auto& each : model.at("rows").as_array()) {
    auto& row = each.as_object();
    const std::string id{text_in(row, "id")};
    json::array of_row;
    const auto* state = held_return(*seen.board, id);
    const bool came = state != nullptr && state->phase == data_return::Phase::received;
    if (came && may(call.actor.role, "returns", "accept")) {
      of_row.push_back(step("Accept or reject", fmt::format("/returns/{}/values", id)));
    } else if (!came) {
      for (auto& way : ways_to_answer(call, seen, id)) of_row.push_back(std::move(way));
    }
    row["steps"] = std::move(of_row);
  }
}

void add_return_pages(Router& router, const Shelf& shelf, eventstore::EventLog& log,
                      Commands& commands) {
  router.add(board_page(
      "/returns/{id}/values", taking(as_at_parameters, done_parameters),
      [shelf, &commands](const Call& call) { return show_values(call, shelf, commands); }));
  router.add(page_route("/records/returns/{id}/answer", taking(as_at_parameters),
                        [shelf](const Call& call) { return ask(call, shelf); }));
  auto sent = page_route("/records/returns/{id}/answer", taking(as_at_parameters),
                         [shelf, &log](const Call& call) { return take(call, shelf, log); });
  sent.method = "POST";
  router.add(std::move(sent));
}

}  // namespace closeloop::api
