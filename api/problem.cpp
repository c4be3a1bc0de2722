#include "api/problem.h"

#include <algorithm>
#include <array>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "eventstore/schema/text.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;
using eventstore::Errc;

constexpr ProblemKind kinds[] = {
    {"malformed", 400, "The request is malformed",
     "Something in the request itself, such as its JSON, a header or a parameter, can't be read. "
     "The detail says what. Mend it and send it again."},
    {"bad-parameter", 400, "A parameter is wrong",
     "A parameter in the address is unknown, or its value can't be used. The detail names it."},
    {"idempotency-key", 400, "An Idempotency-Key is needed",
     "Every command carries an Idempotency-Key header of 1 to 255 visible characters, new for "
     "each command. If the answer is lost, send the same request with the same key: it is "
     "recorded once only."},
    {"sign-in", 401, "A valid token is needed",
     "Send the header 'Authorization: Bearer <token>'. A token is made by 'closeloop user token', "
     "and ends on its last day, when it is revoked, or when its person's access ends."},
    {"forbidden", 403, "Your role may not do this",
     "GET /api/v1/roles lists which role may give which command."},
    {"form-token", 403, "This form can't be taken",
     "A form is taken only from the page of ours that it was shown on, from the browser that it "
     "was shown to, while the same person is signed in. Go back, load the page again and send the "
     "form again. A program sends the token of its form in the header Closeloop-Form-Token, or a "
     "bearer token."},
    {"not-found", 404, "There is nothing at this address",
     "Check the address and the id. A record that did not exist yet is not found when you look "
     "at the past."},
    {"method", 405, "This address does not take that method",
     "The Allow header says which it takes. Nothing recorded can be changed or deleted: a "
     "mistake is corrected by a new entry that names the old one."},
    {"timeout", 408, "The request came too slowly", "Send the whole request within 5 seconds."},
    {"refused", 409, "A rule does not allow this",
     "The rule is named, with what would be accepted. 'errors' lists each test that is not met."},
    {"exists", 409, "There is such a record already", "Choose another id, or leave it out."},
    {"key-reused", 409, "The Idempotency-Key was used for another request",
     "Use a new key for a new command."},
    {"past", 409, "The past cannot be written",
     "Leave out known_at, true_on and position to record something. Say when it was true with "
     "effectiveOn in the body."},
    {"length-required", 411, "The length of the body is needed",
     "Send Content-Length. A body in chunks is not taken."},
    {"stale", 412, "The record changed since you saw it",
     "'currentVersion' is the version it has now, 'changedBy' who changed it. Read it again, "
     "then decide anew."},
    {"too-large", 413, "The body is too large",
     "A body holds 64 KiB at most; a file of plans 2 MiB. Split what is longer."},
    {"target", 414, "The address is too long", "An address holds 8,000 characters at most."},
    {"media-type", 415, "The body is of a kind that is not taken",
     "Send application/json, or a form as application/x-www-form-urlencoded."},
    {"invalid", 422, "Some answers need another look",
     "'errors' lists everything that is wrong, each with a JSON pointer to its place."},
    {"if-match", 428, "If-Match is needed",
     "A command on a record that exists says which version you saw: If-Match: \"v3\". The record's "
     "ETag holds it."},
    {"internal", 500, "Something went wrong here",
     "This is our mistake, not yours. Nothing was half recorded. If it happens again, tell the "
     "board manager what you did."},
    {"damaged", 500, "The record is damaged",
     "What is on disk can't be read whole, and nothing is served short. The board manager should "
     "restore from a copy."},
    {"verb", 501, "This verb is not known here", "GET, HEAD, POST and OPTIONS are understood."},
    {"unavailable", 503, "Not possible just now", "Try again after the seconds in Retry-After."},
};

ProblemDocument of_kind(std::string_view name, std::string detail) {
  const auto* kind = find_problem_kind(name);
  ProblemDocument document;
  document.status = kind->status;
  document.name = kind->name;
  document.title = kind->title;
  document.detail = std::move(detail);
  return document;
}

/// The name of the kind of problem; where a code has several, the rule tells them apart.
std::string_view kind_of(const eventstore::Error& error) {
  const std::string_view rule = error.rule;
  switch (error.code) {
    case Errc::invalid:
      if (rule.starts_with("json") || rule == "command.id") return "malformed";
      if (rule.starts_with("parameter")) return "bad-parameter";
      return "invalid";
    case Errc::not_found: return "not-found";
    case Errc::refused: return rule.starts_with("permission") ? "forbidden" : "refused";
    case Errc::conflict:
      if (rule == "log.command-reused") return "key-reused";
      if (rule == "command.exists") return "exists";
      if (rule == "command.unseen") return "if-match";
      if (rule == "command.past") return "past";
      return "stale";
    case Errc::unavailable: return "unavailable";
    case Errc::corrupt: return "damaged";
  }
  return "internal";
}

}  // namespace

const ProblemKind* find_problem_kind(std::string_view name) {
  const auto* found = std::ranges::find(kinds, name, &ProblemKind::name);
  return found == std::end(kinds) ? nullptr : found;
}

ProblemDocument problem_of(const eventstore::Error& error) {
  auto document = of_kind(kind_of(error), error.message);
  document.rule = error.rule;
  document.errors = error.problems;
  document.current_version = error.current_version;
  return document;
}

ProblemDocument problem(std::string_view name, std::string detail) {
  return of_kind(name, std::move(detail));
}

json::object to_json(const ProblemDocument& problem) {
  using eventstore::printable;  // What was sent may be quoted, and JSON holds text only.
  json::object object{{"type", "/problems/" + problem.name},
                      {"status", problem.status},
                      {"title", problem.title},
                      {"detail", printable(problem.detail)}};
  if (!problem.rule.empty()) object["rule"] = problem.rule;
  if (problem.current_version != 0) object["currentVersion"] = problem.current_version;
  if (!problem.errors.empty()) {
    json::array errors;
    for (const auto& each : problem.errors) {
      errors.push_back(json::object{{"pointer", printable(each.pointer)},
                                    {"code", each.code},
                                    {"detail", printable(each.message)}});
    }
    object["errors"] = std::move(errors);
  }
  for (const auto& [name, value] : problem.more) object[name] = value;
  return object;
}

Response to_response(const ProblemDocument& problem) {
  Response response{
      problem.status, "application/problem+json", json::serialize(to_json(problem)), {}};
  if (problem.status == 503) response.headers.emplace_back("Retry-After", "1");
  if (problem.status == 401) {
    response.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"closeloop\"");
  }
  return response;
}

}  // namespace closeloop::api
