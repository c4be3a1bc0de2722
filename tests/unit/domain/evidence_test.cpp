#include "domain/evidence.h"

#include "tests/support/given.h"

namespace closeloop::evidence {
namespace {

using testing::By;
using Given = testing::Given<Decider>;

constexpr auto outcome = R"({"recorded": {"kind": "outcome", "title": "Dip sample",
  "actions": ["A-1"], "method": "dipSample", "strength": "medium",
  "observedFrom": "2017-03-01", "observedTo": "2017-05-31"}})";
constexpr auto challenged = R"({"challenged": {}})";
constexpr auto upheld = R"({"upheld": {}})";
constexpr auto withdrawn = R"({"withdrawn": {}})";

TEST(Evidence, IsRecordedAsAsked) { Given{}.when(outcome).then(outcome); }

TEST(Evidence, IsRecordedOnce) {
  Given{outcome}.when(outcome).then_refused("evidence.record.once");
}

TEST(Evidence, IsAboutAnActionOrAFinding) {
  Given{}
      .when(R"({"recorded": {"kind": "output", "title": "Register", "method": "document",
        "strength": "medium"}})")
      .then_refused("evidence.record.about");
}

TEST(Evidence, OfAnOutcomeNeedsAnObservationPeriod) {
  Given{}
      .when(R"({"recorded": {"kind": "outcome", "title": "t", "findings": ["F-1"],
        "method": "voice", "strength": "strong", "observedFrom": "2017-03-01"}})")
      .then_refused("evidence.record.period");
}

TEST(Evidence, OfAnOutcomeStatedInASourceMayLackItsPeriodButIsWeak) {
  Given{}
      .when(R"({"recorded": {"kind": "outcome", "title": "t", "actions": ["A-1"],
        "method": "statedInSource", "strength": "weak"}})")
      .then_allowed();
  Given{}
      .when(R"({"recorded": {"kind": "outcome", "title": "t", "actions": ["A-1"],
        "method": "statedInSource", "strength": "medium"}})")
      .then_refused("evidence.strength");
}

TEST(Evidence, ObservationEndsAfterItBegins) {
  Given{}
      .when(R"({"recorded": {"kind": "outcome", "title": "t", "actions": ["A-1"],
        "method": "reAudit", "strength": "strong", "observedFrom": "2017-03-01",
        "observedTo": "2017-02-28"}})")
      .then_refused("evidence.period.order");
}

TEST(Evidence, ObservationIsOverWhenItIsRecorded) {
  Given{}.when(outcome, By{}.on("2017-05-30")).then_refused("evidence.period.past");
  Given{}.when(outcome, By{}.on("2017-05-31")).then_allowed();
}

TEST(Evidence, ThatAnAgencyStatesOfItselfIsWeak) {
  for (const auto method : {Method::ASSURANCE_STATEMENT, Method::TRAINING_IMPACT}) {
    EXPECT_EQ(strongest(method), Strength::WEAK);
  }
  Given{}
      .when(R"({"recorded": {"kind": "output", "title": "t", "actions": ["A-1"],
        "method": "assuranceStatement", "strength": "strong"}})")
      .then_refused("evidence.strength");
}

constexpr auto shift = R"({"recorded": {"kind": "outcome", "title": "Fewer plans",
  "actions": ["A-1"], "method": "dataShift", "strength": "medium",
  "observedFrom": "2016-10-01", "observedTo": "2017-05-31", "series": "S-1"}})";

/// Facts of a series that shows an improvement after a delivery in September 2016.
Facts shown() {
  Facts facts;
  facts.figures = FiguresSaid{.linked = true,
                              .delivered_on = testing::a_day("2016-09-01"),
                              .signals = true,
                              .strongest = Strength::MEDIUM,
                              .said = "Seven figures in a row (plot-the-dots-1)."};
  return facts;
}

TEST(Evidence, R57_OfAShiftRecordsWhatTheRulesSaid) {
  Given{}.when(shift, By{}, shown()).then(R"({"recorded": {"kind": "outcome",
    "title": "Fewer plans", "actions": ["A-1"], "method": "dataShift", "strength": "medium",
    "observedFrom": "2016-10-01", "observedTo": "2017-05-31", "series": "S-1",
    "signal": "Seven figures in a row (plot-the-dots-1)."}})");
}

TEST(Evidence, R57_OfAShiftIsRefusedWithoutASignalAfterDelivery) {
  auto facts = shown();
  facts.figures->signals = false;
  facts.figures->said = "Not yet: 3 figures after delivery, 7 needed.";
  Given{}.when(shift, By{}, facts).then_refused("evidence.series.signal", "7 needed");
}

TEST(Evidence, OfAShiftIsRefusedIfItsIndicatorIsNotLinkedToTheActions) {
  auto facts = shown();
  facts.figures->linked = false;
  Given{}.when(shift, By{}, facts).then_refused("evidence.series.linked");
}

