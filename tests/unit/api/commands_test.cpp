#include "api/commands.h"

#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/served_board.h"

/// What a command promises, as HTTP sees it.
namespace closeloop::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto a_review = R"({"kind": "multiAgencyAudit", "title": "Neglect audit"})";

TEST(Command, that_creates_answers_with_id_version_position_and_event) {
  ServedBoard board;
  const auto answer = board.post("reviews", "analyst", a_review);
  ASSERT_EQ(answer.status(), 201) << answer.response.body;
  EXPECT_EQ(answer.text("id"), "R-1");
  EXPECT_EQ(answer.number("version"), 1U);
  EXPECT_EQ(answer.number("position"), board.log->head().number());
  EXPECT_EQ(answer.response.header("ETag"), "\"v1\"");
  EXPECT_EQ(answer.response.header("Location"), "/api/v1/reviews/R-1");
  const auto& event = answer.json.at("events").at(0);
  EXPECT_EQ(event.at("type").as_string(), "ReviewOpened");
  EXPECT_EQ(event.at("stream").as_string(), "reviews/R-1");
  EXPECT_EQ(event.at("data").at("title").as_string(), "Neglect audit");
}

TEST(Command, that_creates_numbers_on_and_goes_past_ids_that_people_chose) {
  ServedBoard board;
  ASSERT_EQ(board.post("reviews/R-2/open", "analyst", a_review).status(), 201);
  EXPECT_EQ(board.post("reviews", "analyst", a_review).text("id").substr(0, 2), "R-");
  EXPECT_EQ(board.post("reviews", "analyst", a_review).status(), 201);
  EXPECT_EQ(board.post("reviews", "analyst", a_review).status(), 201);
}

TEST(Command, refused_does_not_use_up_a_number) {
  ServedBoard board;
  ASSERT_EQ(board.post("reviews", "analyst", a_review).text("id"), "R-1");
  const auto refused = board.post("findings", "analyst",
                                  R"({"reviews": ["R-9"], "nature": "concern", "statement": "x"})");
  ASSERT_EQ(refused.status(), 422) << refused.response.body;
  const auto raised = board.post("findings", "analyst",
                                 R"({"reviews": ["R-1"], "nature": "concern", "statement": "x"})");
  EXPECT_EQ(raised.text("id"), "F-1");
}

TEST(Command, under_a_taken_id_is_refused) {
  ServedBoard board;
  ASSERT_EQ(board.post("reviews/R-1/open", "analyst", a_review).status(), 201);
  const auto again = board.post("reviews/R-1/open", "analyst", a_review);
  EXPECT_EQ(again.status(), 409);
  EXPECT_EQ(again.problem(), "/problems/exists");
}

TEST(Command, repeated_gets_the_first_answer_for_ever) {
  ServedBoard board;
  const std::vector<api::Header> key{{"idempotency-key", "open-the-review"}};
  const auto first = board.post("reviews", "analyst", a_review, key);
  const auto head = board.log->head();
  ASSERT_EQ(board
                .post("reviews/R-1/correct", "analyst",
                      R"({"corrects": 1, "title": "Other", "reason": "a slip"})")
                .status(),
            201);
  const auto second = board.post("reviews", "analyst", a_review, key);
  EXPECT_EQ(second.status(), 201);
  EXPECT_EQ(second.response.body, first.response.body);
  EXPECT_EQ(board.log->head(), head.next());
}

TEST(Command, repeated_after_its_if_match_is_stale_gets_the_first_answer) {
  ServedBoard board;
  raise_a_loop(board);
  const std::vector<api::Header> headers{{"idempotency-key", "move"}, {"if-match", "\"v2\""}};
  const auto body = R"({"newDate": "2017-10-31", "reason": "training postponed"})";
  const auto first = board.post("actions/A-1/move-date", "agencyLead", body, headers);
  ASSERT_EQ(first.status(), 201) << first.response.body;
  const auto second = board.post("actions/A-1/move-date", "agencyLead", body, headers);
  EXPECT_EQ(second.response.body, first.response.body);
}

