#include "domain/strategy.h"

#include "tests/support/given.h"

namespace closeloop::strategy {
namespace {

using Given = testing::Given<Decider>;
using testing::a_day;
using testing::By;

constexpr auto adopted =
    R"({"adopted": {"title": "CSE strategy", "version": "2", "priorityArea": "cse",
        "approvedOn": "2017-01-10", "reviewOn": "2018-01-10", "actions": ["A-1"]}})";
constexpr auto draft =
    R"({"adopted": {"title": "CSE strategy", "version": "2", "priorityArea": "cse",
        "reviewOn": "2018-01-10"}})";
constexpr auto revised =
    R"({"revised": {"title": "CSE strategy", "version": "3", "priorityArea": "cse",
        "approvedOn": "2017-05-10", "reviewOn": "2019-01-10"}})";
constexpr auto works_well =
    R"({"effectivenessStated": {"level": "well", "statement": "Fewer go missing",
        "evidence": ["E-1"]}})";
constexpr auto works_partly =
    R"({"effectivenessStated": {"level": "partly", "statement": "Known in half of the teams"}})";
constexpr auto withdrawn = R"({"withdrawn": {}})";

evidence::State evidence_of(evidence::Kind kind) {
  evidence::State state;
  state.phase = evidence::Phase::recorded;
  state.kind = kind;
  return state;
}

Facts resting_on(const evidence::State& state) {
  Facts facts;
  facts.evidence.push_back({"E-1", &state});
  return facts;
}

TEST(Strategy, IsAdoptedOnceAndRevised) {
  Given{}.when(adopted).then(adopted);
  Given{adopted}.when(adopted).then_refused("strategy.adopt.once");
  Given{}.when(revised).then_fails(Errc::not_found);
  EXPECT_EQ(Given({adopted, revised}).state().version, "3");
  Given{adopted, withdrawn}.when(revised).then_refused("strategy.withdrawn");
}

TEST(Strategy, IsReviewedAfterItWasApprovedAndNotApprovedAhead) {
  Given{}.when(adopted, By{}.on("2017-01-09")).then_refused("strategy.approved.past");
  Given{}
      .when(R"({"adopted": {"title": "x", "version": "1", "priorityArea": "cse",
                "approvedOn": "2017-01-10", "reviewOn": "2017-01-10"}})")
      .then_refused("strategy.review.later");
}

TEST(Strategy, R09_IsInPlaceFromItsApprovalUntilItsReviewIsDue) {
  const auto state = Given({adopted}).state();
  EXPECT_EQ(standing_on(state, a_day("2017-01-09")), "draft");
  EXPECT_EQ(standing_on(state, a_day("2017-01-10")), "inPlace");
  EXPECT_EQ(standing_on(state, a_day("2018-01-10")), "inPlace");
  EXPECT_EQ(standing_on(state, a_day("2018-01-11")), "reviewOverdue");
  EXPECT_EQ(standing_on(Given({draft}).state(), a_day("2017-06-01")), "draft");
  EXPECT_EQ(standing_on(Given({adopted, withdrawn}).state(), a_day("2017-06-01")), "withdrawn");
}

TEST(Strategy, R09_WorksWellOnlyByOutcomeEvidenceThatStands) {
  Given{adopted}.when(works_well).then_refused("strategy.effectiveness.evidence");

  const auto output = evidence_of(evidence::Kind::OUTPUT);
  Given{adopted}
      .when(works_well, By{}, resting_on(output))
      .then_refused("strategy.effectiveness.evidence");

  auto outcome = evidence_of(evidence::Kind::OUTCOME);
  Given{adopted}.when(works_well, By{}, resting_on(outcome)).then(works_well);
  for (const auto phase : {evidence::Phase::challenged, evidence::Phase::withdrawn}) {
    outcome.phase = phase;
    Given{adopted}
        .when(works_well, By{}, resting_on(outcome))
        .then_refused("strategy.effectiveness.evidence");
  }
  outcome.phase = evidence::Phase::upheld;
  outcome.contradicts = true;
  Given{adopted}
      .when(works_well, By{}, resting_on(outcome))
      .then_refused("strategy.effectiveness.evidence");
}

TEST(Strategy, MayWorkPartlyOrNotWithoutEvidence) {
  Given{adopted}.when(works_partly).then(works_partly);
  Given{adopted}
      .when(R"({"effectivenessStated": {"level": "badly", "statement": "Not known"}})")
      .then_allowed();
}

TEST(Strategy, OfADraftNothingIsSaidOfHowItWorks) {
  Given{draft}.when(works_partly).then_refused("strategy.effectiveness.approved");
}

TEST(Strategy, R09_WhatWasSeenOfAnEarlierVersionSaysNothingOfThisOne) {
  const auto stated = Given({adopted, {"2017-04-01", works_well}}).state();
  EXPECT_EQ(stated.effectiveness, Level::WELL);
  EXPECT_EQ(stated.stated_on, a_day("2017-04-01"));
  EXPECT_EQ(stated.evidence.size(), 1U);
  const auto anew = Given({adopted, works_well, revised}).state();
  EXPECT_EQ(anew.effectiveness, Level::UNSET);
  EXPECT_TRUE(anew.evidence.empty());
  EXPECT_FALSE(anew.stated_on);
}

}  // namespace
}  // namespace closeloop::strategy
