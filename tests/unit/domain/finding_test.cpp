#include "domain/finding.h"

#include "tests/support/loop.h"

namespace closeloop::finding {
namespace {

using namespace closeloop::testing;  // NOLINT: the words of the rule.
using person::Role;
using Given = closeloop::testing::Given<Decider>;

constexpr auto strength = R"({"raised": {"reviews": ["R-1"], "nature": "strength",
  "statement": "Good chronologies"}})";
constexpr auto passed = R"({"sustainabilityPassed": {"statement": "Still asked"}})";
constexpr auto failed = R"({"sustainabilityFailed": {}})";
constexpr auto reopened = R"({"reopened": {"because": "signal"}})";
constexpr auto without = R"({"closedWithoutImprovement": {"ground": "toleratedRisk",
  "reviewOn": "2018-01-01"}})";
const auto chair = By{"carol", Role::CHAIR};
const History closed_loop{raised, judged, booked, closed};

TEST(Finding, IsRaisedAsAsked) { Given{}.when(raised.json).then(raised.json); }

TEST(Finding, IsRaisedOnce) { Given{raised}.when(raised.json).then_refused("finding.raise.once"); }

TEST(Finding, IsNotSeenInMoreCasesThanWereReviewed) {
  Given{}
      .when(R"({"raised": {"reviews": ["R-1"], "nature": "concern", "statement": "s",
        "casesSeen": 9, "casesReviewed": 8}})")
      .then_refused("finding.raise.cases");
}

TEST(Finding, CorrectionNamesWhatItCorrectsAndChangesSomething) {
  constexpr auto correction = R"({"corrected": {"corrects": 1, "scope": "6 of 8 cases"}})";
  Given{raised}.when(correction).then(correction);
  Given{raised, judged}
      .when(R"({"corrected": {"corrects": 2, "scope": "x"}})")
      .then_refused("finding.correct.version");
  Given{raised}.when(R"({"corrected": {"corrects": 1}})").then_refused("finding.correct.something");
  Given{raised}.when(R"({"corrected": {"corrects": 1, "nature": "strength"}})").then_allowed();
}

TEST(Finding, ThatIsClosedStaysAConcern) {
  Given{closed_loop}
      .when(R"({"corrected": {"corrects": 1, "nature": "strength"}})")
      .then_refused("finding.correct.nature");
}

TEST(Finding, ThatIsAStrengthOpensNoLoop) {
  for (const auto* asked : {without, closed.json.data(), judged.json.data(), booked.json.data()}) {
    Given{strength}.when(asked, chair).then_refused("finding.concern");
  }
}

TEST(Finding, IsJudgedByWhoSaysSo) {
  complete_loop()
      .when(R"({"improvementJudged": {"result": "partlyMet", "evidence": ["E-1"],
        "statement": "Some"}})",
            chair)
      .then(R"({"improvementJudged": {"result": "partlyMet", "evidence": ["E-1"],
        "statement": "Some", "judgedBy": "carol"}})");
}

TEST(Finding, R57_iii_IsNotJudgedByAnOwnerOfItsActions) {
  const auto loop = complete_loop();
  loop.when(judged.json, By{"owen", Role::CHAIR}.in_post("head-of-early-help"))
      .then_refused("finding.independence", "A-1");
  loop.when(judged.json, By{"alan", Role::CHAIR}).then_refused("finding.independence");
}

TEST(Finding, IsJudgedOnOutcomeEvidenceOfItsLoopOnly) {
  const auto judge = [](const char* evidence) {
    return std::string{R"({"improvementJudged": {"result": "met", "statement": "s",
      "evidence": [")"} +
           evidence + "\"]}}";
  };
  auto loop = complete_loop();
  loop.with_evidence("E-2", {R"({"recorded": {"kind": "output", "title": "t",
      "actions": ["A-1"], "method": "document", "strength": "medium"}})"});
  const auto other = outcome("2017-03-15", "2017-04-15");
  loop.with_evidence("E-3", {other.c_str(), R"({"withdrawn": {}})"});
  loop.when(judge("E-2"), chair).then_refused("finding.judge.outcome-evidence");
  loop.when(judge("E-3"), chair).then_refused("finding.judge.evidence-withdrawn");
  loop.when(judge("E-9"), chair).then_refused("finding.judge.evidence-about", "E-9");
}

TEST(Finding, ThatIsClosedTakesNoJudgementUntilReopened) {
  Given{closed_loop}.when(judged.json, chair).then_refused("finding.closed", "reopen it first");
  Given{closed_loop}.when(closed.json, chair).then_refused("finding.closed");
  Given{closed_loop}.when(without, chair).then_refused("finding.closed");
}