TEST(Command, with_a_key_that_was_used_for_another_is_refused) {
  ServedBoard board;
  const std::vector<api::Header> key{{"idempotency-key", "018f3c6e-7b3a-7cc2-9b1e-5a2f0d1c3e4b"}};
  ASSERT_EQ(board.post("reviews", "analyst", a_review, key).status(), 201);
  const auto other =
      board.post("reviews", "analyst", R"({"kind": "rapidReview", "title": "Another"})", key);
  EXPECT_EQ(other.status(), 409);
  EXPECT_EQ(other.problem(), "/problems/key-reused");
}

TEST(Command, by_two_people_may_have_the_same_word_for_a_key) {
  ServedBoard board;
  const std::vector<api::Header> key{{"idempotency-key", "1"}};
  EXPECT_EQ(board.post("reviews", "analyst", a_review, key).status(), 201);
  EXPECT_EQ(board.post("reviews", "chair", a_review, key).status(), 201);
}

TEST(Command, on_a_record_needs_the_version_that_was_seen) {
  ServedBoard board;
  raise_a_loop(board);
  auto answer =
      board.send("POST", "/api/v1/actions/A-1/block", "agencyLead", R"({"reason": "no trainer"})",
                 {{"content-type", "application/json"}, {"idempotency-key", "1"}});
  EXPECT_EQ(answer.status(), 428);
  EXPECT_EQ(answer.number("currentVersion"), 2U);
}

TEST(Command, with_a_stale_version_is_told_who_changed_it_since) {
  ServedBoard board;
  raise_a_loop(board);
  const auto answer = board.post("actions/A-1/block", "agencyLead", R"({"reason": "no trainer"})",
                                 {{"if-match", "\"v1\""}});
  EXPECT_EQ(answer.status(), 412);
  EXPECT_EQ(answer.problem(), "/problems/stale");
  EXPECT_EQ(answer.number("currentVersion"), 2U);
  const auto& since = answer.json.at("changedBy").as_array();
  ASSERT_EQ(since.size(), 1U);
  EXPECT_EQ(since[0].at("type").as_string(), "ActionAccepted");
  EXPECT_EQ(since[0].at("actor").as_string(), "P-2");
}

TEST(Command, is_not_refused_for_what_this_server_did_not_know_yet) {
  ServedBoard board;
  ASSERT_EQ(board.post("reviews", "analyst", a_review).status(), 201);
  // Recorded past the states that the application keeps at hand.
  api::Commands other{*board.log, board.projector, board.clock};
  api::CommandRequest request;
  request.actor.person = Id<PersonId>{board.people.at("analyst")};
  request.actor.role = person::Role::ANALYST;
  request.resource = "reviews";
  request.id = "R-1";
  request.intent = "correct";
  request.body = R"({"corrects": 1, "title": "Other", "reason": "a slip"})";
  request.command_id = eventstore::new_uuid(board.clock.now());
  const auto corrected = other.execute(request);
  ASSERT_TRUE(corrected) << corrected.error().message;
  const auto answer = board.post("reviews/R-1/correct", "analyst",
                                 R"({"corrects": 2, "title": "Third", "reason": "a slip"})",
                                 {{"if-match", "\"v2\""}});
  EXPECT_EQ(answer.status(), 201) << answer.response.body;
}

TEST(Command, takes_the_etag_of_a_record_as_what_was_seen) {
  ServedBoard board;
  raise_a_loop(board);
  const auto answer = board.post("actions/A-1/block", "agencyLead", R"({"reason": "no trainer"})",
                                 {{"if-match", "\"v2-p17-d17318\""}});
  EXPECT_EQ(answer.status(), 201) << answer.response.body;
}

