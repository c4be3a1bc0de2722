#include "api/pages/people.h"

#include <map>

#include <boost/json/array.hpp>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

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

/// A page of those who manage people. It is about now: accounts have no past.
Result<Response> show(const Call& call, const Shelf& shelf, std::string_view page,
                      const std::string& title, const View& view) {
  BOOST_OUTCOME_TRY(must_manage(call));
  BOOST_OUTCOME_TRY(auto response, show_page(call, shelf, page, title,
                                             [&](const Seen& seen) -> Result<json::object> {
                                               BOOST_OUTCOME_TRY(auto model, view(seen));
                                               model["undated"] = true;
                                               return model;
                                             }));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

Result<Response> people_page(const Call& call, const Shelf& shelf, const SignInDesk& desk) {
  BOOST_OUTCOME_TRY(must_manage(call));
  BOOST_OUTCOME_TRY(const auto accounts, desk.accounts().all());
  std::map<std::string, std::string, std::less<>> names;
  for (const auto& account : accounts) names[account.person] = account.name;
  return show(call, shelf, "people", "People", [&](const Seen& seen) -> Result<json::object> {
    auto model = people_list(*seen.board);
    for (auto& row : model.at("rows").as_array()) {
      auto& person = row.as_object();
      person["holds"] = !person.at("ended").as_bool();
      const auto name = names.find(std::string_view{person.at("id").as_string()});
      if (name != names.end()) person["signInName"] = name->second;
    }
    return model;
  });
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
                                    {"password", given.value().password}};
              });
}

}  // namespace

void add_people_pages(Router& router, const Shelf& shelf, SignInDesk& desk) {
  router.add(page_route(
      "/people", {}, [shelf, &desk](const Call& call) { return people_page(call, shelf, desk); }));
  router.add(page_route("/agencies", {}, [shelf](const Call& call) {
    return show(call, shelf, "agencies", "Agencies",
                [](const Seen& seen) -> Result<json::object> { return agency_list(*seen.board); });
  }));
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
