#include "domain/status.h"

#include "domain/schema/learning.capnp.h"
#include "tests/support/loop.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of the rule.

const History done{agreed, accepted, delivered, verified};  // Due on 31 March 2017.
constexpr auto progressed = R"({"progressed": {"note": "n"}})";
constexpr auto blocked = R"({"blocked": {}})";
constexpr auto moved = R"({"dateMoved": {"newDate": "2017-06-30"}})";
constexpr auto complete_at_source = R"({"sourceStatusReported": {"status": "complete"}})";
constexpr auto merged_at_source = R"({"sourceStatusReported": {"status": "merged"}})";
const auto good = outcome("2017-03-15", "2017-04-15");
const History sampled{{"2017-04-30", good.c_str()}};

action::State an_action(const History& history) { return state_of<action::Decider>(history); }

std::string_view stage(const Loop& loop, bool has_learning = true) {
  return loop.ask(
      [&](const LoopFacts& facts) { return words(stage_of(facts, has_learning)).name; });
}
Brag brag(const Loop& loop, std::string_view on) {
  return loop.ask([&](const LoopFacts& facts) { return brag_of(facts, a_day(on)); });
}
Brag brag(const History& history, std::string_view on, const ActionImpact& impact = {}) {
  return brag_of(an_action(history), impact, a_day(on));
}

TEST(ActionStage, IsDerivedFromWhatHappened) {
  const std::vector<std::pair<History, std::string_view>> table{
      {{}, "none"},
      {{agreed}, "agreed"},
      {{agreed, blocked}, "blocked"},
      {{agreed, accepted}, "accepted"},
      {{agreed, accepted, progressed}, "inProgress"},
      {{agreed, accepted, progressed, blocked}, "blocked"},
      {{agreed, accepted, delivered}, "delivered"},
      {done, "verified"},
      {{agreed, withdrawn}, "withdrawn"},
      {{agreed, R"({"superseded": {"by": "A-2"}})"}, "superseded"},
      {{agreed, R"({"declined": {}})"}, "declined"},
  };
  for (const auto& [history, name] : table) {
    EXPECT_EQ(words(stage_of(an_action(history))).name, name);
  }
}

TEST(ActionStage, IsNotTakenFromTheSource) {
  EXPECT_EQ(stage_of(an_action({agreed, complete_at_source})), ActionStage::agreed);
  EXPECT_EQ(source_note(an_action({agreed, complete_at_source})),
            "complete at the source, not verified");
  EXPECT_EQ(source_note(an_action({agreed, merged_at_source})), "ended at the source");
  EXPECT_EQ(source_note(an_action({agreed})), "");
}

TEST(Overdue, IsFromTheDayAfterTheDueDateUntilDelivered) {
  EXPECT_FALSE(is_overdue(an_action({agreed}), a_day("2017-03-31")));
  EXPECT_TRUE(is_overdue(an_action({agreed}), a_day("2017-04-01")));
  EXPECT_TRUE(is_overdue(an_action({agreed, blocked}), a_day("2017-04-01")));
  EXPECT_FALSE(is_overdue(an_action({agreed, accepted, delivered}), a_day("2017-04-01")));
  EXPECT_FALSE(is_overdue(an_action({agreed, withdrawn}), a_day("2017-04-01")));
  EXPECT_FALSE(is_overdue(an_action({agreed, moved}), a_day("2017-04-01")));
}

TEST(Overdue, IsNotSaidOfWhatTheSourceCompletedOrEnded) {
  EXPECT_FALSE(is_overdue(an_action({agreed, complete_at_source}), a_day("2017-04-01")));
  EXPECT_FALSE(is_overdue(an_action({agreed, merged_at_source}), a_day("2017-04-01")));
  constexpr auto on_track = R"({"sourceStatusReported": {"status": "on_track"}})";
  EXPECT_TRUE(is_overdue(an_action({agreed, on_track}), a_day("2017-04-01")));
}

