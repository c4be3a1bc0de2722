// What is said on the chart of a series: what may be claimed, what changed, and of how few figures
// nothing is.
#include <gmock/gmock.h>

#include "projections/measures/scorecard.h"
#include "projections/measures/series_chart.h"
#include "tests/support/measured_board.h"
#include "tests/support/told_loop.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told loop.
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const auto asked_on = a_day("2019-06-01");

/// The row of D03 on the scorecard, with its small chart.
boost::json::value trend_of(const Chronicle& told) {
  const auto card = scorecard(told.board(), "neglect", "", asked_on).value();
  for (const auto& section : card.at("sections").as_array()) {
    for (const auto& each : section.at("measures").as_array()) {
      if (each.at("id").as_string() == "D03") return each;
    }
  }
  ADD_FAILURE() << "no measure D03";
  return {};
}

/// Everywhere that a series is shown, of the same board: what its newest figure is said to be.
std::vector<std::string> claims_of(const Chronicle& told, const char* series) {
  const auto chart = series_chart(told.board(), series, asked_on).value();
  const auto of_measure = measure(told.board(), "D03", asked_on).value();
  const auto type_in = [](const boost::json::value& model) {
    return std::string{model.at("chart").at("points").as_array().back().at("type").as_string()};
  };
  return {std::string{chart.at("signal").at("name").as_string()},
          std::string{chart.at("special").as_array().back().at("type").as_string()}, type_in(chart),
          type_in(of_measure), type_in(trend_of(told))};
}

TEST(Charts, R13_WhatIsNoImprovementOnTheScorecardIsNoneOnAChart) {
  MeasuredBoard told;
  define_measure(told, "D08", "higher");
  define_measure(told, "D03", "lower", R"(, "balancedBy": ["D08"])");
  tell_months(told, "S-3", "D03", fallen);
  EXPECT_THAT(claims_of(told, "S-3"), ElementsAre("cannotTell", "looksBetter", "looksBetter",
                                                  "looksBetter", "looksBetter"));
  const auto chart = series_chart(told.board(), "S-3", asked_on).value();
  EXPECT_THAT(std::string{chart.at("chart").at("title").as_string()}, HasSubstr("Cannot tell"));
  EXPECT_THAT(std::string{chart.at("sentence").as_string()}, HasSubstr("D08"));

  tell_months(told, "S-8", "D08", steady_months);
  EXPECT_THAT(claims_of(told, "S-3"), ElementsAre("improvement", "improvement", "improvement",
                                                  "improvement", "improvement"));
}

TEST(Charts, R13_OtherAreasAreBalancedByTheirOwnRecognition) {
  MeasuredBoard told;
  define_measure(told, "D08", "higher");
  define_measure(told, "D03", "lower", R"(, "balancedBy": ["D08"])");
  tell_months(told, "S-8", "D08", steady_months);
  tell_months(told, "S-3", "D03", steady_months);
  tell_months(told, "S-4", "D03", fallen, "Othertown");
  const auto other = [&] {
    const auto model = measure(told.board(), "D03", asked_on).value();
    return std::string{model.at("others").at(0).at("signal").at("name").as_string()};
  };
  EXPECT_EQ(other(), "cannotTell") << "nothing is known of recognition there";
  tell_months(told, "S-9", "D08", steady_months, "Othertown");
  EXPECT_EQ(other(), "improvement");
}

TEST(Charts, R13_EarlierFiguresThatLookBetterAreNotClaimedEither) {
  MeasuredBoard told;
  define_measure(told, "D08", "higher");
  define_measure(told, "D03", "lower", R"(, "balancedBy": ["D08"])");
  auto once = fallen;
  once.push_back(30);
  tell_months(told, "S-3", "D03", once);
  const auto model = series_chart(told.board(), "S-3", asked_on).value();
  EXPECT_EQ(model.at("signal").at("name"), "noChange");
  EXPECT_EQ(model.at("chart").at("points").at(13).at("type"), "looksBetter");
  EXPECT_THAT(std::string{model.at("chart").at("description").as_string()},
              HasSubstr("Some figures look better, but D08"));
}

