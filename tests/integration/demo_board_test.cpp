// What the demonstration board shows: loops closed well, and each way in which one can be broken.
#include "tests/support/demo_board.h"

#include <set>
#include <string>
#include <string_view>

#include <gmock/gmock.h>

namespace closeloop::testing {
namespace {

namespace json = boost::json;

class DemonstrationYear : public DemoBoard {
 protected:
  json::object ask(const std::string& address) {
    const auto answer = get("/api/v1/" + address, analyst_);
    EXPECT_EQ(answer.status, 200) << address << answer.body;
    return json::parse(answer.body).as_object();
  }
  std::int64_t count(const json::object& list, std::string_view part, std::string_view name) {
    for (const auto& one : list.at(part).as_array()) {
      if (one.at("name").as_string() == name) return one.at("count").to_number<std::int64_t>();
    }
    return 0;
  }

  const api::Header analyst_ = by_token("Learning and improvement analyst");
};

TEST_F(DemonstrationYear, has_loops_at_each_stage_and_each_kind_of_gap) {
  const auto loops = ask("loops");
  EXPECT_GE(count(loops, "stages", "closed"), 3);
  for (const auto& stage : loops.at("stages").as_array()) {
    EXPECT_GT(stage.at("count").to_number<int>(), 0) << stage.at("name");
  }
  for (const auto* gap : {"findingWithoutLearning", "learningWithoutAction", "actionWithoutFinding",
                          "deliveredWithoutVerification", "verifiedWithoutOutcomeEvidence",
                          "completeAtSourceWithoutOutcome"}) {
    EXPECT_GT(count(loops, "gaps", gap), 0) << gap;
  }
  EXPECT_GT(ask("work-lists/overdue").at("count").to_number<int>(), 0);
  const auto on_track = ask("actions/P01-A3");
  EXPECT_TRUE(on_track.at("overdue").as_bool());
  EXPECT_EQ(on_track.at("sourceStatus").at("status"), "on_track");
}

TEST_F(DemonstrationYear,
       has_a_closed_loop_that_did_not_last_and_one_that_evidence_speaks_against) {
  const auto reopened = ask("findings/P16-F5/loop");
  EXPECT_NE(reopened.at("stage").at("name"), "closed");
  EXPECT_THAT(json::serialize(ask("findings/P16-F5/timeline")),
              ::testing::AllOf(::testing::HasSubstr("FindingSustainabilityFailed"),
                               ::testing::HasSubstr("FindingReopened")));
  const auto doubted = ask("findings/P01-R4/loop");
  EXPECT_EQ(doubted.at("stage").at("name"), "closed");
  EXPECT_EQ(doubted.at("brag").at("name"), "red");
  EXPECT_FALSE(doubted.at("prompts").as_array().empty());
}

TEST_F(DemonstrationYear, tells_of_everything_that_can_happen_to_an_action) {
  std::set<std::string> types;
  std::string after = "0";
  for (;;) {
    const auto feed = ask("events?limit=200&after=" + after);
    for (const auto& event : feed.at("events").as_array()) {
      types.emplace(event.at("type").as_string());
    }
    after = std::to_string(feed.at("after").to_number<std::int64_t>());
    if (feed.at("after") == feed.at("head")) break;
  }
  for (const auto* type :
       {"ActionAccepted", "ActionProgressed", "ActionDateMoved", "ActionBlocked", "ActionDelivered",
        "ActionDeliveryVerified", "ActionReturned", "ActionSuperseded", "ActionWithdrawn",
        "ActionCorrected", "ActionLinked", "RecommendationDeclined", "EvidenceChallenged",
        "EvidenceWithdrawn", "FindingCorrected", "ActionDeclined", "FindingSustainabilityPassed"}) {
    EXPECT_TRUE(types.contains(type)) << type;
  }
}

TEST_F(DemonstrationYear, is_dated_as_it_would_have_been) {
  const auto then = get("/api/v1/loops?known_at=2022-04-04", analyst_);
  const auto a_year_on = get("/api/v1/loops?known_at=2023-04-04", analyst_);
  const auto closed = [](const api::Response& answer) {
    return json::parse(answer.body).at("closed").to_number<std::int64_t>();
  };
  EXPECT_LT(closed(then), closed(a_year_on));
}

}  // namespace
}  // namespace closeloop::testing