TEST(DueSoon, IsWithin28DaysUpToTheDueDate) {
  EXPECT_FALSE(is_due_soon(an_action({agreed}), a_day("2017-03-02")));
  EXPECT_TRUE(is_due_soon(an_action({agreed}), a_day("2017-03-03")));
  EXPECT_TRUE(is_due_soon(an_action({agreed}), a_day("2017-03-31")));
  EXPECT_FALSE(is_due_soon(an_action({agreed}), a_day("2017-04-01")));
}

TEST(LoopStage, FollowsTheLoopFromFindingToClosing) {
  EXPECT_EQ(stage(Loop{{}}), "none");
  EXPECT_EQ(stage(Loop{{raised}}, false), "raised");
  EXPECT_EQ(stage(Loop{{raised}}), "learningAgreed");
  EXPECT_EQ(stage(Loop{{raised}}.with_action("A-1", {agreed})), "actionsAgreed");
  EXPECT_EQ(stage(Loop{{raised}}.with_action("A-1", {agreed, accepted})), "actionsUnderWay");
  EXPECT_EQ(stage(Loop{{raised}}.with_action("A-1", done).with_action("A-2", {agreed})),
            "actionsUnderWay");
  EXPECT_EQ(stage(Loop{{raised}}.with_action("A-1", {agreed, accepted, delivered})), "delivered");
  EXPECT_EQ(stage(Loop{{raised}}.with_action("A-1", done)), "verified");
  EXPECT_EQ(stage(Loop{{raised}}.with_action("A-1", done).with_evidence("E-1", sampled)),
            "outcomeEvidenced");
  EXPECT_EQ(stage(complete_loop()), "judged");
  EXPECT_EQ(stage(Loop{{raised, judged, booked, closed}}), "closed");
}

TEST(LoopStage, R57_ii_DeliveredWithoutOutcomeEvidenceIsNeverClosed) {
  for (const auto& history : {History{agreed, accepted, delivered}, done}) {
    EXPECT_NE(stage(Loop{{raised, booked}}.with_action("A-1", history)), "closed");
  }
}

TEST(LoopStage, DoesNotCountActionsThatEnded) {
  EXPECT_EQ(stage(Loop{{raised}}.with_action("A-1", {agreed, withdrawn})), "learningAgreed");
}

TEST(LoopStage, OfAStrengthIsNoLoop) {
  EXPECT_EQ(stage(Loop{{R"({"raised": {"reviews": ["R-1"], "nature": "strength",
      "statement": "s"}})"}}),
            "noLoop");
}

TEST(LoopStage, ClosedWithoutImprovementIsNeverCalledClosed) {
  const Loop loop{{raised, R"({"closedWithoutImprovement": {"ground": "declined",
      "reviewOn": "2018-01-01"}})"}};
  EXPECT_EQ(stage(loop), "closedWithoutImprovement");
  EXPECT_EQ(brag(loop, "2017-06-01"), Brag::grey);
}

TEST(LoopStage, ReopenedUntilSomethingNewIsUnderWay) {
  const History again{raised, judged, booked, closed, R"({"reopened": {"because": "signal"}})"};
  EXPECT_EQ(stage(Loop{again}), "reopened");
  EXPECT_EQ(stage(Loop{again}.with_action("A-1", done).with_evidence("E-1", sampled)), "reopened");
  EXPECT_EQ(stage(Loop{again}.with_action("A-1", done).with_action("A-2", {agreed, accepted})),
            "actionsUnderWay");
}

TEST(Prompts, ToReopenAfterAFailedCheckOrContradiction) {
  const History history{raised, judged, booked, closed};
  const auto prompts = [](const Loop& loop, std::string_view on) {
    return loop.ask([&](const LoopFacts& facts) { return prompts_of(facts, a_day(on)); });
  };
  EXPECT_FALSE(prompts(Loop{history}, "2018-04-30").check_due);
  EXPECT_TRUE(prompts(Loop{history}, "2018-05-01").check_due);
  EXPECT_FALSE(prompts(Loop{history}, "2018-05-01").contradicted);
  const auto against = outcome("2017-08-01", "2017-09-01", "weak", true);
  EXPECT_TRUE(
      prompts(Loop{history}.with_evidence("E-2", {{"2017-09-02", against.c_str()}}), "2017-10-01")
          .contradicted);
  const Loop failed{{raised, judged, booked, closed, R"({"sustainabilityFailed": {}})"}};
  EXPECT_TRUE(prompts(failed, "2018-05-01").sustainability_failed);
  EXPECT_EQ(brag(failed, "2018-05-01"), Brag::red);
}

