#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/queries.h"
#include "tests/support/served_board.h"

/// What every answer to a question promises, and the requirements seen over HTTP.
namespace closeloop::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

void must(const Answer& answer) { ASSERT_EQ(answer.status(), 201) << answer.response.body; }

TEST(Answer, says_its_position_and_the_moment_it_was_asked_as_at) {
  ServedBoard board;
  raise_a_loop(board);
  board.catch_up();
  for (const auto* path :
       {"loops", "findings/F-1/loop", "findings", "findings/F-1", "findings/F-1/trace",
        "findings/F-1/events", "actions/A-1", "people/P-2", "gaps", "work-lists/all",
        "work-lists/mine", "measures", "summary", "activity", "events", "events/1"}) {
    const auto answer = board.get(path, "agencyLead");
    ASSERT_EQ(answer.status(), 200) << path << answer.response.body;
    EXPECT_EQ(answer.number("position"), board.log->head().number()) << path;
    EXPECT_EQ(answer.json.at("asAt").at("askedOn").as_string(), "2017-06-01") << path;
    EXPECT_FALSE(answer.response.header("ETag").empty()) << path;
    EXPECT_EQ(answer.response.header("Loop-Position"), std::to_string(board.log->head().number()));
  }
}

TEST(Answer, that_looks_at_no_board_says_its_position_too) {
  ServedBoard board;
  board.catch_up();
  const auto head = std::to_string(board.log->head().number());
  for (const auto* path : {"health", "roles", "events?min_position=1"}) {
    EXPECT_EQ(board.get(path).response.header("Loop-Position"), head) << path;
  }
  EXPECT_EQ(board.get("events?position=1").json.at("position").to_number<int>(), 1);
  EXPECT_EQ(board.get("events?min_position=99999").status(), 503);
}

TEST(Answer, that_the_client_has_already_is_not_sent_again) {
  ServedBoard board;
  raise_a_loop(board);
  board.catch_up();
  for (const auto* path : {"loops", "actions/A-1"}) {
    const auto first = board.get(path);
    const std::string tag{first.response.header("ETag")};
    const auto second = board.get(path, "analyst", {{"if-none-match", tag}});
    EXPECT_EQ(second.status(), 304) << path;
    EXPECT_EQ(second.response.header("ETag"), tag);
    EXPECT_TRUE(second.response.body.empty());
    must(board.post("learning-points/L-1/link", "analyst", R"({"findings": ["F-1"]})"));
    board.catch_up();
    EXPECT_EQ(board.get(path, "analyst", {{"if-none-match", tag}}).status(), 200) << path;
  }
}

TEST(Answer, is_never_given_as_if_a_filter_had_not_been_asked_for) {
  ServedBoard board;
  raise_a_loop(board);
  board.catch_up();
  for (const auto* path : {"work-lists/all?gap=findingWithoutLearning", "actions?stage=closed",
                           "findings?gap=findingWithoutLearning", "gaps?stage=closed"}) {
    EXPECT_EQ(board.get(path).problem(), "/problems/bad-parameter") << path;
  }
  EXPECT_EQ(board.get("loops?stage=closed").json.at("rows").as_array().size(), 0U);
  EXPECT_EQ(board.get("work-lists/all?stage=closed").number("count"), 0U);
  EXPECT_EQ(board.get("work-lists/all?theme=other").number("count"), 0U);
  EXPECT_EQ(board.get("work-lists/all?theme=voice").number("count"), 1U);
}

TEST(Answer, holds_what_min_position_asks_for) {
  ServedBoard board;
  raise_a_loop(board);
  const auto moved = board.post("actions/A-1/move-date", "agencyLead",
                                R"({"newDate": "2017-12-31", "reason": "training postponed"})");
  const auto answer =
      board.get("actions/A-1?min_position=" + std::to_string(moved.number("position")));
  ASSERT_EQ(answer.status(), 200);
  EXPECT_THAT(answer.response.body, HasSubstr("2017-12-31"));
}

TEST(Answer, of_a_record_carries_the_version_to_act_on) {
  ServedBoard board;
  raise_a_loop(board);
  board.catch_up();
  const auto answer = board.get("actions/A-1");
  EXPECT_EQ(answer.number("version"), 2U);
  const std::string tag{answer.response.header("ETag")};
  EXPECT_THAT(tag, ::testing::StartsWith("\"v2-p"));
  must(board.post("actions/A-1/block", "agencyLead", R"({"reason": "no trainer"})",
                  {{"if-match", tag}}));
}