TEST(Finding, CheckIsBookedForADayToCome) {
  Given{raised}
      .when(R"({"sustainabilityCheckDue": {"on": "2017-06-01"}})", chair)
      .then_refused("finding.book-check.ahead");
  Given{raised}.when(booked.json, chair).then_allowed();
  Given{closed_loop}.when(booked.json, chair).then_allowed();
}

TEST(Finding, ClosesWithoutImprovementOnlyWithAReviewToComeAndNamesWhoApproved) {
  Given{raised}
      .when(without, chair)
      .then(R"({"closedWithoutImprovement": {"ground": "toleratedRisk", "reviewOn": "2018-01-01",
        "approvedBy": "carol"}})");
  Given{raised}
      .when(without, By{chair}.on("2018-01-01"))
      .then_refused("finding.close-without-improvement.review");
}

TEST(Finding, R57_iii_IsNotClosedWithoutImprovementByAnOwnerEither) {
  complete_loop()
      .when(without, By{"owen", Role::CHAIR}.in_post("head-of-early-help"))
      .then_refused("finding.independence");
}

TEST(Finding, ClosedWithoutImprovementHasNothingToSustain) {
  Given{raised, booked, without}
      .when(passed, By{chair}.on("2018-06-01"))
      .then_refused("finding.check.booked");
}

TEST(Finding, CheckIsPassedWhenItIsDue) {
  Given{closed_loop}
      .when(passed, By{chair}.on("2018-04-30"))
      .then_refused("finding.check.due", "1 May 2018");
  Given{closed_loop}.when(passed, By{chair}.on("2018-05-01")).then(passed);
  Given{raised, booked}.when(passed, chair).then_refused("finding.open");
}

TEST(Finding, CheckFailsAtAnyTimeButOnce) {
  Given{closed_loop}.when(failed, chair).then(failed);
  Given{raised, judged, booked, closed, failed}
      .when(failed, chair)
      .then_refused("finding.check.booked");
}

TEST(Finding, CheckIsNotPassedByAnOwner) {
  Loop loop{closed_loop};
  loop.with_action("A-1", {agreed, accepted, delivered, verified});
  loop.when(passed, By{"dora"}.on("2018-05-01")).then_refused("finding.independence");
}

TEST(Finding, ReopensOnlyIfClosed) {
  Given{raised}.when(reopened, chair).then_refused("finding.open");
  Given{closed_loop}.when(reopened, chair).then(reopened);
  Given{raised, without}.when(reopened, chair).then(reopened);
}

TEST(Finding, ReopensBecauseOfAFailedCheckOnlyIfOneFailed) {
  constexpr auto because = R"({"reopened": {"because": "sustainabilityFailed"}})";
  Given{closed_loop}.when(because, chair).then_refused("finding.reopen.check-failed");
  Given{raised, judged, booked, closed, failed}.when(because, chair).then(because);
}

TEST(Finding, ReopensBecauseOfRecurrenceNamingTheOtherFinding) {
  Given{closed_loop}
      .when(R"({"reopened": {"because": "recurrence"}})", chair)
      .then_refused("finding.reopen.recurrence");
  Given{closed_loop}
      .when(R"({"reopened": {"because": "recurrence", "finding": "F-1"}})", By{chair}.to("F-1"))
      .then_refused("finding.reopen.recurrence");
  Given{closed_loop}
      .when(R"({"reopened": {"because": "recurrence", "finding": "F-2"}})", By{chair}.to("F-1"))
      .then_allowed();
}

TEST(Finding, ThatReopensIsJudgedAndBookedAnew) {
  const auto state = Given{raised, judged, booked, closed, reopened}.state();
  EXPECT_EQ(state.phase, Phase::open);
  EXPECT_EQ(state.judgement, Judgement::UNSET);
  EXPECT_EQ(state.check, Check::none);
  EXPECT_EQ(state.times_reopened, 1);
  EXPECT_FALSE(state.closed_on);
  Given{raised, judged, booked, closed, reopened}
      .when(judged.json, chair)
      .then_refused("finding.judge.evidence-about");
}

TEST(Finding, MustExist) {
  for (const auto* asked : {without, passed, reopened, judged.json.data()}) {
    Given{}.when(asked, chair).then_fails(Errc::not_found);
  }
}

}  // namespace
}  // namespace closeloop::finding