TEST(Command, can_not_be_given_to_the_past) {
  ServedBoard board;
  raise_a_loop(board);
  for (const auto* query : {"known_at=2017-05-01", "true_on=2017-05-01", "position=1"}) {
    const auto answer = board.post(std::string{"reviews?"} + query, "analyst", a_review);
    EXPECT_EQ(answer.status(), 409) << query;
    EXPECT_EQ(answer.problem(), "/problems/past") << query;
  }
}

TEST(Command, nothing_is_known_of_a_day_that_has_not_come) {
  ServedBoard board;
  EXPECT_EQ(board.get("loops?known_at=2017-06-01").status(), 200) << "today";
  const auto answer = board.get("loops?known_at=2017-06-02");
  EXPECT_EQ(answer.status(), 400);
  EXPECT_THAT(answer.response.body, ::testing::HasSubstr("2 June 2017"));
}

TEST(Command, can_not_be_true_in_the_future_but_may_in_the_past) {
  ServedBoard board;
  const auto with = [](const char* day) {
    return R"({"kind": "rapidReview", "title": "x", "effectiveOn": ")" + std::string{day} + "\"}";
  };
  const auto future = board.post("reviews", "analyst", with("2017-06-02"));
  EXPECT_EQ(future.status(), 422);
  EXPECT_EQ(future.json.at("errors").at(0).at("pointer").as_string(), "/effectiveOn");
  EXPECT_EQ(board.post("reviews", "analyst", with("2016-01-31")).status(), 201);
}

TEST(Command, says_of_every_mistake_where_it_is) {
  ServedBoard board;
  const auto answer = board.post("actions", "analyst",
                                 R"({"statement": 5, "due": "2017-02-30", "dew": 1,
                                     "findings": ["F-1"], "leadAgency": "AG-1"})");
  ASSERT_EQ(answer.status(), 422);
  std::vector<std::string> pointers;
  for (const auto& each : answer.json.at("errors").as_array()) {
    pointers.emplace_back(each.at("pointer").as_string());
  }
  EXPECT_THAT(pointers, ::testing::IsSupersetOf({"/statement", "/due", "/dew", "/owner",
                                                 "/successCriterion", "/childWouldNotice"}));
}

TEST(Command, names_each_record_that_there_is_not) {
  ServedBoard board;
  raise_a_loop(board);
  const auto answer = board.post("actions/A-1/link", "analyst", R"({"findings": ["F-1", "F-99"]})");
  ASSERT_EQ(answer.status(), 422) << answer.response.body;
  EXPECT_EQ(answer.json.at("errors").at(0).at("pointer").as_string(), "/findings/1");
  EXPECT_THAT(answer.response.body, HasSubstr("There is no finding F-99."));
}

TEST(Command, sees_a_record_that_was_created_a_moment_ago) {
  ServedBoard board;
  for (int i = 0; i < 20; ++i) {
    const auto review = board.post("reviews", "analyst", a_review).text("id");
    const auto raised =
        board.post("findings", "analyst",
                   R"({"nature": "concern", "statement": "x", "reviews": [")" + review + "\"]}");
    ASSERT_EQ(raised.status(), 201) << raised.response.body;
  }
}

TEST(Command, takes_a_form_as_it_takes_json) {
  ServedBoard board;
  const auto answer = board.post("reviews", "analyst",
                                 "kind=rapidReview&title=A+b%26c&heldOn-day=3"
                                 "&heldOn-month=4&heldOn-year=2017&reason=told",
                                 {{"content-type", "application/x-www-form-urlencoded"}});
  ASSERT_EQ(answer.status(), 201) << answer.response.body;
  const auto& data = answer.json.at("events").at(0).at("data");
  EXPECT_EQ(data.at("title").as_string(), "A b&c");
  EXPECT_EQ(data.at("heldOn").as_string(), "2017-04-03");
}

