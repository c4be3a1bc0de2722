#include "api/pages/people.h"

#include <functional>
#include <map>

#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "api/answer.h"
#include "api/form_body.h"
#include "api/pages.h"
#include "api/pages/frame.h"
#include "api/problem.h"
#include "domain/permissions.h"
#include "projections/people.h"
#include "projections/queries.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;

/// Who may add people may let them in.
Result<void> must_manage(const Call& call) {
  return must_be_permitted(call.actor.role, "people", "add");
}

/// A page of those who manage people.
Result<Response> show(const Call& call, const Shelf& shelf, std::string_view page,
                      const std::string& title, const View& view) {
  BOOST_OUTCOME_TRY(must_manage(call));
  BOOST_OUTCOME_TRY(auto response, show_page(call, shelf, page, title, view));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

using SignInNames = std::map<std::string, std::string, std::less<>>;

/// By the person's id.
Result<SignInNames> sign_in_names(const SignInDesk& desk) {
  BOOST_OUTCOME_TRY(const auto accounts, desk.accounts().all());
  SignInNames names;
  for (const auto& account : accounts) names[account.person] = account.name;
  return names;
}

/// What is recorded of people has a past. Accounts lie beside the log and have none: the name that
/// somebody signs in as is said of today only.
Result<json::object> people(const Call& call, const Seen& seen, const SignInNames& names) {
  BOOST_OUTCOME_TRY(auto model, people_list(*seen.board, call.parameters.page(),
                                            call.parameters.number("ended") == 1));
  if (seen.as_at.is_past()) return model;
  for (auto& row : model.at("rows").as_array()) {
    auto& person = row.as_object();
    const auto name = names.find(std::string_view{person.at("id").as_string()});
    if (name != names.end()) person["signInName"] = name->second;
  }
  return model;
}

Result<Response> people_page(const Call& call, const Shelf& shelf, const SignInDesk& desk) {
  BOOST_OUTCOME_TRY(must_manage(call));
  BOOST_OUTCOME_TRY(const auto names, sign_in_names(desk));
  return show(call, shelf, "people", "People", [&](const Seen& seen) -> Result<json::object> {
    BOOST_OUTCOME_TRY(auto model, people(call, seen, names));
    model["endedAny"] = model.at("ended").to_number<std::uint64_t>() > 0;
    model["showsEnded"] = call.parameters.number("ended") == 1;
    for (auto& row : model.at("rows").as_array()) {
      row.as_object()["holds"] = !row.at("ended").as_bool();
    }
    return model;
  });
}

/// The same for programs. What people sign in as is not in the log: the ETag must tell it too.
Result<Response> people_answer(const Call& call, const Shelf& shelf, const SignInDesk& desk) {
  BOOST_OUTCOME_TRY(must_manage(call));
  BOOST_OUTCOME_TRY(const auto names, sign_in_names(desk));
  std::string all;
  for (const auto& [person, name] : names) all += person + ' ' + name + '\n';
  return answer(
      call, shelf, [&](const Seen& seen) { return people(call, seen, names); },
      fmt::format("n{:x}", std::hash<std::string>{}(all)));
}

Result<Response> agencies_answer(const Call& call, const Shelf& shelf) {
  BOOST_OUTCOME_TRY(must_manage(call));
  return answer(call, shelf,
                [&](const Seen& seen) { return agency_list(*seen.board, call.parameters.page()); });
}

/// The person that the address names. `not_found` if there is none whose access holds.
Result<json::object> person_in(const Seen& seen, const std::string& id) {
  if (!seen.board->person(id)) {
    return not_found(fmt::format("There is no person {} whose access holds.", id));
  }
  return record(*seen.board, "people", id, seen.asked_on);
}

Result<Response> password_page(const Call& call, const Shelf& shelf, const SignInDesk& desk,
                               std::string_view typed = {}, const Error* error = nullptr) {
  BOOST_OUTCOME_TRY(must_manage(call));
  const auto& id = call.captures[0];
  BOOST_OUTCOME_TRY(const auto account, desk.accounts().of(id));
  const auto name = error != nullptr ? std::string{typed}
                    : account        ? account->name
                                     : sign_in_name(id);
  return show(call, shelf, "new_password",
              (error != nullptr ? "Error: A new password for " : "A new password for ") + id,
              [&](const Seen& seen) -> Result<json::object> {
                BOOST_OUTCOME_TRY(const auto person, person_in(seen, id));
                json::object model{{"id", id},
                                   {"person", person.at("title")},
                                   {"signInName", name},
                                   {"undated", true},
                                   {"has", account.has_value()}};
                if (error != nullptr) model["wrong"] = error->message;
                return model;
              });
}

Result<Response> give_password(const Call& call, const Shelf& shelf, SignInDesk& desk) {
  BOOST_OUTCOME_TRY(must_manage(call));
  const auto form = FormBody::read(call.request.body);
  if (!form) return to_response(problem("malformed", "The form is not well encoded."));
  const auto& id = call.captures[0];
  const auto given = desk.give_password(id, form->text("name"));
  if (!given) {
    const auto& error = given.error();
    if (error.rule != "accounts.name") return error;
    BOOST_OUTCOME_TRY(auto again,
                      password_page(call, shelf, desk, form->text("name").substr(0, 64), &error));
    again.status = 422;
    return again;
  }
  spdlog::info("{} gave {} a new password", call.actor.person.text(), id);
  return show(call, shelf, "given_password", "The new password of " + id,
              [&](const Seen& seen) -> Result<json::object> {
                BOOST_OUTCOME_TRY(const auto person, person_in(seen, id));
                return json::object{{"id", id},
                                    {"person", person.at("title")},
                                    {"signInName", given.value().name},
                                    {"undated", true},
                                    {"password", given.value().password}};
              });
}

}  // namespace

void add_people_pages(Router& router, const Shelf& shelf, SignInDesk& desk) {
  constexpr std::string_view of_people[] = {"ended"};
  router.add(
      page_route("/people", taking(as_at_parameters, of_people, page_parameters),
                 [shelf, &desk](const Call& call) { return people_page(call, shelf, desk); }));
  router.add(
      page_route("/agencies", taking(as_at_parameters, page_parameters), [shelf](const Call& call) {
        return show(call, shelf, "agencies", "Agencies", [&](const Seen& seen) {
          return agency_list(*seen.board, call.parameters.page());
        });
      }));
  router.add(
      {.method = "GET",
       .pattern = "/api/v1/directory/people",
       .operation = "listPeopleWithAccess",
       .tag = "Directory",
       .summary = "Who has access, by which sign-in name; for who lets people in",
       .access = Access::bearer,
       .parameters = taking(as_at_parameters, of_people, page_parameters),
       .handler = [shelf, &desk](const Call& call) { return people_answer(call, shelf, desk); },
       .answer = "PeopleDirectory"});
  router.add({.method = "GET",
              .pattern = "/api/v1/directory/agencies",
              .operation = "listAgenciesWithPeople",
              .tag = "Directory",
              .summary = "The agencies with their people; for who lets people in",
              .access = Access::bearer,
              .parameters = taking(as_at_parameters, page_parameters),
              .handler = [shelf](const Call& call) { return agencies_answer(call, shelf); },
              .answer = "AgencyDirectory"});
  router.add(page_route("/people/{id}/password", {}, [shelf, &desk](const Call& call) {
    return password_page(call, shelf, desk);
  }));
  auto sent = page_route("/people/{id}/password", {}, [shelf, &desk](const Call& call) {
    return give_password(call, shelf, desk);
  });
  sent.method = "POST";
  router.add(std::move(sent));
}

}  // namespace closeloop::api
