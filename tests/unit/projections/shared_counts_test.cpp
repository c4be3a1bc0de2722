// Small numbers in copies of a series, and in measures that count the same: what one of them hides
// the other must not say.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "projections/describe.h"
#include "projections/measures/count_names.h"
#include "projections/measures/figures.h"
#include "projections/measures/protection.h"
#include "tests/support/catalogue_board.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told board.
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

constexpr const char* north = R"("breakdown": "locality", "category": "North")";
constexpr const char* south = R"("breakdown": "locality", "category": "South")";

std::string share(int numerator, int denominator) {
  return fmt::format(R"("numerator": "{}", "denominator": "{}")", numerator, denominator);
}
std::string count(int value) { return fmt::format(R"("value": "{}")", value); }

/// The two counts of the newest figure of a series, as they are shown.
std::string shown(const CatalogueBoard& told, std::string_view id) {
  const auto& board = told.board();
  const auto& records = board.records();
  const auto figures = figures_of(records, records.store.find(RecordKind::SERIES, id));
  const auto& figure = figures.back();
  if (!figure.held->denominator) return figure.hidden ? "c" : figure.shown;
  return fmt::format("{} of {}", figure.shows_numerator ? figure.held->numerator->text() : "c",
                     figure.shows_denominator ? figure.held->denominator->text() : "c");
}

/// North has 4, South 20, and both together 24: a series of the total came before, for other
/// periods or for the same.
struct Copied : CatalogueBoard {
  void shares(const std::string& period_before, int before) {
    series("OLD", "N03", "month", "percent").month("OLD", period_before, share(before, 60));
    series("T", "N03", "month", "percent").month("T", "2015-05", share(24, 60));
    series("N", "N03", "month", "percent", north).month("N", "2015-05", share(4, 20));
    series("S", "N03", "month", "percent", south).month("S", "2015-05", share(20, 40));
  }
};

TEST(SmallNumbers, R68_AnOlderSeriesOfTheTotalDoesNotPartItFromItsCategories) {
  Copied told;
  told.shares("2014-05", 30);
  EXPECT_EQ(shown(told, "T"), "24 of 60");
  EXPECT_EQ(shown(told, "N"), "c of 20");
  EXPECT_EQ(shown(told, "S"), "c of 40") << "24 less 20 is 4";
}

TEST(SmallNumbers, R68_NorDoesAnotherSeriesOfTheTotalForTheSamePeriod) {
  Copied same;
  same.shares("2015-05", 24);
  EXPECT_EQ(shown(same, "S"), "c of 40");
  Copied another;  // The one that comes later is the one that adds up.
  another.shares("2015-05", 30);
  EXPECT_EQ(shown(another, "OLD"), "30 of 60");
  EXPECT_EQ(shown(another, "S"), "c of 40");
}

TEST(SmallNumbers, R68_OfCountsAnOlderSeriesOfTheTotalIsNoSecondOneEither) {
  CatalogueBoard told;
  told.series("OLD", "N20", "month", "count").month("OLD", "2014-05", count(30));
  told.series("T", "N20", "month", "count").month("T", "2015-05", count(24));
  told.series("N", "N20", "month", "count", north).month("N", "2015-05", count(4));
  told.series("S", "N20", "month", "count", south).month("S", "2015-05", count(20));
  EXPECT_EQ(shown(told, "T"), "24");
  EXPECT_EQ(shown(told, "S"), "c") << "24 less 20 is 4";
}

TEST(SmallNumbers, R68_ACountAndTheCategoriesOfItsShareAddUpToo) {
  CatalogueBoard told;
  told.series("T", "N03", "month", "count").month("T", "2015-05", count(24));
  told.series("N", "N03", "month", "percent", north).month("N", "2015-05", share(4, 20));
  told.series("S", "N03", "month", "percent", south).month("S", "2015-05", share(20, 40));
  EXPECT_EQ(shown(told, "T"), "24");
  EXPECT_EQ(shown(told, "S"), "c of 40");
}

TEST(SmallNumbers, R68_WhatACountIsGivenOutOfIsProtectedToo) {
  CatalogueBoard told;
  told.series("T", "C08", "month", "count");
  told.month("T", "2015-05", R"("numerator": "0", "denominator": "4")");
  EXPECT_EQ(shown(told, "T"), "0 of c");
}

