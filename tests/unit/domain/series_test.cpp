#include "domain/series.h"

#include "tests/support/given.h"

namespace closeloop::series {
namespace {

using Given = testing::Given<Decider>;

constexpr auto opened =
    R"({"opened": {"title": "Plans", "area": "Anytown", "periodKind": "quarter", "unit": "percent"}})";
constexpr auto measured =
    R"({"measured": {"period": "2016-17 Q3", "numerator": "61", "denominator": "112",
        "starts": "2016-10-01", "ends": "2016-12-31"}})";
constexpr auto remeasured =
    R"({"remeasured": {"period": "2016-17 Q3", "numerator": "63", "denominator": "112",
        "starts": "2016-10-01", "ends": "2016-12-31"}})";

TEST(Series, IsOpenedOnce) {
  Given{}.when(opened).then(opened);
  Given{opened}.when(opened).then_refused("series.open.once");
  Given{}
      .when(R"({"measured": {"period": "2016-17 Q3", "value": "1"}})")
      .then_fails(Errc::not_found);
}

TEST(Series, TakesAValueForAPeriodAndKnowsItsDays) {
  Given{opened}
      .when(R"({"measured": {"period": "2016-17 Q3", "numerator": "61", "denominator": "112"}})")
      .then(measured);
}

TEST(Series, NeverMixesKindsOfPeriods) {
  for (const auto* period : {"2016-17", "2016-12", "2016-12-31", "Christmas"}) {
    Given{opened}
        .when(R"({"measured": {"value": "1", "period": ")" + std::string{period} + R"("}})")
        .then_refused("series.period", "2017-18 Q3");
  }
}

TEST(Series, HoldsOneValueForAPeriodUntilItIsRevised_AndThenBoth) {
  Given{opened, measured}
      .when(R"({"measured": {"period": "2016-17 Q3", "value": "1"}})")
      .then_refused("series.measure.once", "revise");
  Given{opened}
      .when(R"({"remeasured": {"period": "2016-17 Q3", "value": "1"}})")
      .then_refused("series.revise.held");
  const auto state = Given({opened, measured, remeasured}).state();
  ASSERT_EQ(state.points.size(), 1U);
  EXPECT_EQ(state.points[0].now.numerator->text(), "63");
  ASSERT_EQ(state.points[0].earlier.size(), 1U);
  EXPECT_EQ(state.points[0].earlier[0].numerator->text(), "61");
}

TEST(Series, IsInOrderOfTimeWhateverCameFirst) {
  constexpr auto before = R"({"measured": {"period": "2015-16 Q4", "value": "3",
      "starts": "2016-01-01", "ends": "2016-03-31"}})";
  const auto state = Given({opened, measured, before}).state();
  ASSERT_EQ(state.points.size(), 2U);
  EXPECT_EQ(state.points[0].period, "2015-16 Q4");
}

TEST(Series, SaysWhyThereIsNoValue) {
  Given{opened}
      .when(R"({"measured": {"period": "2016-17 Q3"}})")
      .then_refused("series.value.something");
  Given{opened}.when(R"({"measured": {"period": "2016-17 Q3", "flag": "notHeld"}})").then_allowed();
  Given{opened}
      .when(R"({"measured": {"period": "2016-17 Q3", "numerator": "-1"}})")
      .then_refused("series.numerator");
}

TEST(Series, TakesNothingOfAPeriodThatHasNotEnded) {
  Given{opened}
      .when(R"({"measured": {"period": "2017-18 Q1", "value": "1"}})")
      .then_refused("series.period.past");
}

TEST(Series, IsBrokenOrRebasedOnceAtAPeriod) {
  constexpr auto rebased = R"({"rebased": {"period": "2016-17 Q3", "action": "A-1"}})";
  Given{opened, measured}.when(rebased).then(rebased);
  Given{opened, measured, rebased}.when(rebased).then_refused("series.step.once");
  Given{opened, measured, rebased}
      .when(R"({"broken": {"period": "2016-17 Q3", "what": "definition"}})")
      .then_allowed();
}

TEST(Series, HasWordsOnlyForWhatIsHeld) {
  Given{opened}
      .when(R"({"narrativeWritten": {"period": "2016-17 Q3", "narrative": "More are seen."}})")
      .then_refused("series.narrative.held");
  Given{opened, measured}
      .when(R"({"narrativeWritten": {"period": "2016-17 Q3", "narrative": "More are seen."}})")
      .then_allowed();
}

}  // namespace
}  // namespace closeloop::series
