// What the demonstration board shows: loops closed well, and each way in which one can be broken.
#include "tests/support/demo_board.h"

#include <algorithm>
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

TEST_F(DemonstrationYear, R12_has_services_for_all_but_one_audience_of_domestic_abuse) {
  const auto abuse = ask("service-register?priority_area=domestic-abuse&known_at=2024-06-01");
  EXPECT_EQ(abuse.at("count").to_number<int>(), 2);
  ASSERT_EQ(abuse.at("gaps").as_array().size(), 1U);
  EXPECT_EQ(abuse.at("gaps").at(0).at("sentence"),
            "No service for perpetrators is on the register for domestic abuse.");
  const auto about = ask("questions/Q-C5/panels").at("services").as_object();
  const auto& harbour = about.at("services").at(0);
  EXPECT_EQ(harbour.at("capacity").to_number<int>(), 60);
  EXPECT_EQ(harbour.at("waits").at(0).at("latest").at("period"), "2022-23 Q4");
  EXPECT_EQ(harbour.at("results").at(0).at("id"), "V01");
}

TEST_F(DemonstrationYear, R09_has_a_strategy_in_place_that_is_not_shown_to_work) {
  const auto strategies = ask("strategy-register?known_at=2024-06-01").at("strategies").as_array();
  const auto& exploitation = strategies.at(0);
  EXPECT_EQ(exploitation.at("inPlace").at("name"), "reviewOverdue");
  EXPECT_EQ(exploitation.at("working").at("name"), "noLongerShown")
      << "its evidence was challenged";
  const auto& neglect = strategies.at(1);
  EXPECT_EQ(neglect.at("inPlace").at("name"), "inPlace");
  EXPECT_EQ(neglect.at("working").at("name"), "notStated");
}

TEST_F(DemonstrationYear, R66_R79_has_a_question_answered_and_assurance_that_lapsed) {
  const auto answered = ask("questions/Q-N5/panels");
  const auto& answer = answered.at("answers").at(0);
  EXPECT_EQ(answer.at("by").at("name"), "Independent chair");
  EXPECT_EQ(answer.at("findings").at(0).at("id"), "F-1");
  EXPECT_EQ(answered.at("assurance").at("by").at("id"), "P-6");
  EXPECT_FALSE(answered.at("assurance").at("lapsed").as_bool());
  const auto views = ask("questions/Q-C6/panels?known_at=2024-06-01").at("assurance").as_object();
  EXPECT_TRUE(views.at("lapsed").as_bool());
  EXPECT_EQ(views.at("changes").at(0).at("id"), "P16-A1");
}

TEST_F(DemonstrationYear, has_a_late_return_codes_and_a_measure_that_an_action_is_to_move) {
  EXPECT_EQ(ask("data-returns?known_at=2024-06-01").at("overdue").to_number<int>(), 1);
  const auto lists = ask("code-register").at("codeLists").as_array();
  const auto own =
      std::ranges::find_if(lists, [](const auto& one) { return one.at("id") == "CL-1"; });
  ASSERT_NE(own, lists.end());
  const auto codes = own->as_object();
  EXPECT_GT(codes.at("valid").as_array().size(), 3U);
  EXPECT_GT(codes.at("earlier").as_array().size(), 0U);
  EXPECT_EQ(ask("indicators/C03/measure").at("actions").at(0).at("id"), "P16-A1");
  EXPECT_EQ(ask("agencies/AG-2").at("focus").at("name"), "others");
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
