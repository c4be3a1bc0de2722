// Published plans by HTTP: the same code as `closeloop import plans` (tests/integration).
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/import/routes.h"
#include "tests/support/json_schema.h"
#include "tests/support/served_board.h"

namespace closeloop::testing {
namespace {

namespace json = boost::json;
using ::testing::HasSubstr;

constexpr auto a_plan = R"({"plan_id": "P01", "title": "Review of case 7", "date": "2016-12",
  "findings": [{"id": "F1", "text": "Thresholds drift apart.", "theme": "neglect"}],
  "actions": [{"id": "A1", "finding_ids": ["F1"], "text": "Train all leads.", "due_text": "Spring"},
              {"id": "A2", "finding_ids": ["F1"], "text": "Audit 20 cases.",
               "due_date": "2017-03-31", "status": "complete", "evidence": ["register"]}]})";
constexpr auto a_table =
    "Ref;Finding;Action;Due\nA1;Fathers are not seen;Ask for them;April 2017\n";

class Imports : public ::testing::Test {
 protected:
  Answer send(const std::string& path, std::string body, const std::string& key = "",
              const std::string& role = "boardManager",
              const std::string& type = "application/json") {
    std::vector<api::Header> headers{{"content-type", type}};
    if (!key.empty()) headers.emplace_back("idempotency-key", key);
    return board.send("POST", "/api/v1/imports/plans" + path, role, std::move(body),
                      std::move(headers));
  }
  std::uint64_t head() { return board.log->head().number(); }
  static std::int64_t taken(const Answer& answer, const char* what) {
    return answer.json.at("taken").at(what).as_int64();
  }

  ServedBoard board;
};

TEST_F(Imports, a_dry_run_takes_nothing_and_says_what_would_be) {
  const auto before = head();
  const auto answer = send("/dry-run", a_plan);
  ASSERT_EQ(answer.status(), 200) << answer.response.body;
  EXPECT_EQ(head(), before);
  EXPECT_TRUE(answer.json.at("dryRun").as_bool());
  EXPECT_EQ(taken(answer, "plans"), 1);
  EXPECT_EQ(taken(answer, "actions"), 2);
  EXPECT_EQ(taken(answer, "pieces of evidence"), 1);
  EXPECT_FALSE(answer.json.contains("position"));
  EXPECT_EQ(answer.response.header("Loop-Position"), std::to_string(before));
  EXPECT_EQ(answer.text("sentence"),
            "Nothing has been taken yet. There is 1 plan, 1 finding, 2 actions and 1 piece of "
            "evidence to take.");
  const auto& kept = answer.json.at("keptAsText").as_array();
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[1].at("place").as_string(), "/actions/0");
  EXPECT_EQ(kept[1].at("column").as_string(), "due_text");
}

TEST_F(Imports, what_is_taken_is_there_and_again_changes_nothing) {
  const auto before = head();
  const auto answer = send("", a_plan, "k1");
  ASSERT_EQ(answer.status(), 201) << answer.response.body;
  EXPECT_EQ(answer.response.header("Location"), "/api/v1/reviews/P01");
  EXPECT_EQ(answer.number("position"), head());
  EXPECT_EQ(head() - before, static_cast<std::uint64_t>(taken(answer, "events")));
  board.catch_up();
  EXPECT_EQ(board.get("findings/P01-F1").status(), 200);
  EXPECT_EQ(board.get("actions/P01-A2").status(), 200);

  const auto again = send("", a_plan, "k2");
  EXPECT_EQ(again.status(), 200) << again.response.body;
  EXPECT_TRUE(again.json.at("taken").as_object().empty());
  EXPECT_EQ(again.json.at("unchanged").at(0).as_string(), "P01");
  EXPECT_EQ(head(), answer.number("position"));
}

TEST_F(Imports, a_repeated_command_gets_its_first_answer) {
  const auto first = send("", a_plan, "k1");
  const auto again = send("", a_plan, "k1");
  EXPECT_EQ(again.status(), 201);
  EXPECT_EQ(again.response.body, first.response.body);
  const auto other = send("", R"([{"plan_id": "P02", "title": "T"}])", "k1");
  EXPECT_EQ(other.status(), 409) << other.response.body;
  EXPECT_EQ(other.problem(), "/problems/key-reused");
  const auto more =
      send("", "[" + std::string{a_plan} + R"(, {"plan_id": "P02", "title": "T"}])", "k2");
  EXPECT_EQ(more.status(), 201);
  EXPECT_EQ(taken(more, "plans"), 1);
  EXPECT_EQ(send("", "[" + std::string{a_plan} + R"(, {"plan_id": "P02", "title": "T"}])", "k2")
                .response.body,
            more.response.body);
  EXPECT_EQ(send("", a_plan).problem(), "/problems/idempotency-key");
}

TEST_F(Imports, a_mistake_anywhere_refuses_all_of_it_and_says_where) {
  const auto before = head();
  const std::string wrong =
      R"({"plan_id": "P01", "title": "T", "findings": [{"id": "F1", "text": "x"}],
          "actions": [{"id": "A1", "text": "t", "finding_ids": ["F9"], "due_date": "2017-02-30"},
                      {"id": "A1", "text": ""}]})";
  const auto dry = send("/dry-run", wrong);
  EXPECT_EQ(dry.status(), 200);
  EXPECT_EQ(dry.json.at("refused").as_array().size(), 3U) << dry.response.body;
  const auto answer = send("", wrong, "k1");
  EXPECT_EQ(answer.status(), 422);
  EXPECT_EQ(answer.problem(), "/problems/invalid");
  EXPECT_THAT(answer.text("detail"), HasSubstr("Nothing was taken: the file has 3 mistakes."));
  EXPECT_EQ(answer.json.at("report").at("refused"), dry.json.at("refused"));
  EXPECT_EQ(answer.json.at("errors").as_array().size(), 3U);
  EXPECT_EQ(answer.json.at("errors").at(0).at("pointer").as_string(), "/actions/1/text");
  EXPECT_EQ(head(), before);
}