TEST(Command, can_not_say_who_acts) {
  ServedBoard board;
  raise_a_loop(board);
  ASSERT_EQ(board.post("actions/A-1/deliver", "agencyLead", R"({"on": "2017-06-01"})").status(),
            201);
  const auto claimed = board.post("actions/A-1/verify-delivery", "auditor", R"({"by": "P-5"})");
  EXPECT_EQ(claimed.status(), 422);
  const auto verified = board.post("actions/A-1/verify-delivery", "auditor", "{}");
  ASSERT_EQ(verified.status(), 201) << verified.response.body;
  EXPECT_EQ(verified.json.at("events").at(0).at("data").at("by").as_string(), "P-3");
}

TEST(Command, of_closing_is_refused_with_every_unmet_test) {
  ServedBoard board;
  raise_a_loop(board);
  const auto answer = board.post("findings/F-1/close", "chair", R"({"statement": "All is well."})");
  EXPECT_EQ(answer.status(), 409);
  EXPECT_EQ(answer.problem(), "/problems/refused");
  EXPECT_EQ(answer.text("rule"), "closure.unmet");
  EXPECT_THAT(answer.response.body, HasSubstr("closure.actions-verified"));
  EXPECT_THAT(answer.response.body, HasSubstr("closure.outcome-evidence"));
  EXPECT_THAT(answer.response.body, HasSubstr("closure.check-booked"));
}

TEST(Command, of_closing_is_taken_once_the_loop_is_whole) {
  ServedBoard board;
  raise_a_loop(board);
  const auto must = [](const Answer& answer) {
    ASSERT_EQ(answer.status(), 201) << answer.response.body;
  };
  must(board.post("actions/A-1/deliver", "agencyLead", R"({"on": "2017-06-01"})"));
  must(board.post("actions/A-1/verify-delivery", "auditor", "{}"));
  board.clock.set("2017-12-01T10:00:00Z");
  must(board.post("evidence/E-1/record", "analyst",
                  R"({"kind": "outcome", "title": "Dip sample 8 of 10", "method": "reAudit",
                      "strength": "strong", "actions": ["A-1"], "findings": ["F-1"],
                      "observedFrom": "2017-09-01", "observedTo": "2017-11-30"})"));
  must(board.post("findings/F-1/judge-improvement", "analyst",
                  R"({"result": "met", "evidence": ["E-1"], "statement": "Children are asked."})"));
  must(board.post("findings/F-1/book-sustainability-check", "chair", R"({"on": "2018-12-01"})"));
  const auto closed =
      board.post("findings/F-1/close", "chair", R"({"statement": "Children are asked."})");
  ASSERT_EQ(closed.status(), 201) << closed.response.body;
  EXPECT_EQ(closed.json.at("events").at(0).at("data").at("evidence").at(0).as_string(), "E-1");

  // Nor does an action come into the closed loop by way of learning; into an open one it may.
  const auto learned = board.post("learning-points", "analyst",
                                  R"({"statement": "Ask the child.", "findings": ["F-1"]})");
  must(learned);
  const auto action = R"({"statement": "Ask again", "leadAgency": "AG-1", "due": "2018-03-31",
                          "owner": "head-of-early-help", "successCriterion": "9 of 10",
                          "childWouldNotice": "Somebody asks", "learningPoints": [")" +
                      learned.text("id") + "\"]}";
  const auto refused = board.post("actions", "analyst", action);
  EXPECT_EQ(refused.status(), 409);
  EXPECT_EQ(refused.text("rule"), "action.loop-closed") << refused.response.body;
  must(board.post("findings/F-2/raise", "analyst",
                  R"({"reviews": ["R-1"], "nature": "concern", "statement": "Still not asked"})"));
  must(board.post("learning-points/" + learned.text("id") + "/link", "analyst",
                  R"({"findings": ["F-2"]})"));
  must(board.post("actions", "analyst", action));
}

TEST(Command, of_many_at_once_on_one_record_is_recorded_once_per_version) {
  ServedBoard board;
  raise_a_loop(board);
  std::atomic<int> recorded{0};
  std::atomic<int> stale{0};
  {
    std::vector<std::jthread> people;
    for (int i = 0; i < 8; ++i) {
      people.emplace_back([&, i] {
        const auto answer =
            board.post("actions/A-1/report-progress", "agencyLead", R"({"note": "going on"})",
                       {{"if-match", "\"v2\""}, {"idempotency-key", "k" + std::to_string(i)}});
        if (answer.status() == 201) ++recorded;
        if (answer.status() == 412) ++stale;
      });
    }
  }
  EXPECT_EQ(recorded, 1);
  EXPECT_EQ(stale, 7);
}

TEST(Command, of_many_who_create_at_once_gives_each_an_id_of_its_own) {
  ServedBoard board;
  std::mutex mutex;
  std::vector<std::string> ids;
  {
    std::vector<std::jthread> people;
    for (int i = 0; i < 8; ++i) {
      people.emplace_back([&] {
        for (int k = 0; k < 10; ++k) {
          const auto answer = board.post("reviews", "analyst", a_review);
          EXPECT_EQ(answer.status(), 201) << answer.response.body;
          const std::lock_guard lock{mutex};
          ids.push_back(answer.text("id"));
        }
      });
    }
  }
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::unique(ids.begin(), ids.end()), ids.end());
  EXPECT_EQ(ids.size(), 80U);
}