TEST(Evidence, R57_iv_OfAShiftIsRefusedIfObservedFromBeforeDelivery) {
  auto facts = shown();
  facts.figures->delivered_on = testing::a_day("2016-10-02");
  Given{}.when(shift, By{}, facts).then_refused("evidence.series.after-delivery", "2 October 2016");
  facts.figures->delivered_on.reset();
  Given{}.when(shift, By{}, facts).then_refused("evidence.series.delivered");
}

TEST(Evidence, OfAShiftIsNoStrongerThanTheFiguresAllow) {
  auto strong = std::string{shift};
  strong.replace(strong.find("medium"), 6, "strong");
  auto facts = shown();
  Given{}.when(strong, By{}, facts).then_refused("evidence.series.strength", "balancing");
  facts.figures->strongest = Strength::STRONG;
  Given{}.when(strong, By{}, facts).then_allowed();
}

TEST(Evidence, OfAShiftStatedByHandIsMediumAtMost) {
  for (const auto& [strength, allowed] : {std::pair{"medium", true}, {"strong", false}}) {
    const auto json = std::string{R"({"recorded": {"kind": "outcome", "title": "t",
      "actions": ["A-1"], "method": "dataShift", "observedFrom": "2017-03-01",
      "observedTo": "2017-05-31", "strength": ")"} +
                      strength + "\"}}";
    const auto decided = Given{}.when(json);
    allowed ? decided.then_allowed() : decided.then_refused("evidence.strength", "series");
  }
}

TEST(Evidence, OfASeriesIsADataShift) {
  auto other = std::string{shift};
  other.replace(other.find("dataShift"), 9, "voice");
  Given{}.when(other, By{}, shown()).then_refused("evidence.series.method");
}

TEST(Evidence, ThatContradictsNeedsNoSignalOfImprovement) {
  auto against = std::string{shift};
  against.insert(against.find("\"observedFrom"), "\"contradicts\": true, ");
  auto facts = shown();
  facts.figures->signals = false;
  Given{}.when(against, By{}, facts).then_allowed();
}

TEST(Evidence, OfAShiftIsCorrectedByRecordingItAnew) {
  for (const auto* what : {R"("observedTo": "2017-04-30")", R"("strength": "strong")"}) {
    const auto json = std::string{R"({"corrected": {"corrects": 1, )"} + what + "}}";
    Given{shift}.when(json).then_refused("evidence.series.correct");
  }
  Given{shift}.when(R"({"corrected": {"corrects": 1, "strength": "weak"}})").then_allowed();
}

TEST(Evidence, HashIsASha256) {
  for (const auto* hash : {"abc", "zz"}) {
    const auto json = std::string{R"({"recorded": {"kind": "output", "title": "t",
      "actions": ["A-1"], "method": "document", "strength": "weak", "sha256": ")"} +
                      hash + "\"}}";
    Given{}.when(json).then_refused("evidence.sha256");
  }
  const auto json = R"({"recorded": {"kind": "output", "title": "t",
      "actions": ["A-1"], "method": "document", "strength": "weak", "sha256": ")" +
                    std::string(63, 'a') + "F\"}}";
  Given{}.when(json).then_allowed();
}

TEST(Evidence, UnderChallengeDoesNotStandUntilUpheld) {
  EXPECT_TRUE(Given{outcome}.state().stands());
  EXPECT_FALSE(Given({outcome, challenged}).state().stands());
  EXPECT_TRUE(Given({outcome, challenged, upheld}).state().stands());
  Given{outcome}.when(upheld).then_refused("evidence.uphold.challenged");
  Given{outcome, challenged}.when(challenged).then_refused("evidence.challenge.once");
}

TEST(Evidence, WithdrawnStaysWithdrawn) {
  for (const auto* asked : {withdrawn, challenged}) {
    Given{outcome, withdrawn}.when(asked).then_refused("evidence.withdrawn");
  }
  Given{outcome, withdrawn}.when(upheld).then_refused("evidence.uphold.challenged");
}

TEST(Evidence, CorrectionObeysTheRulesOfRecording) {
  Given{outcome}
      .when(R"({"corrected": {"corrects": 1, "observedTo": "2017-02-01"}})")
      .then_refused("evidence.period.order");
  Given{outcome}
      .when(R"({"corrected": {"corrects": 1, "sha256": "abc"}})")
      .then_refused("evidence.sha256");
  Given{outcome}.when(R"({"corrected": {"corrects": 1, "strength": "strong"}})").then_allowed();
  Given{outcome}
      .when(R"({"corrected": {"corrects": 1}})")
      .then_refused("evidence.correct.something");
  EXPECT_EQ(
      Given({outcome, R"({"corrected": {"corrects": 1, "strength": "strong"}})"}).state().strength,
      Strength::STRONG);
}

TEST(Evidence, MustExist) { Given{}.when(challenged).then_fails(Errc::not_found); }

}  // namespace
}  // namespace closeloop::evidence