TEST(Prompts, ToLookAgainWhenWhatALoopWasClosedOnNoLongerHolds) {
  const History history{raised, judged, booked, closed};
  const auto held = Loop{history}.with_action("A-1", done).with_evidence("E-1", sampled);
  const auto holds = [](const Loop& loop) {
    const bool prompted = loop.ask([](const LoopFacts& facts) {
      return prompts_of(facts, a_day("2017-07-01")).no_longer_holds;
    });
    EXPECT_EQ(brag(loop, "2017-07-01"), prompted ? Brag::red : Brag::blue);
    return !prompted;
  };
  EXPECT_TRUE(holds(held));
  EXPECT_FALSE(holds(Loop{held}.with_action("A-2", {agreed}))) << "an action was added";
  EXPECT_FALSE(holds(Loop{history}.with_evidence("E-1", sampled))) << "its action was taken out";
  EXPECT_FALSE(
      holds(Loop{history}
                .with_action("A-1", done)
                .with_evidence("E-1", {{"2017-04-30", good.c_str()}, R"({"withdrawn": {}})"})));
  EXPECT_FALSE(holds(Loop{history}.with_action("A-1", done))) << "no evidence";
}

TEST(Prompts, ToReviewWhatWasClosedWithoutImprovement) {
  const Loop loop{{raised, R"({"closedWithoutImprovement": {"ground": "declined",
      "reviewOn": "2018-01-01"}})"}};
  loop.ask([](const LoopFacts& facts) {
    EXPECT_FALSE(prompts_of(facts, a_day("2017-12-31")).review_due);
    EXPECT_TRUE(prompts_of(facts, a_day("2018-01-01")).review_due);
    return 0;
  });
}

TEST(BragOfAnAction, FollowsItsLegend) {
  EXPECT_EQ(brag({agreed}, "2017-02-01"), Brag::grey);
  EXPECT_EQ(brag({agreed, accepted}, "2017-02-01"), Brag::green);
  EXPECT_EQ(brag({agreed, accepted}, "2017-03-10"), Brag::amber);
  EXPECT_EQ(brag({agreed, accepted, progressed}, "2017-03-10"), Brag::green);
  EXPECT_EQ(brag({agreed, accepted, progressed, moved}, "2017-03-10"), Brag::amber);
  EXPECT_EQ(brag({agreed, accepted, blocked}, "2017-02-01"), Brag::red);
  EXPECT_EQ(brag({agreed, accepted, progressed}, "2017-04-01"), Brag::red);
  EXPECT_EQ(brag({agreed, R"({"superseded": {"by": "A-2"}})"}, "2017-02-01"), Brag::superseded);
  EXPECT_EQ(brag({agreed, withdrawn}, "2017-02-01"), Brag::none);
}

TEST(BragOfAnAction, IsGreenInItsImpactWindowAndAmberAfterIt) {
  EXPECT_EQ(brag(done, "2017-08-31"), Brag::green);  // 183 days after 1 March.
  EXPECT_EQ(brag(done, "2017-09-01"), Brag::amber);
  EXPECT_EQ(brag(done, "2017-09-01", {.outcome_shown = true}), Brag::green);
}

TEST(BragOfAnAction, IsBlueOnlyWithImprovement) {
  EXPECT_EQ(brag(done, "2017-09-01", {.outcome_shown = true, .improved = true}), Brag::blue);
  EXPECT_EQ(brag({agreed, accepted, delivered}, "2017-03-02", {.improved = true}), Brag::green);
  EXPECT_EQ(brag(done, "2017-09-01", {.failed = true, .improved = true}), Brag::red);
}

