#include "domain/closure.h"

#include "tests/support/loop.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of the rule.
using person::Role;

constexpr auto close_it = R"({"closed": {"statement": "Plans name the tool"}})";
const auto chair = By{"carol", Role::CHAIR};

/// The sentence of the one test that is not met.
std::string only_unmet(const Loop& loop, const std::string& test) {
  const auto outcome = loop.when(close_it, chair);
  outcome.then_cannot_close({test});
  const auto problems = outcome.problems();
  return problems.size() == 1 ? problems.front().message : "";
}

Loop loop_with(const History& finding, const History& action, const char* evidence) {
  Loop loop{finding};
  loop.with_action("A-1", action);
  loop.with_evidence("E-1", {{"2017-04-30", evidence}});
  return loop;
}

const auto good = outcome("2017-03-15", "2017-04-15");
const History done{agreed, accepted, delivered, verified};
const History ready{raised, judged, booked};

TEST(Closure, ClosesWhenEveryTestIsMetAndNamesWhatItReliesOn) {
  complete_loop().when(close_it, chair).then(R"({"closed": {"statement": "Plans name the tool",
      "actions": ["A-1"], "evidence": ["E-1"]}})");
}

TEST(Closure, NamesEveryUnmetTestAtOnce) {
  Loop{{raised}}
      .with_action("A-1", {agreed})
      .when(close_it, chair)
      .then_cannot_close({"closure.actions-verified", "closure.outcome-evidence",
                          "closure.judged-met", "closure.check-booked"});
}

TEST(Closure, NeedsAnActionThatIsLive) {
  Loop{{raised}}
      .when(close_it, chair)
      .then_cannot_close({"closure.live-action", "closure.outcome-evidence", "closure.judged-met",
                          "closure.check-booked"});
  Loop{{raised}}
      .with_action("A-1", {agreed, withdrawn})
      .when(close_it, chair)
      .then_cannot_close({"closure.live-action", "closure.outcome-evidence", "closure.judged-met",
                          "closure.check-booked"});
}

TEST(Closure, NeedsEveryActionVerifiedByASecondPerson) {
  const auto loop = loop_with(ready, {agreed, accepted, delivered}, good.c_str());
  EXPECT_EQ(only_unmet(loop, "closure.actions-verified"),
            "A-1 is delivered but not verified by a second person.");
}

TEST(Closure, SaysOfEachActionWhatIsMissing) {
  auto loop = complete_loop();
  loop.with_action("A-2", {agreed});
  loop.with_action("A-3", {agreed, R"({"blocked": {}})"});
  loop.with_action("A-4", {agreed, R"({"sourceStatusReported": {"status": "complete"}})"});
  loop.with_action("A-5", {agreed, R"({"sourceStatusReported": {"status": "cancelled"}})"});
  const auto refused = loop.when(close_it, chair);
  const std::string test = "closure.actions-verified";
  refused.then_cannot_close({test, test, test, test});
  std::vector<std::string> said;
  for (const auto& problem : refused.problems()) said.push_back(problem.message);
  EXPECT_THAT(said, ::testing::ElementsAre(
                        "A-2 is not delivered.", "A-3 is blocked, so it is not delivered.",
                        "A-4 is complete at the source, but not delivered and verified here.",
                        "A-5 has ended at the source: withdraw or supersede it here too."));
}

TEST(Closure, DoesNotWaitForActionsThatEnded) {
  for (const auto* end :
       {R"({"withdrawn": {}})", R"({"superseded": {"by": "A-1"}})", R"({"declined": {}})"}) {
    auto loop = complete_loop();
    loop.with_action("A-2", {agreed, end});
    loop.when(close_it, chair).then_allowed();
  }
}

TEST(Closure, R57_ii_DeliveredWithoutOutcomeEvidenceNeverCloses) {
  Loop loop{ready};
  loop.with_action("A-1", done);
  EXPECT_THAT(only_unmet(loop, "closure.outcome-evidence"), ::testing::HasSubstr("1 March 2017"));
  const char* output = R"({"recorded": {"kind": "output", "title": "Register",
      "actions": ["A-1"], "method": "document", "strength": "strong",
      "observedFrom": "2017-03-15", "observedTo": "2017-04-15"}})";
  loop.with_evidence("E-2", {{"2017-04-30", output}});
  only_unmet(loop, "closure.outcome-evidence");
}