TEST(Charts, MarksActionsRebasesAndBreaksOnTheChart) {
  MeasuredBoard told;
  define_measure(told, "N01", "lower");
  told.add("reviews/R-1", R"({"opened": {"kind": "other", "title": "R"}})");
  told.add("findings/F-1", finding_json("R-1", "voice", "concern"));
  told.add("actions/A-1", action_json("F-1", "2016-12-31"));
  told.add("actions/A-1", accept);
  told.add("actions/A-1", deliver("2015-05-10"));
  told.add("indicators/N01", R"({"actionLinked": {"action": "A-1"}})");
  tell_months(told, "S-1", "N01", steady_months);
  told.because("Every team works so now.");
  told.add("series/S-1", R"({"rebased": {"period": "2015-06", "action": "A-1"}})");
  told.because("Unborn children count too.");
  told.add("series/S-1", R"({"broken": {"period": "2015-09", "what": "area"}})");
  const auto chart = series_chart(told.board(), "S-1", asked_on).value().at("chart").as_object();
  ASSERT_EQ(chart.at("segments").as_array().size(), 3U);
  const auto& cause = chart.at("segments").at(1).at("cause").as_object();
  EXPECT_EQ(cause.at("id"), "A-1");
  EXPECT_EQ(cause.at("href"), "/actions/A-1");
  EXPECT_EQ(cause.at("kind"), "rebase");
  EXPECT_EQ(cause.at("reason"), "Every team works so now.");
  ASSERT_EQ(chart.at("breaks").as_array().size(), 1U);
  const auto& broken = chart.at("breaks").at(0).as_object();
  EXPECT_EQ(broken.at("index").to_number<int>(), 8);
  EXPECT_EQ(broken.at("what"), "The area changed");
  EXPECT_EQ(broken.at("reason"), "Unborn children count too.");
  EXPECT_TRUE(broken.at("event").as_string().starts_with("/events/"));
  EXPECT_NE(broken.at("event"), cause.at("event"));
  EXPECT_EQ(chart.at("segments").at(2).at("cause").at("what"), "The area changed");
  EXPECT_EQ(chart.at("markers").at(0).at("label"), "A-1 delivered");
  EXPECT_EQ(chart.at("markers").at(0).at("index").to_number<int>(), 4);
}

TEST(Charts, OfFewerThanTenFiguresItStatesTrialLimitsAndDescribesOnlyFigures) {
  MeasuredBoard told;
  define_measure(told, "N01", "neutral");
  tell_months(told, "S-1", "N01", {27.5, 34.1, 40.5, 34.7, 25.9, 27.0, 27.1, 24.2});
  const auto model = series_chart(told.board(), "S-1", asked_on).value();
  EXPECT_NEAR(model.at("mean").to_number<double>(), 30.125, 1e-9);
  EXPECT_EQ(model.at("trial"), true);
  const auto& chart = model.at("chart").as_object();
  EXPECT_NEAR(chart.at("segments").at(0).at("upper").to_number<double>(), 42.171, 5e-4);
  EXPECT_EQ(chart.at("segments").at(0).at("kind"), "dots");
  EXPECT_EQ(chart.at("description"), "The newest figure, of 2015-08, is 24.2%.");
  EXPECT_EQ(chart.at("caption"),
            "n = 8 points. Dots only: with fewer than 10 points no limits are drawn (ruleset "
            "plot-the-dots-1).");
}

TEST(Charts, AChangedDefinitionBreaksTheSeriesAndLeadsToItsEvent) {
  MeasuredBoard told;
  define_measure(told, "N01", "lower");
  tell_months(told, "S-1", "N01", steady_months);
  told.because("The census asks otherwise.");
  told.add("indicators/N01", R"({"revised": {"title": "Measure N01", "priorityArea": "neglect",
      "unit": "percent", "denominator": "all", "countingUnit": "child", "frequency": "month",
      "direction": "lower", "suppression": "smallCounts", "chart": "xmr", "breaksSeries": true,
      "validFrom": "2015-06-01"}})");
  const auto chart = series_chart(told.board(), "S-1", asked_on).value().at("chart").as_object();
  const auto& broken = chart.at("breaks").at(0).as_object();
  EXPECT_EQ(broken.at("index").to_number<int>(), 5);
  EXPECT_EQ(broken.at("what"), "The definition changed");
  EXPECT_EQ(broken.at("reason"), "The census asks otherwise.");
}

TEST(Charts, AShortPartAfterABreakLeavesWhatWasJudgedBefore) {
  MeasuredBoard told;
  define_measure(told, "N01", "lower");
  auto values = steady_months;
  values[12] = 60;
  for (const auto value : {10, 11, 10}) values.push_back(value);
  tell_months(told, "S-1", "N01", values);
  told.add("series/S-1", R"({"broken": {"period": "2016-03", "what": "definition"}})");
  const auto model = series_chart(told.board(), "S-1", asked_on).value();
  EXPECT_EQ(model.at("signal").at("name"), "tooFew");
  const auto& chart = model.at("chart").as_object();
  EXPECT_NE(chart.at("points").at(0).at("type"), "notJudged");
  EXPECT_EQ(chart.at("points").at(12).at("type"), "concern");
  EXPECT_EQ(chart.at("points").at(14).at("type"), "notJudged");
  EXPECT_EQ(chart.at("segments").at(0).at("kind"), "xmr");
  EXPECT_EQ(chart.at("segments").at(1).at("kind"), "dots");
  EXPECT_EQ(model.at("special").at(0).at("judged"), true);
}

}  // namespace
}  // namespace closeloop