TEST(BragOfALoop, IsThatOfItsWorstLiveActionUntilItCloses) {
  Loop loop{{raised}};
  EXPECT_EQ(brag(loop, "2017-02-01"), Brag::grey);
  loop.with_action("A-1", {agreed, accepted, progressed});
  EXPECT_EQ(brag(loop, "2017-02-01"), Brag::green);
  loop.with_action("A-2", {agreed, withdrawn});
  EXPECT_EQ(brag(loop, "2017-02-01"), Brag::green);
  loop.with_action("A-3", {agreed, accepted, blocked});
  EXPECT_EQ(brag(loop, "2017-02-01"), Brag::red);
  const auto done_well =
      Loop{{raised, judged, booked, closed}}.with_action("A-1", done).with_evidence("E-1", sampled);
  EXPECT_EQ(brag(done_well, "2017-06-02"), Brag::blue);
}

TEST(BragOfALoop, IsRedWhenItsImpactTestFailed) {
  const char* not_met = R"({"improvementJudged": {"result": "notMet", "evidence": ["E-1"],
      "statement": "s"}})";
  EXPECT_EQ(brag(Loop{{raised, not_met}}.with_action("A-1", done), "2017-06-01"), Brag::red);
}

TEST(Brag, HasALegendForEveryColour) {
  for (auto brag : {Brag::none, Brag::blue, Brag::red, Brag::amber, Brag::green, Brag::grey,
                    Brag::superseded}) {
    EXPECT_FALSE(legend(brag).empty());
    EXPECT_FALSE(words(brag).label.empty());
  }
}

TEST(Gaps, OfAFinding) {
  const auto open = state_of<finding::Decider>({raised});
  EXPECT_TRUE(gaps_of(open, false).has(Gap::finding_without_learning));
  EXPECT_TRUE(gaps_of(open, true).empty());
  EXPECT_TRUE(gaps_of(state_of<finding::Decider>({raised, judged, booked, closed}), false).empty());
}

TEST(Gaps, AreNotStrengthsAndExpectedOutcomes) {
  for (const auto* nature : {"strength", "expectedOutcome"}) {
    const auto json =
        std::string{R"({"raised": {"reviews": ["R-1"], "statement": "s", "nature": ")"} + nature +
        "\"}}";
    EXPECT_TRUE(gaps_of(state_of<finding::Decider>({json.c_str()}), false).empty());
  }
}

TEST(Gaps, OfLearning) {
  const auto state =
      state_of<learning::Decider>({R"({"agreed": {"statement": "s", "findings": ["F-1"]}})"});
  EXPECT_TRUE(gaps_of(state, false, true).has(Gap::learning_without_action));
  EXPECT_TRUE(gaps_of(state, true, true).empty());
  EXPECT_TRUE(gaps_of(state, false, false).empty());
}

TEST(Gaps, OfAnAction) {
  const ActionLinks linked{.has_finding = true};
  EXPECT_TRUE(gaps_of(an_action({agreed}), {}).has(Gap::action_without_finding));
  EXPECT_TRUE(gaps_of(an_action({agreed}), linked).empty());
  EXPECT_TRUE(gaps_of(an_action({agreed, accepted, delivered}), linked)
                  .has(Gap::delivered_without_verification));
  EXPECT_TRUE(gaps_of(an_action(done), linked).has(Gap::verified_without_outcome_evidence));
  EXPECT_TRUE(gaps_of(an_action(done), {.has_finding = true, .outcome_shown = true}).empty());
  EXPECT_TRUE(gaps_of(an_action({agreed, complete_at_source}), linked)
                  .has(Gap::complete_at_source_without_outcome));
  EXPECT_TRUE(
      gaps_of(an_action({agreed, complete_at_source}), {.has_finding = true, .any_outcome = true})
          .empty());
}

TEST(Gaps, AreNotActionsThatEndedHereOrAtTheSource) {
  EXPECT_TRUE(gaps_of(an_action({agreed, withdrawn}), {}).empty());
  EXPECT_TRUE(gaps_of(an_action({agreed, merged_at_source}), {}).empty());
}

}  // namespace
}  // namespace closeloop