TEST(Answer, comes_in_pages_that_lead_to_each_other) {
  ServedBoard board;
  must(board.post("reviews/R-1/open", "analyst", R"({"kind": "rapidReview", "title": "x"})"));
  for (int i = 0; i < 7; ++i) {
    must(board.post("findings", "analyst",
                    R"({"reviews": ["R-1"], "nature": "concern", "statement": "x"})"));
  }
  board.catch_up();
  std::vector<std::string> ids;
  std::string path = "findings?limit=3";
  for (int page = 0; page < 5 && !path.empty(); ++page) {
    const auto answer = board.get(path);
    ASSERT_EQ(answer.status(), 200) << answer.response.body;
    for (const auto& row : answer.json.at("rows").as_array()) {
      ids.emplace_back(row.at("id").as_string());
    }
    const std::string link{answer.response.header("Link")};
    EXPECT_EQ(link.empty(), answer.text("next").empty());
    path = link.empty() ? "" : link.substr(9, link.find('>') - 9);  // After "</api/v1/".
  }
  std::sort(ids.begin(), ids.end());
  EXPECT_THAT(ids, ::testing::ElementsAre("F-1", "F-2", "F-3", "F-4", "F-5", "F-6", "F-7"));
}

TEST(Answer, as_known_then_leaves_out_what_came_later) {
  ServedBoard board;
  raise_a_loop(board);
  const auto then = board.log->head().number();
  board.clock.set("2017-07-01T09:00:00Z");
  must(board.post("actions/A-1/move-date", "agencyLead",
                  R"({"newDate": "2017-12-31", "reason": "training postponed"})"));
  board.catch_up();
  EXPECT_THAT(board.get("actions/A-1").response.body, HasSubstr("2017-12-31"));
  for (const auto& query :
       {std::string{"known_at=2017-06-15"}, "position=" + std::to_string(then)}) {
    const auto answer = board.get("actions/A-1?" + query);
    ASSERT_EQ(answer.status(), 200) << query << answer.response.body;
    EXPECT_THAT(answer.response.body, AllOf(HasSubstr("2017-09-30"), Not(HasSubstr("2017-12-31"))))
        << query;
    EXPECT_EQ(answer.number("position"), then) << query;
  }
  EXPECT_EQ(board.get("actions/A-1?known_at=2017-05-01").status(), 404);
}

TEST(Answer, as_true_then_leaves_out_what_took_effect_later) {
  ServedBoard board;
  must(board.post("reviews/R-1/open", "analyst",
                  R"({"kind": "rapidReview", "title": "x", "effectiveOn": "2016-01-01"})"));
  must(board.post("reviews/R-2/open", "analyst",
                  R"({"kind": "rapidReview", "title": "y", "effectiveOn": "2017-01-01"})"));
  board.catch_up();
  EXPECT_EQ(board.get("reviews/R-1?true_on=2016-06-01").status(), 200);
  EXPECT_EQ(board.get("reviews/R-2?true_on=2016-06-01").status(), 404);
}

TEST(Feed, gives_events_after_a_position_and_waits_for_the_next) {
  ServedBoard board;
  raise_a_loop(board);
  board.catch_up();
  const auto head = board.log->head().number();
  const auto last_two = board.get("events?after=" + std::to_string(head - 2));
  EXPECT_EQ(last_two.json.at("events").as_array().size(), 2U);
  EXPECT_EQ(last_two.number("after"), head);

  std::jthread later{[&] {
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
    must(board.post("actions/A-1/block", "agencyLead", R"({"reason": "no trainer"})"));
  }};
  const auto start = std::chrono::steady_clock::now();
  const auto next = board.get("events?after=" + std::to_string(head) + "&wait=10");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{5});
  ASSERT_EQ(next.json.at("events").as_array().size(), 1U) << next.response.body;
  EXPECT_EQ(next.json.at("events").at(0).at("type").as_string(), "ActionBlocked");
}

TEST(Feed, lets_go_of_who_waits_when_the_server_stops) {
  ServedBoard board;
  const auto start = std::chrono::steady_clock::now();
  std::jthread stopping{[&] {
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
    board.application->stop_waiting();
  }};
  const auto answer =
      board.get("events?wait=20&after=" + std::to_string(board.log->head().number()));
  EXPECT_EQ(answer.status(), 200);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{5});
}

