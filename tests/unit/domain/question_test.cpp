#include "domain/question.h"

#include "tests/support/given.h"

namespace closeloop::question {
namespace {

using Given = testing::Given<Decider>;

constexpr auto asked = R"({"asked": {"question": "How many?", "priorityArea": "neglect"}})";

TEST(Question, IsAskedOnceAndMayBeReworded) {
  Given{}.when(asked).then(asked);
  Given{asked}.when(asked).then_refused("question.ask.once");
  EXPECT_EQ(Given({asked, R"({"reworded": {"question": "How many children?"}})"}).state().text,
            "How many children?");
}

TEST(Question, R66_IsAnsweredOnSomethingOrWithLowConfidence) {
  Given{asked}
      .when(R"({"answered": {"answer": "Fewer.", "confidence": "high"}})")
      .then_refused("question.answer.rests");
  Given{asked}.when(R"({"answered": {"answer": "?", "confidence": "low"}})").then_allowed();
  Given{asked}
      .when(R"({"answered": {"answer": "Fewer.", "confidence": "high", "series": ["S-1"]}})")
      .then_allowed();
}

TEST(Question, ThatWasWithdrawnIsNotAnswered) {
  Given{asked, R"({"withdrawn": {}})"}
      .when(R"({"answered": {"answer": "?", "confidence": "low"}})")
      .then_refused("question.withdrawn");
}

constexpr auto assured =
    R"({"assuranceSet": {"level": "substantial", "basis": "The parents' group asked for it",
        "changes": ["A-1"], "expires": "2018-06-01"}})";

TEST(Question, R79_AssuranceCitesAChangeOrEvidence) {
  Given{}.when(assured).then_fails(Errc::not_found);
  Given{asked}.when(assured).then(assured);
  Given{asked}
      .when(R"({"assuranceSet": {"level": "limited", "basis": "We think so"}})")
      .then_refused("question.assurance.rests", "at least one change");
  Given{asked}
      .when(R"({"assuranceSet": {"level": "limited", "basis": "A survey", "evidence": ["E-1"]}})")
      .then_allowed();
  Given{asked}
      .when(R"({"assuranceSet": {"level": "none", "basis": "Nobody was asked"}})")
      .then_allowed();
}

TEST(Question, R79_ThatViewsAreHeardIsShownByAChangeOnly) {
  constexpr auto about_views =
      R"({"asked": {"question": "Are services informed by views?", "priorityArea": "cse",
          "themes": ["voice"]}})";
  Given{about_views}
      .when(R"({"assuranceSet": {"level": "partial", "basis": "A survey", "evidence": ["E-1"]}})")
      .then_refused("question.assurance.change", "an action");
  Given{about_views}.when(assured).then(assured);
  Given{about_views}
      .when(R"({"assuranceSet": {"level": "none", "basis": "Nobody was asked"}})")
      .then_allowed();
}

TEST(Question, R79_AssuranceHoldsBeyondTheDayItIsGiven) {
  using testing::By;
  Given{asked}.when(assured, By{}.on("2018-06-01")).then_refused("question.assurance.expires");
  Given{asked}.when(assured, By{}.on("2018-05-31")).then_allowed();
  const auto state = Given({asked, assured}).state();
  EXPECT_EQ(state.assurance, AssuranceSet::Level::SUBSTANTIAL);
  EXPECT_EQ(state.assurance_expires, testing::a_day("2018-06-01"));
  const auto later =
      Given({asked, assured, R"({"assuranceSet": {"level": "none", "basis": "It ended"}})"});
  EXPECT_FALSE(later.state().assurance_expires);
}

TEST(Question, OfAWithdrawnQuestionNoAssuranceIsGiven) {
  Given{asked, R"({"withdrawn": {}})"}.when(assured).then_refused("question.withdrawn");
}

}  // namespace
}  // namespace closeloop::question