TEST(Closure, R57_iii_OwnerCannotSignTheirOwnLoop) {
  const auto loop = complete_loop();
  loop.when(close_it, By{"owen", Role::CHAIR}.in_post("head-of-early-help"))
      .then_cannot_close({"closure.independent"});
  loop.when(close_it, By{"alan", Role::CHAIR}).then_cannot_close({"closure.independent"});
  loop.when(close_it, By{"dora", Role::CHAIR}).then_cannot_close({"closure.independent"});
  loop.when(close_it, By{"vera", Role::CHAIR}).then_allowed();
}

TEST(Closure, R57_iv_EvidenceDatedBeforeDeliveryIsRefused) {
  const auto before = outcome("2017-02-28", "2017-04-15");
  EXPECT_THAT(only_unmet(loop_with(ready, done, before.c_str()), "closure.outcome-evidence"),
              ::testing::HasSubstr("E-1 was observed from 28 February 2017, before the last "
                                   "delivery on 1 March 2017."));
  const auto from_that_day = outcome("2017-03-01", "2017-04-15");
  loop_with(ready, done, from_that_day.c_str()).when(close_it, chair).then_allowed();
}

TEST(Closure, EvidenceFollowsTheLatestDelivery) {
  auto loop = complete_loop();
  loop.with_action("A-2", {agreed,
                           accepted,
                           {"2017-04-01", R"({"delivered": {"on": "2017-04-01", "by": "dora"}})"},
                           {"2017-04-02", R"({"deliveryVerified": {"by": "vera"}})"}});
  EXPECT_THAT(only_unmet(loop, "closure.outcome-evidence"), ::testing::HasSubstr("1 April 2017"));
}

TEST(Closure, WeakEvidenceIsNotEnough) {
  const auto weak = outcome("2017-03-15", "2017-04-15", "weak");
  EXPECT_THAT(only_unmet(loop_with(ready, done, weak.c_str()), "closure.outcome-evidence"),
              ::testing::HasSubstr("E-1 is weak"));
}

TEST(Closure, EvidenceUnderChallengeOrWithdrawnDoesNotCount) {
  Loop loop{ready};
  loop.with_action("A-1", done);
  loop.with_evidence("E-1", {{"2017-04-30", good.c_str()}, R"({"challenged": {}})"});
  EXPECT_THAT(only_unmet(loop, "closure.outcome-evidence"), ::testing::HasSubstr("challenge"));
  Loop other{ready};
  other.with_action("A-1", done);
  other.with_evidence("E-1", {{"2017-04-30", good.c_str()}, R"({"withdrawn": {}})"});
  EXPECT_THAT(only_unmet(other, "closure.outcome-evidence"),
              ::testing::Not(::testing::HasSubstr("E-1")));
}

TEST(Closure, NeedsTheCriterionJudgedMet) {
  EXPECT_EQ(only_unmet(loop_with({raised, booked}, done, good.c_str()), "closure.judged-met"),
            "Nobody has judged yet whether the success criterion is met.");
  for (const auto* result : {"partlyMet", "notMet"}) {
    const auto judgement = std::string{R"({"improvementJudged": {"evidence": ["E-1"],
        "statement": "s", "judgedBy": "carol", "result": ")"} +
                           result + "\"}}";
    only_unmet(loop_with({raised, {"2017-05-01", judgement.c_str()}, booked}, done, good.c_str()),
               "closure.judged-met");
  }
}

TEST(Closure, JudgementFollowsTheLatestDelivery) {
  const Past early{"2017-02-01", judged.json.data()};
  EXPECT_THAT(
      only_unmet(loop_with({raised, early, booked}, done, good.c_str()), "closure.judged-met"),
      ::testing::HasSubstr("judge again"));
}

TEST(Closure, JudgementRestsOnEvidenceThatCounts) {
  Loop loop{ready};  // Judged upon E-1, since withdrawn.
  loop.with_action("A-1", done);
  loop.with_evidence("E-1", {{"2017-04-30", good.c_str()}, R"({"withdrawn": {}})"});
  loop.with_evidence("E-2", {{"2017-04-30", good.c_str()}});
  EXPECT_THAT(only_unmet(loop, "closure.judged-met"), ::testing::HasSubstr("does not count"));
}

