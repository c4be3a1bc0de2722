#include "projections/spc/run_chart.h"

#include <gtest/gtest.h>

#include "projections/spc/chart_choice.h"
#include "tests/unit/projections/spc/series.h"

namespace closeloop::spc {
namespace {

using namespace testing;  // NOLINT: the series.

TEST(RunChart, TheLimitsAreThoseThatArePublished) {
  struct Case {
    std::size_t useful;
    std::size_t fewest;
  };
  // From the exact sums of binomial coefficients; 10 to 100 as printed with qicharts2.
  for (const auto& [useful, fewest] : {Case{0, 0},
                                       {1, 0},
                                       {2, 0},
                                       {5, 0},
                                       {6, 1},
                                       {10, 2},
                                       {11, 2},
                                       {12, 3},
                                       {20, 6},
                                       {24, 8},
                                       {30, 10},
                                       {60, 23},
                                       {100, 41},
                                       {1000, 474},
                                       {5000, 2441},
                                       {20000, 9883}}) {
    EXPECT_EQ(fewest_crossings(useful), fewest) << useful;
  }
}

TEST(RunChart, PointsOnTheMedianArePassedOver) {
  const auto chart = run_chart(Series{1, 3, 2, 3, 1, 2, 2, 1, 3, 1, 3});
  EXPECT_EQ(chart.median, 2);
  EXPECT_EQ(chart.useful, 8U);
  EXPECT_EQ(chart.longest_run, 2U) << "3, 3 with a 2 between them, and 1, 1";
  EXPECT_EQ(chart.crossings, 5U);
  EXPECT_EQ(chart.longest_run_max, 6U);
  EXPECT_FALSE(chart.signals());
}

TEST(RunChart, ALongRunIsAShiftAndLeavesFewCrossings) {
  Series step(7, 1);
  step.insert(step.end(), 7, 2);
  const auto chart = run_chart(step);
  EXPECT_DOUBLE_EQ(chart.median, 1.5);
  EXPECT_EQ(chart.longest_run, 7U);
  EXPECT_EQ(chart.longest_run_max, 7U);
  EXPECT_FALSE(chart.shift) << "seven is the longest that is expected of fourteen";
  EXPECT_EQ(chart.crossings, 1U);
  EXPECT_EQ(chart.crossings_min, 4U);
  EXPECT_TRUE(chart.few_crossings);

  step.insert(step.begin(), 1);
  step.push_back(2);
  EXPECT_TRUE(run_chart(step).shift) << "eight of sixteen are more than seven";
}

TEST(RunChart, AnEmptyAndAConstantSeriesSignalNothing) {
  EXPECT_FALSE(run_chart({}).signals());
  EXPECT_EQ(run_chart({}).median, 0);
  const auto chart = run_chart(Series(14, 0.1));
  EXPECT_EQ(chart.useful, 0U);
  EXPECT_EQ(chart.longest_run_max, 0U);
  EXPECT_FALSE(chart.signals());
  Series noisy(14, 0.3);
  noisy[3] = 0.1 + 0.2;
  EXPECT_EQ(run_chart(noisy).useful, 0U);
}

TEST(ChartChoice, DotsThenARunChartThenXmr) {
  EXPECT_EQ(chart_for(0), ChartKind::dots);
  EXPECT_EQ(chart_for(9), ChartKind::dots);
  EXPECT_EQ(chart_for(10), ChartKind::run_chart);
  EXPECT_EQ(chart_for(11), ChartKind::run_chart);
  EXPECT_EQ(chart_for(12), ChartKind::xmr);
}

}  // namespace
}  // namespace closeloop::spc