TEST_F(Imports, a_table_is_taken_too) {
  EXPECT_EQ(send("", a_table, "k0", "analyst", "text/csv").status(), 422) << "which plan?";
  const auto answer =
      send("?plan_id=SCR-7&title=Review+of+case+7", a_table, "k1", "analyst", "text/csv");
  ASSERT_EQ(answer.status(), 201) << answer.response.body;
  EXPECT_EQ(answer.json.at("reviews").at(0).as_string(), "SCR-7");
  EXPECT_EQ(answer.json.at("keptAsText").at(0).at("place").as_string(), "row 2");
}

TEST_F(Imports, what_is_no_file_of_plans_is_refused_in_words) {
  struct Case {
    std::string body;
    const char* type;
    const char* says;
  };
  const std::vector<Case> cases{
      {"", "application/json", ""},
      {"{", "application/json", ""},
      {"[]", "application/json", "There is no plan in this file."},
      {"[1]", "application/json", "A plan must be an object"},
      {R"({"plans": 3})", "application/json", "list of plans"},
      {std::string{"{\"plan_id\": \"a\0b\"}", 18}, "application/json", ""},
      {"{\"plan_id\": \"\xFF\"}", "application/json", ""},
      {std::string(5000, '['), "application/json", ""},
      {"", "text/csv", ""},
      {std::string{"Action\na\0b", 10}, "text/csv", "NUL"},
      {"Action\n\xE9t\xE9", "text/csv", "UTF-8"},
      {std::string{"\xFF\xFE\x41\0", 4}, "text/csv", "UTF-16"},
      {"Colour\nred\n", "text/csv", "no column"},
      {"Action\n\"x", "text/csv", "never closed"},
  };
  const auto before = head();
  for (const auto& [body, type, says] : cases) {
    const auto answer = send("", body, "k", "boardManager", type);
    EXPECT_EQ(answer.status(), 422) << body << answer.response.body;
    EXPECT_THAT(answer.response.body, HasSubstr(says));
    EXPECT_FALSE(answer.json.at("errors").as_array().empty());
  }
  EXPECT_EQ(send("", a_plan, "k", "boardManager", "text/xml").status(), 415);
  EXPECT_EQ(head(), before);
}

TEST_F(Imports, are_for_those_who_may_give_each_command_of_a_plan) {
  const auto before = head();
  for (const auto* role : {"agencyLead", "auditor", "chair", "inspector"}) {
    for (const auto* path : {"/dry-run", ""}) {
      const auto answer = send(path, a_plan, "k", role);
      EXPECT_EQ(answer.status(), 403) << role << answer.response.body;
      EXPECT_EQ(answer.problem(), "/problems/forbidden");
    }
  }
  EXPECT_EQ(send("", a_plan, "k", "").status(), 401);
  EXPECT_EQ(head(), before);
  EXPECT_EQ(send("", a_plan, "k", "analyst").status(), 201);
}

TEST_F(Imports, of_two_at_the_same_time_one_is_taken_and_commands_go_on) {
  std::vector<std::thread> threads;
  std::vector<int> statuses(4);
  std::atomic<int> opened{0};
  for (std::size_t i = 0; i < statuses.size(); ++i) {
    threads.emplace_back([&, i] {
      statuses[i] = send("", a_plan, "k" + std::to_string(i)).status();
      opened +=
          board.post("reviews", "analyst", R"({"kind": "rapidReview", "title": "x"})").status() ==
                  201
              ? 1
              : 0;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(std::count(statuses.begin(), statuses.end(), 201), 1);
  EXPECT_EQ(std::count(statuses.begin(), statuses.end(), 200), 3) << "the others: nothing is new";
  EXPECT_EQ(opened, 4);
}

TEST_F(Imports, answer_as_they_are_described) {
  const json::value description = board.get("openapi.json").json;
  JsonSchema schemas{description};
  for (const auto* path : {"/dry-run", ""}) {
    const auto& answers = description.at("paths")
                              .at("/api/v1/imports/plans" + std::string{path})
                              .at("post")
                              .at("responses");
    for (const auto* status : {"200", "201"}) {
      const auto& schema = answers.at(status).at("content").at("application/json").at("schema");
      EXPECT_THAT(schemas.check(schema.as_object(), send(path, a_plan, "k1").json),
                  ::testing::IsEmpty());
    }
  }
}

TEST_F(Imports, take_a_longer_body_than_others_from_those_who_are_known) {
  const auto most = [&](const std::string& path, const std::string& authorization) {
    api::Request request;
    request.method = "POST";
    request.path = path;
    request.headers = {{"authorization", authorization}, {"host", "localhost"}};
    return board.application->body_bytes_max(request);
  };
  const auto token = "Bearer " + board.tokens.at("boardManager");
  EXPECT_EQ(most("/api/v1/imports/plans", token), api::plans_file_bytes_max);
  EXPECT_EQ(most("/api/v1/imports/plans", "Bearer x"), api::ordinary_body_bytes);
  EXPECT_EQ(most("/api/v1/reviews", token), api::ordinary_body_bytes);
  EXPECT_EQ(most("/nowhere", token), api::ordinary_body_bytes);
}

}  // namespace
}  // namespace closeloop::testing
