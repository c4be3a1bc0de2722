#include "api/problem.h"

#include <gtest/gtest.h>

namespace closeloop::api {
namespace {

using eventstore::Error;

TEST(Problem, of_each_code_has_the_status_that_says_what_to_do) {
  const struct {
    Error error;
    int status;
    const char* name;
  } table[] = {
      {eventstore::invalid({{"/due", "missing", "Due is required."}}), 422, "invalid"},
      {eventstore::invalid("json.malformed", "No JSON."), 400, "malformed"},
      {eventstore::invalid("command.id", "No id."), 400, "malformed"},
      {eventstore::invalid("parameter", "Unknown."), 400, "bad-parameter"},
      {eventstore::not_found("Nothing."), 404, "not-found"},
      {eventstore::refused("action.verify.independence", "No."), 409, "refused"},
      {eventstore::refused("permission", "No."), 403, "forbidden"},
      {eventstore::conflict("log.version", "Moved on.", 3), 412, "stale"},
      {eventstore::conflict("command.stale", "Moved on.", 3), 412, "stale"},
      {eventstore::conflict("command.unseen", "Which?", 3), 428, "if-match"},
      {eventstore::conflict("command.exists", "Taken.", 1), 409, "exists"},
      {eventstore::conflict("log.command-reused", "Used."), 409, "key-reused"},
      {eventstore::unavailable("log.closing", "Later."), 503, "unavailable"},
      {eventstore::corrupt("Damaged."), 500, "damaged"},
  };
  for (const auto& row : table) {
    const auto document = problem_of(row.error);
    EXPECT_EQ(document.status, row.status) << row.error.rule;
    EXPECT_EQ(document.name, row.name) << row.error.rule;
    ASSERT_NE(find_problem_kind(document.name), nullptr);
  }
}

TEST(Problem, carries_every_error_with_its_pointer_and_the_current_version) {
  auto error = eventstore::invalid(
      {{"/a", "missing", "A is required."}, {"/b/0", "date", "B must be a real date."}});
  error.current_version = 7;
  const auto json = to_json(problem_of(error));
  EXPECT_EQ(json.at("type").as_string(), "/problems/invalid");
  EXPECT_EQ(json.at("currentVersion").to_number<int>(), 7);
  ASSERT_EQ(json.at("errors").as_array().size(), 2U);
  EXPECT_EQ(json.at("errors").at(1).at("pointer").as_string(), "/b/0");
}

TEST(Problem, says_when_to_come_again_and_how_to_sign_in) {
  EXPECT_EQ(to_response(problem("unavailable", "")).header("Retry-After"), "1");
  EXPECT_EQ(to_response(problem("sign-in", "")).header("WWW-Authenticate"),
            "Bearer realm=\"closeloop\"");
}

}  // namespace
}  // namespace closeloop::api
