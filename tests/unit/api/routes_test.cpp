#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/openapi.h"
#include "domain/permissions.h"
#include "tests/places.h"
#include "tests/support/served_board.h"

/// The table of routes against what is promised of it.
namespace closeloop::testing {
namespace {

using ::testing::HasSubstr;

/// The pattern with something in each brace.
std::string example_of(std::string pattern) {
  for (auto open = pattern.find('{'); open != std::string::npos; open = pattern.find('{')) {
    const auto close = pattern.find('}', open);
    const auto name = pattern.substr(open + 1, close - open - 1);
    pattern.replace(open, close - open + 1, name == "position" ? "1" : "P-1");
  }
  return pattern;
}

TEST(Routes, R57_vii_no_route_edits_or_deletes) {
  // Accounts and sessions are nothing that is recorded (decision 16).
  const std::set<std::string> of_accounts{"/sign-in", "/sign-out", "/password",
                                          "/people/{id}/password"};
  // A file, or a return's form, comes to events of the schema (import_routes_test.cpp,
  // returns_import_test.cpp, catalogue_import_test.cpp).
  const std::regex imports{R"((/api/v1)?/imports/.*|/records/returns/\{id\}/answer)"};
  // Forms give the commands of the same table (record_forms_test.cpp walks them all).
  const std::set<std::string> forms{"/records/{resource}/new", "/records/{resource}/{id}/{verb}"};
  ServedBoard board;
  const auto head = board.log->head();
  for (const auto& route : board.application->router().routes()) {
    EXPECT_TRUE(route.method == "GET" || route.method == "POST") << route.method << route.pattern;
    if (route.method == "POST" && !of_accounts.contains(route.pattern) &&
        !forms.contains(route.pattern) && !std::regex_match(route.pattern, imports)) {
      // What can be sent only adds: every POST asks for an event of the schema.
      ASSERT_NE(route.command, nullptr) << route.pattern;
    }
    for (const auto* verb : {"PUT", "PATCH", "DELETE"}) {
      const auto answer =
          board.send(verb, example_of(route.pattern), "boardManager", R"({"name": "x"})",
                     {{"content-type", "application/json"}, {"idempotency-key", "x"}});
      EXPECT_EQ(answer.status(), 405) << verb << ' ' << route.pattern;
      EXPECT_EQ(answer.problem(), "/problems/method") << verb << ' ' << route.pattern;
      EXPECT_EQ(answer.response.header("Allow").find(verb), std::string::npos);
    }
  }
  EXPECT_EQ(board.log->head(), head);
}

TEST(Routes, R57_vii_no_header_turns_a_post_into_a_deletion) {
  ServedBoard board;
  raise_a_loop(board);
  const auto head = board.log->head();
  for (const auto* header : {"x-http-method-override", "x-http-method", "x-method-override"}) {
    const auto answer = board.send("POST", "/api/v1/actions/A-1", "boardManager", "{}",
                                   {{header, "DELETE"}, {"idempotency-key", "x"}});
    EXPECT_EQ(answer.status(), 405);
  }
  EXPECT_EQ(board.log->head(), head);
}

TEST(Routes, R57_vii_questions_record_nothing) {
  ServedBoard board;
  raise_a_loop(board);
  const auto head = board.log->head();
  for (const auto& route : board.application->router().routes()) {
    if (route.method == "GET") (void)board.send("GET", example_of(route.pattern), "analyst");
  }
  EXPECT_EQ(board.log->head(), head);
}

TEST(Routes, ask_for_a_token_but_for_health_and_the_description) {
  ServedBoard board;
  for (const auto& route : board.application->router().routes()) {
    if (!route.pattern.starts_with("/api/")) continue;
    const auto answer = board.send(route.method, example_of(route.pattern));
    const bool open = route.pattern == "/api/v1/health" || route.pattern == "/api/v1/openapi.json";
    EXPECT_EQ(answer.status(), open ? 200 : 401) << route.method << ' ' << route.pattern;
  }
}

TEST(Routes, of_commands_keep_to_the_table_of_permissions) {
  ServedBoard board;
  const std::pair<const char*, person::Role> people[] = {
      {"agencyLead", person::Role::AGENCY_LEAD}, {"auditor", person::Role::AUDITOR},
      {"analyst", person::Role::ANALYST},        {"chair", person::Role::CHAIR},
      {"inspector", person::Role::INSPECTOR},    {"boardManager", person::Role::BOARD_MANAGER}};
  for (const auto& permission : permissions()) {
    for (const auto& [name, role] : people) {
      // The body is wrong, so nothing happens; but who may not ask is told that first.
      const auto answer = board.send(
          "POST",
          "/api/v1/" + std::string{permission.resource} + "/NONE/" + std::string{permission.intent},
          name, R"({"no-such-field": 1})",
          {{"content-type", "application/json"}, {"idempotency-key", "x"}});
      if (permission.has(role)) {
        EXPECT_EQ(answer.status(), 422) << name << permission.resource << permission.intent;
      } else {
        EXPECT_EQ(answer.status(), 403) << name << permission.resource << permission.intent;
        EXPECT_EQ(answer.problem(), "/problems/forbidden");
      }
    }
  }
}

TEST(Openapi, has_every_route_and_nothing_else) {
  ServedBoard board;
  std::set<std::string> routes;
  std::set<std::string> operations;
  for (const auto& route : board.application->router().routes()) {
    if (!route.pattern.starts_with("/api/")) continue;
    routes.insert(route.method + " " + route.pattern);
    EXPECT_TRUE(operations.insert(route.operation).second) << route.operation << " twice";
  }
  const auto document = board.send("GET", "/api/v1/openapi.json").json;
  std::set<std::string> described;
  for (const auto& [path, item] : document.at("paths").as_object()) {
    for (const auto& [verb, operation] : item.as_object()) {
      described.insert((verb == "get" ? "GET " : "POST ") + std::string{path});
      EXPECT_FALSE(operation.at("responses").as_object().empty());
    }
  }
  EXPECT_EQ(described, routes);
}

TEST(Openapi, refers_only_to_what_it_holds) {
  ServedBoard board;
  const auto document = board.send("GET", "/api/v1/openapi.json").json;
  const boost::json::value whole(document);  // Braces would make a list.
  const auto text = boost::json::serialize(document);
  std::size_t found = 0;
  for (auto at = text.find("\"$ref\":\"#"); at != std::string::npos;
       at = text.find("\"$ref\":\"#", at + 1)) {
    const auto start = at + 9;
    const auto pointer = text.substr(start, text.find('"', start) - start);
    boost::system::error_code failed;
    EXPECT_NE(whole.find_pointer(pointer, failed), nullptr) << pointer;
    ++found;
  }
  EXPECT_GT(found, 100U);
}

TEST(Reference, of_the_api_is_what_the_program_makes) {
  ServedBoard board;
  const auto path = std::string{CLOSELOOP_SOURCE_DIR} + "/docs/reference/api.md";
  const auto made = api::api_reference(board.application->router());
  if (std::getenv("CLOSELOOP_WRITE_DOCS") != nullptr) std::ofstream{path} << made;
  std::stringstream written;
  written << std::ifstream{path}.rdbuf();
  EXPECT_EQ(written.str(), made) << "run the tests once with CLOSELOOP_WRITE_DOCS=1";
}

TEST(Verbs, that_no_one_knows_are_said_to_be_unknown) {
  ServedBoard board;
  EXPECT_EQ(board.send("BREW", "/api/v1/health").status(), 501);
  const auto options = board.send("OPTIONS", "/api/v1/reviews");
  EXPECT_EQ(options.status(), 204);
  EXPECT_EQ(options.response.header("Allow"), "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(options.response.header("Access-Control-Allow-Origin"), "");
}

TEST(Pages, are_for_this_machine_only) {
  ServedBoard board;
  EXPECT_EQ(board.send("GET", "/problems/stale").status(), 200);
  EXPECT_THAT(board.send("GET", "/problems/stale").response.body, HasSubstr("<h1"));
  for (const auto* host : {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example"}) {
    api::Request request{"GET", "/", "", {{"host", host}}, "", "127.0.0.1"};
    EXPECT_EQ(board.application->handle(request).status, 404) << host;
  }
  ServedBoard without{ServedBoard::Serves::api_only};
  EXPECT_EQ(without.send("GET", "/").status(), 404);
  EXPECT_EQ(without.send("GET", "/sign-in").status(), 404);
}

TEST(Pages, show_problems_as_pages_to_browsers) {
  ServedBoard board;
  const auto page = board.send("GET", "/findings/F-404", "analyst", {}, {{"accept", "text/html"}});
  EXPECT_EQ(page.status(), 404);
  EXPECT_THAT(page.response.content_type, HasSubstr("text/html"));
  const auto api = board.send("GET", "/api/v1/nothing", {}, {}, {{"accept", "text/html"}});
  EXPECT_EQ(api.response.content_type, "application/problem+json");
}

}  // namespace
}  // namespace closeloop::testing