/// N04 of both localities, and the share of those in South that N08 asks for.
struct Across : CatalogueBoard {
  void tell(const char* other) {
    series("R", other, "month", "percent", south).month("R", "2015-05", share(10, 20));
    series("T", "N04", "month", "percent").month("T", "2015-05", share(24, 60));
    series("N", "N04", "month", "percent", north).month("N", "2015-05", share(4, 20));
    series("S", "N04", "month", "percent", south).month("S", "2015-05", share(20, 40));
  }
};

TEST(SmallNumbers, R68_AreNotTheDenominatorOfAnotherMeasureThatCountsTheSame) {
  Across together;
  together.on("2015-06-10");
  together.series("T", "N04", "month", "percent").month("T", "2015-05", share(24, 60));
  together.series("N", "N04", "month", "percent", north).month("N", "2015-05", share(4, 20));
  together.series("S", "N04", "month", "percent", south).month("S", "2015-05", share(20, 40));
  together.series("R", "N08", "month", "percent", south).month("R", "2015-05", share(10, 20));
  EXPECT_EQ(shown(together, "S"), "c of 40");
  EXPECT_EQ(shown(together, "R"), "10 of c") << "it is the 20 that is hidden in South";
  EXPECT_EQ(shown(together, "T"), "24 of 60");

  Across shown_before;  // Then 20 can't be taken back, and the total goes in its place.
  shown_before.tell("N08");
  EXPECT_EQ(shown(shown_before, "R"), "10 of 20");
  EXPECT_EQ(shown(shown_before, "N"), "c of 20");
  EXPECT_THAT((std::vector{shown(shown_before, "S"), shown(shown_before, "T")}),
              Contains("c of 60").Times(1))
      << shown(shown_before, "S") << ", " << shown(shown_before, "T");
}

TEST(SmallNumbers, R68_AnotherMeasureThatCountsSomethingElseStaysAsItIs) {
  Across told;
  told.tell("N05");
  EXPECT_EQ(shown(told, "R"), "10 of 20");
  EXPECT_EQ(shown(told, "S"), "c of 40");
  EXPECT_EQ(shown(told, "T"), "24 of 60");
}

std::vector<std::string> counted_with(const Chronicle& told, std::string_view id) {
  const auto& board = told.board();
  const auto& records = board.records();
  std::vector<std::string> ids;
  for (const auto number :
       counted_together(records, records.store.find(RecordKind::INDICATOR, id))) {
    ids.emplace_back(records.store[number].id);
  }
  return ids;
}

TEST(SharedCounts, AreSaidByTheDefinitions) {
  CatalogueBoard told;
  EXPECT_THAT(counted_with(told, "N08"), ElementsAre("N04", "N07", "N08", "N09", "C03", "D04"));
  EXPECT_THAT(counted_with(told, "N16"), Contains("N03"));
  EXPECT_THAT(counted_with(told, "N27"), Contains("N26"));
  EXPECT_THAT(counted_with(told, "C17"), ElementsAre("C15", "C16", "C17", "C18"));
  EXPECT_THAT(counted_with(told, "D11"), Contains("D09"));
  EXPECT_THAT(counted_with(told, "N15"), ElementsAre("N15"));
  EXPECT_THAT(counted_with(told, "N01"), Not(Contains("D09"))) << "a population is no secret";
}

TEST(SharedCounts, AreThoseOfTheSameWords) {
  CatalogueBoard told;
  const auto define = [&](const char* id, const char* numerator, const char* denominator) {
    told.add(fmt::format("indicators/{}", id), fmt::format(R"({{"defined": {{"title": "{}",
        "unit": "percent", "countingUnit": "child", "frequency": "month", "direction": "neutral",
        "suppression": "smallCounts", "chart": "xmr", "numerator": "{}", "denominator": "{}"}}}})",
                                                           id, numerator, denominator));
  };
  define("X1", "Children seen at home", "Children visited");
  define("X2", "Children seen alone", "All children seen at home.");
  define("X3", "Children with a plan", "Children seen twice (the count of X2)");
  define("X4", "Children heard", "Children asked");
  EXPECT_THAT(counted_with(told, "X1"), ElementsAre("X1", "X2", "X3"));
  EXPECT_THAT(counted_with(told, "X4"), ElementsAre("X4"));
}

}  // namespace
}  // namespace closeloop
