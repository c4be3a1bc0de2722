#include "projections/spc/xmr.h"

#include <gmock/gmock.h>

#include "tests/unit/projections/spc/series.h"

namespace closeloop::spc {
namespace {

using namespace testing;  // NOLINT: the series.
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr auto up = Direction::higher;
constexpr XmrOptions screened{.screen_outliers = true};

std::vector<PointType> types(const XmrChart& chart) {
  std::vector<PointType> all;
  for (const auto& point : chart.points) all.push_back(point.type);
  return all;
}
/// Swings so wide that all that is put after it lies well within the limits.
Series swinging(std::size_t points, double middle = 0) {
  Series series;
  for (std::size_t i = 0; i < points; ++i) series.push_back(middle + (i % 2 == 0 ? 50 : -50));
  return series;
}
Series operator+(Series first, const Series& then) {
  first.insert(first.end(), then.begin(), then.end());
  return first;
}

TEST(Xmr, TheVignetteHasTwoPairsOfLimits) {
  const auto plain = xmr(vignette, up);
  EXPECT_NEAR(plain.segments.at(0).mean, 1.94, 0.005);
  EXPECT_NEAR(plain.segments.at(0).lower, -3.06, 0.005);
  EXPECT_NEAR(plain.segments.at(0).upper, 6.95, 0.005);
  EXPECT_THAT(flagged(plain, Rule::outside_limits), ElementsAre(4));
  EXPECT_THAT(special(plain), ElementsAre(4));

  const auto without = xmr(vignette, up, screened);
  EXPECT_NEAR(without.segments.at(0).mean, 1.94, 0.005);
  EXPECT_NEAR(without.segments.at(0).lower, -0.72, 0.005);
  EXPECT_NEAR(without.segments.at(0).upper, 4.6, 0.005);
  EXPECT_THAT(special(without), ElementsAre(4));
  EXPECT_EQ(without.ruleset, "plot-the-dots-1");
}

TEST(Xmr, TheNearLimitsAreTwoThirdsOfTheWay) {
  const auto limits = xmr(vignette, up).segments.at(0);
  EXPECT_NEAR(limits.near_upper - limits.mean, (limits.upper - limits.mean) * 2 / 3, 1e-12);
  EXPECT_NEAR(limits.mean - limits.near_lower, (limits.mean - limits.lower) * 2 / 3, 1e-12);
}

TEST(Xmr, ShropshiresSeriesGiveTheirPublishedLimits) {
  const auto neglect = xmr(s011_neglect, Direction::neutral);
  EXPECT_NEAR(neglect.segments.at(0).mean, 30.125, 0.0005);
  EXPECT_NEAR(neglect.segments.at(0).lower, 18.079, 0.0005);
  EXPECT_NEAR(neglect.segments.at(0).upper, 42.171, 0.0005);
  EXPECT_EQ(neglect.segments.at(0).count, 8U);
  EXPECT_TRUE(neglect.segments.at(0).trial);
  EXPECT_THAT(special(neglect), IsEmpty());

  const auto plans = xmr(s113_repeat_plans, Direction::lower);
  EXPECT_NEAR(plans.segments.at(0).mean, 19.338462, 0.0000005);
  EXPECT_NEAR(plans.segments.at(0).lower, 2.536128, 0.0000005);
  EXPECT_NEAR(plans.segments.at(0).upper, 36.140795, 0.0000005);
  EXPECT_FALSE(plans.segments.at(0).trial);
  EXPECT_THAT(special(plans), IsEmpty());

  EXPECT_THAT(special(xmr(s045_missing, Direction::neutral)), IsEmpty());
  const auto missing = xmr(s045_missing, Direction::neutral, screened);
  EXPECT_THAT(special(missing), ElementsAre(2)) << "2020";
  EXPECT_EQ(missing.points.at(2).type, PointType::neutral_high);
}

TEST(Xmr, AConstantSeriesHasItsLimitsOnItsMeanAndNothingFlagged) {
  for (const double value : {0.0, 3.0, 0.1, 33.3, -7.7, 1e9 + 0.1}) {
    for (const auto& options : {XmrOptions{}, screened}) {
      const auto chart = xmr(Series(23, value), up, options);
      const auto limits = chart.segments.at(0);
      EXPECT_DOUBLE_EQ(limits.mean, value);
      EXPECT_DOUBLE_EQ(limits.lower, value);
      EXPECT_DOUBLE_EQ(limits.upper, value);
      EXPECT_THAT(special(chart), IsEmpty()) << value;
    }
  }
  auto noisy = Series(20, 0.3);
  noisy[7] = 0.1 + 0.2;
  EXPECT_THAT(special(xmr(noisy, up)), IsEmpty());
}

TEST(Xmr, NothingOneAndTwoPointsBehave) {
  const auto none = xmr({}, up);
  EXPECT_THAT(none.segments, IsEmpty());
  EXPECT_THAT(none.points, IsEmpty());

  const auto one = xmr(Series{5}, up);
  EXPECT_EQ(one.segments.at(0).upper, 5);
  EXPECT_THAT(special(one), IsEmpty());
  EXPECT_TRUE(one.segments.at(0).trial);

  const auto two = xmr(Series{4, 6}, up);
  EXPECT_DOUBLE_EQ(two.segments.at(0).mean, 5);
  EXPECT_DOUBLE_EQ(two.segments.at(0).upper, 5 + 2.66 * 2);
  EXPECT_THAT(special(two), IsEmpty());
}

TEST(Xmr, APointOnALimitIsNotOutsideIt) {
  // Mean 6, moving range 10: the limits are at -20.6 and 32.6.
  auto series = Series{1, 11, 1, 11, 1, 11, 1, 11, 1, 11, 1, 11};
  const XmrOptions first_twelve{.baseline = 12};
  EXPECT_THAT(special(xmr(series + Series{32.6, -20.6}, up, first_twelve)), IsEmpty());
  EXPECT_THAT(special(xmr(series + Series{32.61, -20.61}, up, first_twelve)), ElementsAre(12, 13));
}

TEST(Xmr, SevenOnOneSideAreAShiftAndEachIsFlagged) {
  const XmrOptions first_twelve{.baseline = 12};
  const auto high = Series{9, 4, 9, 4, 9, 4, 9};
  const auto chart = xmr(swinging(12) + high, up, first_twelve);
  EXPECT_THAT(flagged(chart, Rule::shift), ElementsAre(12, 13, 14, 15, 16, 17, 18));
  EXPECT_THAT(special(chart), SizeIs(7));
  EXPECT_EQ(chart.points.at(15).type, PointType::improvement);

  const auto six = xmr(swinging(12) + Series{9, 4, 9, 4, 9, 4}, up, first_twelve);
  EXPECT_THAT(special(six), IsEmpty());
  const auto broken = xmr(swinging(12) + Series{9, 4, 9, 0, 9, 4, 9}, up, first_twelve);
  EXPECT_THAT(special(broken), IsEmpty()) << "one of them is on the mean";
}

TEST(Xmr, ATrendSpeaksForTheWayItGoesOnBothSidesOfTheMean) {
  const XmrOptions first_twelve{.baseline = 12};
  const Series rising{-3, -2, -1, 0, 1, 2, 3};
  const auto chart = xmr(swinging(12) + Series{40} + rising, up, first_twelve);
  EXPECT_THAT(flagged(chart, Rule::trend), ElementsAre(13, 14, 15, 16, 17, 18, 19));
  auto kinds = types(chart);
  kinds.erase(kinds.begin(), kinds.begin() + 13);
  EXPECT_THAT(kinds, Each(PointType::improvement)) << "also the point on the mean";

  auto fewer = types(xmr(swinging(12) + Series{40} + rising, Direction::lower, first_twelve));
  fewer.erase(fewer.begin(), fewer.begin() + 13);
  EXPECT_THAT(fewer, Each(PointType::concern));
  auto neither = types(xmr(swinging(12) + Series{40} + rising, Direction::neutral, first_twelve));
  neither.erase(neither.begin(), neither.begin() + 13);
  EXPECT_THAT(neither, Each(PointType::neutral_high));

  const auto tie = xmr(swinging(12) + Series{40, -3, -2, -1, -1, 1, 2, 3}, up, first_twelve);
  EXPECT_THAT(special(tie), IsEmpty());
}

TEST(Xmr, AFallingTrendIsOneToo) {
  const XmrOptions first_twelve{.baseline = 12};
  const auto chart = xmr(swinging(12) + Series{-40, 3, 2, 1, 0, -1, -2, -3}, up, first_twelve);
  EXPECT_THAT(flagged(chart, Rule::trend), ElementsAre(13, 14, 15, 16, 17, 18, 19));
  EXPECT_EQ(chart.points.at(16).type, PointType::concern);
}

TEST(Xmr, TheTurningPointOfTwoTrendsSpeaksForTheSecond) {
  const XmrOptions first_twelve{.baseline = 12};
  const Series both{-3, -2, -1, 0, 1, 2, 3, 2, 1, 0, -1, -2, -3};
  const auto chart = xmr(swinging(12) + Series{40} + both, up, first_twelve);
  EXPECT_EQ(chart.points.at(18).type, PointType::improvement);
  EXPECT_EQ(chart.points.at(19).type, PointType::concern) << "3, where it turns";
  EXPECT_EQ(chart.points.at(20).type, PointType::concern);
}

TEST(Xmr, ATrendThatFollowsOnAnotherLeavesItsLastPointAlone) {
  const XmrOptions first_twelve{.baseline = 12};
  const Series twice{4, 3, 2, 1, -1, -2, -3, 3, 2, 1, -1, -2, -3, -4};
  const auto chart = xmr(swinging(12) + Series{-40} + twice, up, first_twelve);
  EXPECT_THAT(flagged(chart, Rule::trend), SizeIs(14));
  EXPECT_EQ(chart.points.at(19).type, PointType::concern) << "it fell, though the next rose";
}

TEST(Xmr, TwoInThreeFlagsThePointsCloseToTheLimitOnly) {
  // Mean 6, near limits at 6 -+ 17.73, limits at 6 -+ 26.6.
  const auto steady = Series{1, 11, 1, 11, 1, 11, 1, 11, 1, 11, 1, 11, 1};
  const XmrOptions first_twelve{.baseline = 12};
  const auto chart = xmr(steady + Series{25, 8, 25, 1}, Direction::lower, first_twelve);
  EXPECT_THAT(flagged(chart, Rule::two_in_three), ElementsAre(13, 15));
  EXPECT_THAT(special(chart), SizeIs(2));
  EXPECT_EQ(chart.points.at(13).type, PointType::concern);

  const auto across = xmr(steady + Series{25, 5, 25, 1}, up, first_twelve);
  EXPECT_THAT(special(across), IsEmpty()) << "one of the three is below the mean";
  const auto outside = xmr(steady + Series{40, 25, 8, 1}, up, first_twelve);
  EXPECT_THAT(special(outside), ElementsAre(13)) << "outside the limit is not close to it";
}

TEST(Xmr, APointThatMeetsSeveralRulesHasTheFirst) {
  const XmrOptions first_twelve{.baseline = 12};
  // A rise above the mean: trend and shift; its end is near the limit twice, then outside.
  const auto chart =
      xmr(Series{1, 11, 1, 11, 1, 11, 1, 11, 1, 11, 1, 11} + Series{7, 8, 9, 10, 24.5, 25, 40}, up,
          first_twelve);
  EXPECT_THAT(flagged(chart, Rule::outside_limits), ElementsAre(18));
  EXPECT_THAT(flagged(chart, Rule::trend), ElementsAre(12, 13, 14, 15, 16, 17));
}

TEST(Xmr, ARebaseGivesEachSegmentLimitsAndRunsOfItsOwn) {
  const auto before = swinging(13);
  const auto after = swinging(12, 1000);
  const auto chart = xmr(before + after, up, {.rebase_at = {13}});
  ASSERT_THAT(chart.segments, SizeIs(2));
  EXPECT_NEAR(chart.segments[0].mean, 50.0 / 13, 1e-9);
  EXPECT_NEAR(chart.segments[1].mean, 1000, 1e-9);
  EXPECT_EQ(chart.segments[1].first, 13U);
  EXPECT_EQ(chart.segments[1].count, 12U);
  EXPECT_NEAR(chart.segments[1].upper, 1000 + 266, 1e-9) << "the step is no moving range";
  EXPECT_EQ(chart.points.at(12).segment, 0U);
  EXPECT_EQ(chart.points.at(13).segment, 1U);
  EXPECT_THAT(special(chart), IsEmpty());

  const Series trend{1, 2, 3, 4, 5, 6, 7, 8};
  EXPECT_THAT(special(xmr(trend, up)), SizeIs(8));
  const auto halves = xmr(trend, up, {.rebase_at = {4}});
  EXPECT_THAT(special(halves), IsEmpty()) << "four and four are no seven";
  EXPECT_TRUE(halves.segments[0].trial);
  EXPECT_TRUE(halves.segments[1].trial);
}

TEST(Xmr, RebasesMayComeInAnyOrderAndBeyondTheEnd) {
  const auto chart = xmr(Series(9, 1), up, {.rebase_at = {6, 0, 3, 6, 9, 99}});
  EXPECT_THAT(chart.segments, ElementsAre(Field(&Limits::first, 0), Field(&Limits::first, 3),
                                          Field(&Limits::first, 6)));
}

TEST(Xmr, ABaselineFixesTheLimitsOfEachSegment) {
  const auto series = Series{1, 3, 1, 3} + Series{2, 2, 2, 2, 2, 2, 2, 2, 2};
  const auto chart = xmr(series, up, {.baseline = 4});
  EXPECT_DOUBLE_EQ(chart.segments.at(0).upper, 2 + 2.66 * 2);
  EXPECT_EQ(chart.segments.at(0).count, 13U);
  EXPECT_TRUE(chart.segments.at(0).trial) << "limits from four points are trial limits";
  EXPECT_FALSE(xmr(series, up).segments.at(0).trial);
  for (const std::size_t useless : {0U, 1U, 13U, 99U}) {
    EXPECT_EQ(xmr(series, up, {.baseline = useless}).segments.at(0).upper,
              xmr(series, up).segments.at(0).upper);
  }
}

}  // namespace
}  // namespace closeloop::spc
