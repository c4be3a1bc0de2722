#include "projections/suppression/measure.h"

#include <gtest/gtest.h>

namespace closeloop::suppression {
namespace {

using enum Verdict;

Breakdown counts(std::initializer_list<std::optional<std::int64_t>> values) {
  Breakdown cells;
  for (const auto& value : values) cells.push_back({value});
  return cells;
}

Measure of(Table table, Kind kind = Kind::COUNT) {
  Measure measure;
  measure.kind = kind;
  measure.points.push_back({{{1, std::move(table)}}});
  return measure;
}

TableVerdict verdict(const Measure& measure, std::uint64_t position = 9, std::size_t point = 0) {
  return verdicts(measure, position)[point];
}

std::vector<Verdict> of_counts(const std::vector<CellVerdict>& cells) {
  std::vector<Verdict> found;
  for (const auto& cell : cells) found.push_back(cell.numerator);
  return found;
}

TEST(SmallNumbers, CountsOfOneToFiveAreHiddenAndNoughtIsShown) {
  EXPECT_EQ(verdict(of({.total = {0}})).total.numerator, SHOWN);
  for (std::int64_t count = 1; count <= 5; ++count) {
    EXPECT_EQ(verdict(of({.total = {count}})).total.numerator, HIDDEN);
  }
  EXPECT_EQ(verdict(of({.total = {6}})).total.numerator, SHOWN);
}

TEST(SmallNumbers, APercentageIsHiddenWithASmallNumeratorComplementOrDenominator) {
  const auto shown = [](std::int64_t numerator, std::int64_t denominator) {
    return verdict(of({.total = {numerator, denominator}}, Kind::PERCENT)).total;
  };
  EXPECT_EQ(shown(20, 40), (CellVerdict{SHOWN, SHOWN, SHOWN}));
  EXPECT_EQ(shown(3, 40).value, HIDDEN);
  EXPECT_EQ(shown(0, 4).value, HIDDEN);
  EXPECT_EQ(shown(38, 40), (CellVerdict{SHOWN, HIDDEN, HIDDEN})) << "40 less 38 is 2";
  EXPECT_EQ(shown(40, 40), (CellVerdict{SHOWN, SHOWN, SHOWN}));
}

TEST(SmallNumbers, WhereTheDenominatorIsKnownTheNumeratorIsHidden) {
  auto measure = of({.total = {498, 500}}, Kind::RATE);
  measure.denominator_is_known = true;
  EXPECT_EQ(verdict(measure).total, (CellVerdict{HIDDEN, SHOWN, HIDDEN}));
}

TEST(SmallNumbers, APublishedPercentageIsHiddenIfRoundingLeavesItsNumeratorSmall) {
  const auto shown = [](double value, std::int64_t denominator) {
    return verdict(of({.total = {{}, denominator, value}}, Kind::PERCENT)).total.value;
  };
  EXPECT_EQ(shown(10.0, 40), HIDDEN);
  EXPECT_EQ(shown(95.0, 40), HIDDEN);
  EXPECT_EQ(shown(50.0, 40), SHOWN);
}

TEST(SmallNumbers, ASecondCategoryIsHiddenSoThatTheTotalCanStay) {
  const auto found = verdict(of({.total = {63}, .breakdowns = {counts({3, 20, 40, 0})}}));
  EXPECT_EQ(found.total.numerator, SHOWN);
  EXPECT_EQ(of_counts(found.breakdowns[0]), (std::vector{HIDDEN, HIDDEN, SHOWN, SHOWN}));
}

TEST(SmallNumbers, TwoOnesAreNotLeftWithASumOfTwo) {
  const auto found = verdict(of({.total = {32}, .breakdowns = {counts({1, 1, 30})}}));
  EXPECT_EQ(of_counts(found.breakdowns[0]), (std::vector{HIDDEN, HIDDEN, HIDDEN}));
  EXPECT_EQ(found.total.numerator, SHOWN);
}

TEST(SmallNumbers, TwoFivesAreNotLeftWithASumOfTen) {
  const auto found = verdict(of({.total = {40}, .breakdowns = {counts({5, 5, 30})}}));
  EXPECT_EQ(of_counts(found.breakdowns[0]), (std::vector{HIDDEN, HIDDEN, HIDDEN}));
}

TEST(SmallNumbers, WhereEveryCategoryIsOneTheNoughtsSayNothingEither) {
  const auto found = verdict(of({.total = {5}, .breakdowns = {counts({1, 1, 1, 1, 1})}}));
  EXPECT_EQ(of_counts(found.breakdowns[0]), std::vector(5, WITHHELD));
}

TEST(SmallNumbers, OneCategoryNotSuppliedCannotBeWorkedOut) {
  const auto found = verdict(of({.total = {23}, .breakdowns = {counts({{}, 10, 11})}}));
  EXPECT_EQ(found.breakdowns[0][1].numerator, HIDDEN) << "23 less 10 and 11 is 2";
}

TEST(SmallNumbers, ATotalThatDoesNotAddUpTiesNothing) {
  const auto found = verdict(of({.total = {30}, .breakdowns = {counts({3, 10, 11})}}));
  EXPECT_EQ(of_counts(found.breakdowns[0]), (std::vector{HIDDEN, SHOWN, SHOWN}));
}

TEST(SmallNumbers, AYearAndItsQuartersDoNotGiveEachOtherAway) {
  Measure measure;
  for (const std::int64_t count : {3, 20, 30, 40}) measure.points.push_back({{{1, {{count}}}}});
  measure.points.push_back({{{1, {{93}}}}, {{0, 1, 2, 3}}});
  const auto found = verdicts(measure, 1);
  int hidden = 0;
  for (const auto& table : found) hidden += table.total.numerator == SHOWN ? 0 : 1;
  EXPECT_EQ(found[0].total.numerator, HIDDEN);
  EXPECT_EQ(hidden, 2);
}

TEST(SmallNumbers, ALateReturnIsNotTheDifferenceOfTwoTotals) {
  auto measure = of({.total = {40}, .breakdowns = {counts({25, 15, 0})}});
  measure.points[0].versions.push_back({5, {.total = {43}, .breakdowns = {counts({25, 15, 3})}}});
  EXPECT_EQ(verdict(measure, 4).total.numerator, SHOWN);
  const auto found = verdict(measure, 5);
  EXPECT_EQ(found.total.numerator, HIDDEN) << "43 less 40 is the 3 that came late";
  EXPECT_EQ(of_counts(found.breakdowns[0]), (std::vector{SHOWN, SHOWN, HIDDEN}));
}

TEST(SmallNumbers, WhatIsDecidedAtAPositionKnowsNothingOfLaterOnes) {
  auto measure = of({.total = {63}, .breakdowns = {counts({3, 20, 40})}});
  const auto before = verdict(measure, 4);
  measure.points[0].versions.push_back({5, {.total = {61}, .breakdowns = {counts({3, 18, 40})}}});
  EXPECT_EQ(verdict(measure, 4), before);
}

TEST(SmallNumbers, AChartIsDrawnFromShownValuesOnly) {
  const std::vector<std::optional<double>> values{10, 3, {}, 12};
  const std::vector verdicts{SHOWN, HIDDEN, SHOWN, WITHHELD};
  EXPECT_EQ(chart_values(values, verdicts), (std::vector<std::optional<double>>{10, {}, {}, {}}));
}

}  // namespace
}  // namespace closeloop::suppression