TEST(Closure, JudgementByWhoLaterDeliveredAnActionDoesNotCount) {
  auto loop = complete_loop();
  loop.with_action(
      "A-2", {agreed, {"2017-03-01", R"({"accepted": {"by": "carol"}})"}, delivered, verified});
  loop.when(close_it, By{"kate", Role::CHAIR}).then_cannot_close({"closure.judged-met"});
}

TEST(Closure, OpenContradictionPreventsIt) {
  auto loop = complete_loop();
  const auto against = outcome("2017-05-01", "2017-05-15", "weak", true);
  loop.with_evidence("E-2", {{"2017-05-20", against.c_str()}});
  EXPECT_THAT(only_unmet(loop, "closure.no-contradiction"), ::testing::StartsWith("E-2"));
}

TEST(Closure, ContradictionIsOverOnceWithdrawnOrAnsweredByALaterDelivery) {
  const auto against = outcome("2017-05-01", "2017-05-15", "weak", true);
  auto loop = complete_loop();
  loop.with_evidence("E-2", {{"2017-05-20", against.c_str()}, R"({"withdrawn": {}})"});
  loop.when(close_it, chair).then_allowed();

  const auto before_delivery = outcome("2017-02-01", "2017-02-15", "strong", true);
  auto other = complete_loop();
  other.with_evidence("E-2", {{"2017-02-20", before_delivery.c_str()}});
  other.when(close_it, chair).then_allowed();
}

TEST(Closure, DeliveryOfAnActionThatWasWithdrawnMovesNothing) {
  auto loop = complete_loop();
  const Past late{"2017-05-20", R"({"delivered": {"on": "2017-05-20", "by": "dora"}})"};
  loop.with_action("A-2", {agreed, accepted, late, withdrawn});
  loop.when(close_it, chair).then_allowed();
}

TEST(Closure, ContradictingEvidenceIsNoOutcomeEvidence) {
  const auto against = outcome("2017-03-15", "2017-04-15", "strong", true);
  loop_with(ready, done, against.c_str())
      .when(close_it, chair)
      .then_cannot_close({"closure.outcome-evidence", "closure.no-contradiction"});
}

TEST(Closure, NeedsASustainabilityCheckBooked) {
  only_unmet(loop_with({raised, judged}, done, good.c_str()), "closure.check-booked");
}

// Domain 1.7 (e): 6 or 12 months. The check is booked for 1 May 2018; a month either way is taken.
TEST(Closure, NeedsTheCheckSixOrTwelveMonthsOn) {
  const auto day = [](const char* on) { return By{"carol", Role::CHAIR}.on(on); };
  complete_loop().when(close_it, day("2017-11-01")).then_allowed();
  complete_loop().when(close_it, day("2017-12-02")).then_allowed();
  for (const auto* too_late : {"2017-12-03", "2018-04-30", "2018-05-01"}) {
    complete_loop().when(close_it, day(too_late)).then_cannot_close({"closure.check-booked"});
  }
  const Past far{"2017-05-02", R"({"sustainabilityCheckDue": {"on": "2019-05-01"}})"};
  only_unmet(loop_with({raised, judged, far}, done, good.c_str()), "closure.check-booked");
}

TEST(Closure, R57_ii_IsNotDatedBeforeWhatItRestsOn) {
  auto day = [](const char* on) { return By{"carol", Role::CHAIR}.on(on); };
  complete_loop().when(close_it, day("2017-05-01")).then_allowed();
  complete_loop().when(close_it, day("2017-04-30")).then_cannot_close({"closure.judged-met"});
  complete_loop()
      .when(close_it, day("2017-03-07"))
      .then_cannot_close(
          {"closure.actions-verified", "closure.judged-met", "closure.check-booked"});
}

TEST(Closure, ViewsAskTheSameRuleWithoutAPerson) {
  EXPECT_TRUE(
      complete_loop()
          .ask([](const LoopFacts& loop) { return unmet_closure_tests(loop, a_day("2017-06-01")); })
          .empty());
}

TEST(Closure, WhatASourceSaysOfItselfClosesNothing) {
  Loop loop{ready};
  loop.with_action("A-1", {agreed, R"({"sourceStatusReported": {"status": "complete"}})"});
  loop.with_evidence("E-1", {R"({"recorded": {"kind": "outcome", "title": "Stated",
      "actions": ["A-1"], "method": "statedInSource", "strength": "weak"}})"});
  loop.when(close_it, chair)
      .then_cannot_close({"closure.actions-verified", "closure.outcome-evidence"});
}

}  // namespace
}  // namespace closeloop