/// What a stream sends until it was told `pieces` times; then nobody listens any more.
std::string streamed(const Answer& answer, int pieces) {
  std::string text;
  answer.response.stream([&](std::string_view piece) {
    text += piece;
    return --pieces > 0;
  });
  return text;
}

TEST(Feed, streams_events_and_goes_on_after_the_last_that_came) {
  ServedBoard board;
  raise_a_loop(board);
  board.catch_up();
  const auto head = board.log->head().number();
  const auto ask = [&](const std::string& query, std::vector<api::Header> headers) {
    headers.emplace_back("accept", "text/event-stream");
    return board.send("GET", "/api/v1/events" + query, "analyst", {}, std::move(headers));
  };
  const auto answer = ask("?after=" + std::to_string(head - 2), {});
  ASSERT_EQ(answer.status(), 200) << answer.response.body;
  EXPECT_EQ(answer.response.content_type, "text/event-stream");
  const auto text = streamed(answer, 2);
  EXPECT_THAT(text, HasSubstr("retry: 5000\n\nid: " + std::to_string(head - 1) + "\nevent: "));
  EXPECT_THAT(text, HasSubstr("\n\nid: " + std::to_string(head) + "\nevent: "));
  EXPECT_THAT(text, HasSubstr("\ndata: {\"position\":" + std::to_string(head)));

  const auto again = ask("?after=1", {{"last-event-id", std::to_string(head - 1)}});
  EXPECT_THAT(streamed(again, 2),
              ::testing::AllOf(HasSubstr("id: " + std::to_string(head) + "\n"),
                               Not(HasSubstr("id: " + std::to_string(head - 1) + "\n"))));
  EXPECT_EQ(ask("", {{"last-event-id", "soon"}}).status(), 400);
  EXPECT_EQ(ask("", {{"last-event-id", std::to_string(head + 1)}}).status(), 400);
  EXPECT_EQ(ask("?known_at=2017-06-01", {}).status(), 400);
}

TEST(Feed, streams_what_comes_while_it_is_open) {
  ServedBoard board;
  raise_a_loop(board);
  board.catch_up();
  const auto answer =
      board.send("GET", "/api/v1/events?after=" + std::to_string(board.log->head().number()),
                 "analyst", {}, {{"accept", "text/event-stream"}});
  std::jthread later{[&] {
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
    must(board.post("actions/A-1/block", "agencyLead", R"({"reason": "no trainer"})"));
  }};
  EXPECT_THAT(streamed(answer, 2), HasSubstr("event: ActionBlocked\n"));
}

TEST(Feed, has_places_for_so_many_streams_and_ends_them_when_the_server_stops) {
  ServedBoard board;
  board.catch_up();
  const auto ask = [&] {
    return board.send("GET", "/api/v1/events", "analyst", {}, {{"accept", "text/event-stream"}});
  };
  std::vector<Answer> open;
  for (int i = 0; i < api::Waiting::waiters_max; ++i) open.push_back(ask());
  EXPECT_EQ(open.back().status(), 200);
  const auto full = ask();
  EXPECT_EQ(full.status(), 503);
  EXPECT_NE(full.response.header("Retry-After"), "");
  open.pop_back();
  EXPECT_EQ(ask().status(), 200) << "one has gone";
  board.application->stop_waiting();
  EXPECT_THAT(streamed(open.front(), 1000), Not(HasSubstr("id:"))) << "it has ended";
}

TEST(R57_iii, owner_cannot_sign_own_loop_over_http) {
  ServedBoard board;
  raise_a_loop(board);
  must(board.post("actions/A-1/deliver", "agencyLead", R"({"on": "2017-06-01"})"));
  // The role may not verify at all; and whoever holds the owner's post may not, whatever the role.
  EXPECT_EQ(board.post("actions/A-1/verify-delivery", "agencyLead", "{}").status(), 403);
  must(board.post("people/P-2/give-role", "boardManager",
                  R"({"role": "chair", "agency": "AG-1", "post": "head-of-early-help"})"));
  board.catch_up();
  const auto own = board.post("actions/A-1/verify-delivery", "agencyLead", "{}");
  EXPECT_EQ(own.status(), 409) << own.response.body;
  EXPECT_EQ(own.problem(), "/problems/refused");
  EXPECT_THAT(own.text("rule"), HasSubstr("verify"));
  const auto closing =
      board.post("findings/F-1/close", "agencyLead", R"({"statement": "All is well."})");
  EXPECT_EQ(closing.status(), 409);
  EXPECT_THAT(closing.response.body, HasSubstr("closure.independent"));
}

