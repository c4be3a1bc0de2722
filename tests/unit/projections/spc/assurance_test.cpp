#include "projections/spc/assurance.h"

#include <gtest/gtest.h>

#include "tests/unit/projections/spc/series.h"

/// The vectors of NHSRplotthedots 0.2.0, tests/testthat/test-ptd_calculate_assurance_type.R.
namespace closeloop::spc {
namespace {

constexpr auto up = Direction::higher;
constexpr auto down = Direction::lower;

std::vector<Limits> segments(std::initializer_list<std::pair<double, double>> all) {
  std::vector<Limits> made;
  for (const auto& [lower, upper] : all) made.push_back({.lower = lower, .upper = upper});
  return made;
}

TEST(Assurance, ATargetBeyondTheLimitsIsPassedOrFailedAlways) {
  EXPECT_EQ(assurance(1, 3, 4, up), Assurance::consistent_fail);
  EXPECT_EQ(assurance(5, 7, 4, up), Assurance::consistent_pass);
  EXPECT_EQ(assurance(1, 5, 4, up), Assurance::inconsistent);
  EXPECT_EQ(assurance(1, 3, 4, down), Assurance::consistent_pass);
  EXPECT_EQ(assurance(5, 7, 4, down), Assurance::consistent_fail);
  EXPECT_EQ(assurance(1, 5, 4, down), Assurance::inconsistent);
}

TEST(Assurance, ATargetOnALimitIsHitAndMiss) {
  EXPECT_EQ(assurance(1, 4, 4, up), Assurance::inconsistent);
  EXPECT_EQ(assurance(4, 7, 4, down), Assurance::inconsistent);
  EXPECT_EQ(assurance(0.1 + 0.2, 7, 0.3, up), Assurance::inconsistent);
}

TEST(Assurance, WithoutATargetOrABetterDirectionThereIsNone) {
  EXPECT_EQ(assurance(1, 3, std::nullopt, up), Assurance::none);
  EXPECT_EQ(assurance(1, 3, 4, Direction::neutral), Assurance::none);
  EXPECT_EQ(assurance(std::span<const Limits>{}, 4, up), Assurance::none);
}

TEST(Assurance, OnlyTheLastSegmentCounts) {
  EXPECT_EQ(assurance(segments({{1, 3}, {5, 7}, {1, 5}}), 4, down), Assurance::inconsistent);
  EXPECT_EQ(assurance(segments({{5, 7}, {1, 5}, {1, 3}}), 4, down), Assurance::consistent_pass);
  EXPECT_EQ(assurance(segments({{1, 5}, {1, 3}, {5, 7}}), 4, down), Assurance::consistent_fail);
}

TEST(Assurance, OfAChartItIsByItsComputedLimits) {
  const auto chart = xmr(testing::s113_repeat_plans, down);  // 2.536 to 36.141.
  EXPECT_EQ(assurance(chart.segments, 36.2, down), Assurance::consistent_pass);
  EXPECT_EQ(assurance(chart.segments, 15, down), Assurance::inconsistent);
  EXPECT_EQ(assurance(chart.segments, 2.5, down), Assurance::consistent_fail);
}

}  // namespace
}  // namespace closeloop::spc
