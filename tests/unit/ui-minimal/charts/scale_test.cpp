#include "ui-minimal/charts/scale.h"

#include <clocale>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ui-minimal/text_width.h"

namespace closeloop::ui::charts {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Pointwise;

TEST(ChartScale, TakesStepsOfOneTwoOrFive) {
  EXPECT_THAT(ticks(18.1, 42.2, 5).at, ElementsAre(15, 20, 25, 30, 35, 40, 45));
  EXPECT_THAT(ticks(0, 100, 5).at, ElementsAre(0, 20, 40, 60, 80, 100));
  EXPECT_THAT(ticks(-5, 3, 4).at, ElementsAre(-6, -4, -2, 0, 2, 4));
  EXPECT_THAT(
      ticks(0, 0.0023, 5).at,
      Pointwise(DoubleNear(1e-12), std::vector<double>{0.0, 0.0005, 0.001, 0.0015, 0.002, 0.0025}));
  EXPECT_THAT(ticks(9e8, 1.5e9, 4).at, ElementsAre(8e8, 1e9, 1.2e9, 1.4e9, 1.6e9));
}

TEST(ChartScale, DrawsAConstantSeriesInTheMiddle) {
  for (const double value : {50.0, -3.0, 0.001, 1e9}) {
    const auto axis = ticks(value, value, 5);
    EXPECT_LT(axis.low, value);
    EXPECT_GT(axis.high, value);
    EXPECT_LE(axis.at.size(), 12U);
  }
}

TEST(ChartScale, WritesNumbersWithoutAskingTheLocale) {
  const std::string before = std::setlocale(LC_ALL, nullptr);
  std::setlocale(LC_ALL, "de_DE.UTF-8");  // Where there is none of it, nothing is tested.
  EXPECT_EQ(grouped(1234567.25, 1), "1,234,567.2");
  EXPECT_EQ(coordinate(12.5), "12.5");
  std::setlocale(LC_ALL, before.c_str());
  EXPECT_EQ(grouped(999, 0), "999");
  EXPECT_EQ(grouped(-1000, 0), "-1,000");
  EXPECT_EQ(grouped(-0.001, 1), "0.0");
  EXPECT_EQ(coordinate(40.04), "40");
  EXPECT_EQ(coordinate(-0.01), "0");
}

TEST(ChartScale, ShortensNumbersOfAnAxis) {
  EXPECT_EQ(on_axis(0, 0.5, "percent"), "0%");
  EXPECT_EQ(on_axis(-1e-12, 0.5, "days"), "0");
  EXPECT_EQ(on_axis(2.5, 0.5, "days"), "2.5");
  EXPECT_EQ(on_axis(40, 10, "percent"), "40%");
  EXPECT_EQ(on_axis(12000, 2000, "children"), "12,000");
  EXPECT_EQ(on_axis(1.5e6, 5e5, "children"), "1.5m");
  EXPECT_EQ(on_axis(2e9, 5e8, "children"), "2bn");
}

TEST(ChartScale, WritesLimitsFinerThanTheAxis) {
  EXPECT_EQ(beside_axis(42.171, 10, "percent"), "42.2%");
  EXPECT_EQ(beside_axis(30, 10, "percent"), "30.0%");
  EXPECT_EQ(beside_axis(24.33, 10, "days"), "24.3");
  EXPECT_EQ(beside_axis(125, 10, "days"), "125");
  EXPECT_EQ(beside_axis(1249.6, 200, "contacts"), "1,250");
  EXPECT_EQ(beside_axis(0.001056, 0.0005, "rate"), "0.00106");
  EXPECT_EQ(beside_axis(1.859606e9, 5e8, "count"), "1.86bn");
}

TEST(ChartScale, SpreadsPlacesNoFurtherThanNeeded) {
  EXPECT_THAT(spread({10, 50}, 20, 0, 100), ElementsAre(10, 50));
  EXPECT_THAT(spread({50, 50}, 20, 0, 100), ElementsAre(40, 60));
  EXPECT_THAT(spread({98, 99}, 20, 0, 100), ElementsAre(80, 100));
  EXPECT_THAT(spread({52, 50, 2}, 20, 0, 100), ElementsAre(61, 41, 2));
  EXPECT_THAT(spread({1, 2, 3}, 80, 0, 100), ElementsAre(0, 50, 100));
  EXPECT_THAT(spread({}, 20, 0, 100), ElementsAre());
}

TEST(TextWidth, CutsBetweenCharacters) {
  EXPECT_EQ(cut_to("short", 100, 13), "short");
  const auto cut = cut_to("ééééééééééééééééééééé", 100, 13);
  EXPECT_TRUE(cut.ends_with("é…"));
  EXPECT_LE(text_width(cut, 13), 100);
}

}  // namespace
}  // namespace closeloop::ui::charts