TEST(R88, a_correction_names_what_it_corrects_and_both_stay_visible) {
  ServedBoard board;
  must(board.post("reviews/R-1/open", "analyst", R"({"kind": "rapidReview", "title": "x"})"));
  must(board.post("findings/F-1/raise", "analyst",
                  R"({"reviews": ["R-1"], "nature": "concern", "statement": "Seen in 6 of 8."})"));
  const auto without_reason = board.post("findings/F-1/correct", "analyst",
                                         R"({"corrects": 1, "statement": "Seen in 5 of 8."})");
  EXPECT_EQ(without_reason.status(), 422);
  must(board.post("findings/F-1/correct", "analyst",
                  R"({"corrects": 1, "statement": "Seen in 5 of 8.", "reason": "a slip"})"));
  board.catch_up();
  EXPECT_THAT(board.get("findings/F-1").text("title"), HasSubstr("5 of 8"));
  const auto history = board.get("findings/F-1/events");
  ASSERT_EQ(history.json.at("rows").as_array().size(), 2U);
  EXPECT_THAT(history.response.body, AllOf(HasSubstr("6 of 8"), HasSubstr("5 of 8"),
                                           HasSubstr("a slip"), HasSubstr("\"corrects\":1")));
}

TEST(R91, what_is_recorded_is_seen_within_a_second_without_restart) {
  ServedBoard board;
  raise_a_loop(board);
  board.catch_up();
  EXPECT_THAT(board.get("findings/F-1/loop").response.body, Not(HasSubstr("A-2")));
  must(board.post("actions/A-2/agree", "analyst",
                  R"({"statement": "Audit again", "findings": ["F-1"], "leadAgency": "AG-1",
                      "owner": "head-of-early-help", "due": "2017-09-30",
                      "successCriterion": "8 of 10", "childWouldNotice": "x"})"));
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{1};
  bool seen = false;
  while (!seen && std::chrono::steady_clock::now() < until) {
    seen = board.get("findings/F-1/loop").response.body.find("A-2") != std::string::npos;
  }
  EXPECT_TRUE(seen);
}

TEST(Pages, show_the_loops_and_lead_to_one_and_to_its_records) {
  ServedBoard board;
  raise_a_loop(board);
  board.catch_up();
  const auto first = board.send("GET", "/", "analyst");
  ASSERT_EQ(first.status(), 200) << first.response.body;
  EXPECT_THAT(first.response.content_type, HasSubstr("text/html"));
  EXPECT_THAT(first.response.body,
              AllOf(HasSubstr("href=\"/findings/F-1"), HasSubstr("Testshire")));
  const auto loop = board.send("GET", "/findings/F-1", "analyst");
  ASSERT_EQ(loop.status(), 200);
  EXPECT_THAT(loop.response.body, AllOf(HasSubstr("<svg"), HasSubstr("<table"), HasSubstr("A-1")));
  for (const auto* path : {"/actions/A-1", "/learning-points/L-1", "/reviews/R-1", "/people/P-2",
                           "/findings/F-1/history", "/events/1", "/static/app.css"}) {
    EXPECT_EQ(board.send("GET", path, "analyst").status(), 200) << path;
  }
  const auto past = board.send("GET", "/?known_at=2017-06-01", "analyst");
  EXPECT_THAT(past.response.body, HasSubstr("as known on 1 June 2017"));
}

TEST(Pages, escape_what_people_wrote) {
  ServedBoard board;
  must(board.post("reviews/R-1/open", "analyst",
                  R"({"kind": "rapidReview", "title": "<script>alert(1)</script>"})"));
  must(board.post("findings/F-1/raise", "analyst",
                  R"({"reviews": ["R-1"], "nature": "concern",
                      "statement": "<img src=x onerror=alert(1)>"})"));
  board.catch_up();
  for (const auto* path : {"/", "/findings/F-1", "/findings/F-1/history", "/reviews/R-1"}) {
    const auto body = board.send("GET", path, "analyst").response.body;
    EXPECT_THAT(body, AllOf(Not(HasSubstr("<script>alert")), Not(HasSubstr("<img src=x")))) << path;
  }
}

}  // namespace
}  // namespace closeloop::testing
