#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/served_board.h"

namespace closeloop::testing {
namespace {

constexpr auto given = "4bf92f3577b34da6a3ce929d0e0e4736";

std::string traced(ServedBoard& board, std::string parent) {
  return board.get("nothing", "analyst", {{"traceparent", std::move(parent)}}).text("trace_id");
}

TEST(Trace, names_a_request_in_what_is_said_of_a_problem) {
  ServedBoard board;
  const auto one = board.get("nothing").text("trace_id");
  EXPECT_THAT(one, ::testing::MatchesRegex("[0-9a-f]{32}"));
  EXPECT_NE(board.get("nothing").text("trace_id"), one);
}

TEST(Trace, is_the_one_that_the_sender_gave_if_it_is_well_formed) {
  ServedBoard board;
  const std::string trace{given};
  EXPECT_EQ(traced(board, "00-" + trace + "-00f067aa0ba902b7-01"), trace);
  for (const auto& wrong :
       {"00-" + trace + "-0000000000000000-01",
        "00-" + std::string(32, '0') + "-00f067aa0ba902b7-01",
        "ff-" + trace + "-00f067aa0ba902b7-01", "00-" + trace + "-00F067AA0BA902B7-01",
        "00-" + trace, trace, std::string(55, '-'), std::string{"<script>"}}) {
    EXPECT_NE(traced(board, wrong), trace) << wrong;
    EXPECT_EQ(traced(board, wrong).size(), 32U) << wrong;
  }
}

TEST(Trace, is_recorded_with_what_was_commanded) {
  ServedBoard board;
  const auto answer =
      board.post("reviews", "analyst", R"({"kind": "multiAgencyAudit", "title": "Neglect audit"})",
                 {{"traceparent", std::string{"00-"} + given + "-00f067aa0ba902b7-01"}});
  ASSERT_EQ(answer.status(), 201) << answer.response.body;
  board.catch_up();
  const auto event = board.get("events/" + std::to_string(answer.number("position")));
  EXPECT_EQ(event.json.at("event").at("correlation").as_string(), given);
}

}  // namespace
}  // namespace closeloop::testing
