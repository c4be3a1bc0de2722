#include "projections/spc/rules.h"

#include <gmock/gmock.h>

/// The vectors of NHSRplotthedots 0.2.0, tests/testthat/test-ptd_calculate_point_type.R.
namespace closeloop::spc {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Ints = std::vector<int>;
using Doubles = std::vector<double>;

Ints one_side(const Ints& sides) { return seven_one_side(sides); }
Ints trend(const Doubles& values) { return seven_trend(values); }
Ints back_fill(const Ints& ends) { return back_fill_seven(ends); }
Ints two(const Ints& close, const Ints& sides) { return two_in_three(close, sides); }
Ints two_close(const Ints& close, const Ints& sides) {
  return two_in_three_close_only(close, sides);
}

TEST(SpcRules, SevenOnOneSideEndAtTheSeventh) {
  EXPECT_THAT(one_side({}), IsEmpty());
  EXPECT_THAT(one_side({1, 1, 1, 1, 1, 1}), Each(0));
  EXPECT_THAT(one_side({1, 1, 1, 1, 1, 1, -1}), Each(0));
  EXPECT_THAT(one_side({1, 1, 1, 1, 1, 1, 1, 1, -1}), ElementsAre(0, 0, 0, 0, 0, 0, 1, 1, 0));
  EXPECT_THAT(one_side({-1, -1, -1, -1, -1, -1, -1, -1, 1}),
              ElementsAre(0, 0, 0, 0, 0, 0, 1, 1, 0));
}

TEST(SpcRules, APointOnTheMeanBreaksARunAndStartsNone) {
  EXPECT_THAT(one_side({1, 1, 1, 0, 1, 1, 1, 1, 1, 1}), Each(0));
  EXPECT_THAT(one_side({0, 0, 0, 0, 0, 0, 0, 0}), Each(0));
  EXPECT_THAT(one_side({0, 1, 1, 1, 1, 1, 1, 1}), ElementsAre(0, 0, 0, 0, 0, 0, 0, 1));
}

TEST(SpcRules, SevenRisingOrFallingAreATrendButNotWithATie) {
  EXPECT_THAT(trend({}), IsEmpty());
  EXPECT_THAT(trend({1, 2, 3, 4, 5, 6}), Each(0));
  EXPECT_THAT(trend({1, 2, 3, 3, 4, 5, 6}), Each(0));
  EXPECT_THAT(trend({1, 2, 3, 4, 5, 6, 7}), ElementsAre(0, 0, 0, 0, 0, 0, 1));
  EXPECT_THAT(trend({2, 1, 2, 3, 4, 5, 6, 7, 3}), ElementsAre(0, 0, 0, 0, 0, 0, 0, 1, 0));
  EXPECT_THAT(trend({7, 6, 5, 4, 3, 2, 1}), ElementsAre(0, 0, 0, 0, 0, 0, -1));
  EXPECT_THAT(trend({2, 7, 6, 5, 4, 3, 2, 1, 3}), ElementsAre(0, 0, 0, 0, 0, 0, 0, -1, 0));
}

TEST(SpcRules, ATieInDecimalsIsATieThoughBinaryFractionsDiffer) {
  EXPECT_GT(0.1 + 0.2, 0.3);
  EXPECT_THAT(trend({0.1, 0.2, 0.3, 0.1 + 0.2, 0.4, 0.5, 0.6, 0.7}), Each(0));
  EXPECT_THAT(trend({0.1, 0.2, 0.3, 0.300001, 0.4, 0.5, 0.6}), ElementsAre(0, 0, 0, 0, 0, 0, 1));
}

TEST(SpcRules, AllSevenAreCoveredFromTheirEnd) {
  EXPECT_THAT(back_fill({}), IsEmpty());
  EXPECT_THAT(back_fill({0, 0, 0, 0, 0, 0}), Each(0));
  EXPECT_THAT(back_fill({0, 0, 0, 0, 0, 0, 1, 0}), ElementsAre(1, 1, 1, 1, 1, 1, 1, 0));
  EXPECT_THAT(back_fill({0, 0, 0, 0, 0, 0, 0, 1, 0}), ElementsAre(0, 1, 1, 1, 1, 1, 1, 1, 0));
  EXPECT_THAT(back_fill({0, 0, 0, 0, 0, 0, -1, 0}), ElementsAre(1, 1, 1, 1, 1, 1, 1, 0));
  EXPECT_THAT(back_fill({0, 0, 0, 0, 0, 0, 1, 1, 0}), ElementsAre(1, 1, 1, 1, 1, 1, 1, 1, 0));
}

TEST(SpcRules, TwoInThreeTakesAllThree) {
  EXPECT_THAT(two({}, {}), IsEmpty());
  EXPECT_THAT(two({0, 0, 0}, {}), Each(0));
  EXPECT_THAT(two({1, 0, 1}, {1, 1, 1}), Each(1));
  EXPECT_THAT(two({0, 1, 1}, {1, 1, 1}), Each(1));
  EXPECT_THAT(two({1, 1, 0}, {-1, -1, -1}), Each(1));
  EXPECT_THAT(two({0, 0, 1, 0, 1, 0, 0}, {1, 1, 1, 1, 1, 1, 1}), ElementsAre(0, 0, 1, 1, 1, 0, 0));
  EXPECT_THAT(two({0, 0, 1, 1, 0, 0, 0}, {1, 1, 1, 1, 1, 1, 1}), ElementsAre(0, 1, 1, 1, 1, 0, 0));
}

TEST(SpcRules, TwoInThreeNeedsAllThreeOnOneSideOfTheMean) {
  EXPECT_THAT(two({1, 0, 1}, {1, -1, 1}), Each(0));
  EXPECT_THAT(two({1, 0, 1}, {1, 0, 1}), Each(0));
  EXPECT_THAT(two({1, 1, 0}, {1, 1, -1}), Each(0));
  EXPECT_THAT(two({0, 0, 1, 1, 0, 0, 0}, {-1, 1, -1, 1, -1, 1, -1}), Each(0));
  EXPECT_THAT(two({1, 1}, {1, 1}), Each(0)) << "two points are no three";
}

TEST(SpcRules, OnlyThePointsCloseToALimitAreFlagged) {
  EXPECT_THAT(two_close({1, 0, 0, 1}, {1, 1, 1, 1}), Each(0));
  EXPECT_THAT(two_close({1, 0, 0, 1, 1}, {1, 1, 1, 1, 1}), ElementsAre(0, 0, 0, 1, 1));
  EXPECT_THAT(two_close({0, 0, 1, 0, 1, 0, 0}, {1, 1, 1, 1, 1, 1, 1}),
              ElementsAre(0, 0, 1, 0, 1, 0, 0));
}

}  // namespace
}  // namespace closeloop::spc