TEST(Token, is_shown_once_and_kept_only_as_a_digest) {
  ServedBoard board;
  const std::vector<api::Header> key{{"idempotency-key", "token"}, {"if-match", "\"v2\""}};
  const auto body = R"({"label": "laptop", "expires": "2017-12-31"})";
  const auto first = board.post("people/P-3/issue-token", "boardManager", body, key);
  ASSERT_EQ(first.status(), 201) << first.response.body;
  const auto token = first.text("token");
  EXPECT_EQ(token.substr(0, 4), "clp_");
  EXPECT_EQ(token.size(), 68U);
  EXPECT_THAT(boost::json::serialize(first.json.at("events")), Not(HasSubstr(token)));
  EXPECT_EQ(first.response.header("Cache-Control"), "no-store");
  const auto again = board.post("people/P-3/issue-token", "boardManager", body, key);
  EXPECT_EQ(again.status(), 201);
  EXPECT_EQ(again.text("token"), "");
  EXPECT_EQ(board.get("roles", token).status(), 200);
}

TEST(Token, ends_when_it_is_revoked_expires_or_its_person_ends) {
  ServedBoard board;
  const auto issued = board.post("people/P-3/issue-token", "boardManager",
                                 R"({"label": "short", "expires": "2017-06-02"})");
  const auto token = issued.text("token");
  EXPECT_EQ(board.get("roles", token).status(), 200);
  const auto id = issued.json.at("events").at(0).at("data").at("token").as_string();
  board.clock.set("2017-06-02T23:59:59Z");
  EXPECT_EQ(board.get("roles", token).status(), 200);
  board.clock.set("2017-06-03T00:00:00Z");
  EXPECT_EQ(board.get("roles", token).status(), 401);

  ASSERT_EQ(board.post("people/P-4/end", "boardManager", R"({"reason": "left"})").status(), 201);
  board.catch_up();
  EXPECT_EQ(board.get("roles", "analyst").status(), 401);

  const auto other = board.post("people/P-3/issue-token", "boardManager",
                                R"({"label": "other", "expires": "2018-06-02"})");
  const std::string other_id{other.json.at("events").at(0).at("data").at("token").as_string()};
  ASSERT_EQ(
      board.post("people/P-3/revoke-token", "boardManager", R"({"token": ")" + other_id + R"("})")
          .status(),
      201);
  board.catch_up();
  EXPECT_EQ(board.get("roles", other.text("token")).status(), 401);
  EXPECT_NE(std::string{id}, other_id);
}

}  // namespace
}  // namespace closeloop::testing
