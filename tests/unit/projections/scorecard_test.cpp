#include "projections/measures/scorecard.h"

#include <fmt/format.h>

#include "domain/period.h"
#include "eventstore/schema/sealer.h"
#include "projections/activity.h"
#include "projections/measures/series_chart.h"
#include "tests/support/measured_board.h"
#include "tests/support/told_loop.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told loop.
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const auto asked_on = a_day("2019-06-01");

boost::json::object row(const Chronicle& told, std::string_view indicator) {
  const auto card = scorecard(told.board(), "neglect", "", asked_on).value();
  for (const auto& section : card.at("sections").as_array()) {
    for (const auto& each : section.at("measures").as_array()) {
      if (each.at("id").as_string() == indicator) return each.as_object();
    }
  }
  ADD_FAILURE() << "no measure " << indicator;
  return {};
}
std::string signal(const Chronicle& told, std::string_view indicator) {
  return std::string{row(told, indicator).at("signal").at("name").as_string()};
}

TEST(Scorecard, R05_PriorityAreasAreDataAndAFourthNeedsNoCode) {
  MeasuredBoard told;
  EXPECT_THAT(each(scorecards(told.board(), asked_on).at("scorecards"), "id"),
              ElementsAre("neglect", "loops"));
  told.add("boards/B-1",
           R"({"priorityAreaSet": {"priorityArea": "online", "name": "Harm online"}})");
  EXPECT_THAT(each(scorecards(told.board(), asked_on).at("scorecards"), "id"),
              ElementsAre("neglect", "online", "loops"));
  EXPECT_TRUE(scorecard(told.board(), "online", "", asked_on));
  EXPECT_FALSE(scorecard(told.board(), "nothing", "", asked_on));
}

TEST(Scorecard, R22_StandsUnderTheBoardsQuestionsWithSignalAndFigure) {
  MeasuredBoard told;
  define_measure(told, "N01", "lower", R"(, "questions": ["Q-1"])");
  define_measure(told, "N02", "lower", R"(, "group": "Early help")");
  tell_months(told, "S-1", "N01", steady_months);
  const auto card = scorecard(told.board(), "neglect", "", asked_on).value();
  EXPECT_THAT(each(card.at("sections"), "heading"), ElementsAre("1. How many?", "Early help"));
  const auto one = row(told, "N01");
  EXPECT_EQ(one.at("latest").at("shown"), "31.0%");
  EXPECT_EQ(one.at("signal").at("label"), "No real change");
  EXPECT_EQ(card.at("sentence"), "1 of 2 measures shows no real change, 1 has no data.");
}

TEST(Scorecard, R06_WhatWasNotSuppliedIsNoNought) {
  MeasuredBoard told;
  define_measure(told, "N20", "higher");
  told.add("agencies/AG-1", R"({"registered": {"name": "Police"}})");
  told.add("returns/DR-1", R"({"requested": {"agency": "AG-1", "period": "2016-17 Q4",
      "periodKind": "quarter", "indicators": ["N20"], "dueOn": "2017-04-20", "ends": "2017-03-31"}})");
  const auto owed = data_returns(told.board(), asked_on).value();
  EXPECT_EQ(owed.at("rows").at(0).at("status"), "Not supplied, overdue");
  EXPECT_EQ(owed.at("overdue").to_number<int>(), 1);
  EXPECT_EQ(signal(told, "N20"), "noData");
  EXPECT_FALSE(row(told, "N20").contains("latest"));
  EXPECT_EQ(row(told, "N20").at("availability"), "Not supplied: it was due on 20 April 2017");
}

TEST(Scorecard, R13_AFallIsAnImprovementOnlyIfRecognitionIsNotFalling) {
  MeasuredBoard told;
  define_measure(told, "D08", "higher");
  define_measure(told, "D03", "lower", R"(, "balancedBy": ["D08"])");
  tell_months(told, "S-3", "D03", fallen);
  EXPECT_EQ(signal(told, "D03"), "cannotTell") << "nothing is known of recognition";
  EXPECT_THAT(std::string{row(told, "D03").at("signal").at("reason").as_string()},
              HasSubstr("can't be told whether recognition is falling"));
  {
    MeasuredBoard other;
    define_measure(other, "D08", "higher");
    define_measure(other, "D03", "lower", R"(, "balancedBy": ["D08"])");
    tell_months(other, "S-3", "D03", fallen);
    tell_months(other, "S-8", "D08", fallen);
    EXPECT_EQ(signal(other, "D03"), "cannotTell");
    EXPECT_THAT(std::string{row(other, "D03").at("signal").at("reason").as_string()},
                HasSubstr("recognition is falling"));
  }
  tell_months(told, "S-8", "D08", steady_months);
  EXPECT_EQ(signal(told, "D03"), "improvement");
  EXPECT_EQ(signal(told, "D08"), "noChange");
}

TEST(Scorecard, R13_RecognitionOfAnotherTimeSaysNothingOfIt) {
  const auto with = [](const char* kind, const std::vector<std::string>& periods,
                       int falls_at = -1) {
    MeasuredBoard told;
    define_measure(told, "D08", "higher");
    define_measure(told, "D03", "lower", R"(, "balancedBy": ["D08"])");
    tell_months(told, "S-3", "D03", fallen);
    told.add("series/S-8", fmt::format(R"({{"opened": {{"title": "Asked", "indicator": "D08",
        "area": "Anytown", "periodKind": "{}", "unit": "percent"}}}})",
                                       kind));
    const auto of_kind = std::string_view{kind} == "month" ? measures::PeriodKind::MONTH
                                                           : measures::PeriodKind::QUARTER;
    for (std::size_t i = 0; i < periods.size(); ++i) {
      const auto days = parse_period(of_kind, periods[i]).value();
      told.add("series/S-8",
               fmt::format(R"({{"measured": {{"period": "{}", "starts": "{}",
          "ends": "{}", "value": "{}"}}}})",
                           periods[i], eventstore::iso(days.starts), eventstore::iso(days.ends),
                           static_cast<int>(i) == falls_at ? 5 : 30 + i % 2));
    }
    return row(told, "D03").at("signal").as_object();
  };
  const auto months_from = [](int year, int count) {
    std::vector<std::string> periods;
    for (int i = 0; i < count; ++i)
      periods.push_back(fmt::format("{}-{:02}", year + i / 12, 1 + i % 12));
    return periods;
  };
  const auto quarters_from = [](int year, int count) {
    std::vector<std::string> periods;
    for (int i = 0; i < count; ++i) {
      const auto from = year + i / 4;
      periods.push_back(fmt::format("{}-{:02} Q{}", from, (from + 1) % 100, 1 + i % 4));
    }
    return periods;
  };
  const auto old = with("month", months_from(2005, 14));
  EXPECT_EQ(old.at("name"), "cannotTell");
  EXPECT_THAT(std::string{old.at("reason").as_string()},
              HasSubstr("the newest is of 2006-02, so it can't be told whether recognition is "
                        "falling"));
  // D03 ends with February 2016; the quarters of D08 with September or December 2015.
  EXPECT_EQ(with("quarter", quarters_from(2012, 14)).at("name"), "cannotTell");
  EXPECT_EQ(with("quarter", quarters_from(2012, 15)).at("name"), "improvement");
  // What came back to usual fell at the time all the same; what fell long after is no news of it,
  // but of now.
  EXPECT_EQ(with("month", months_from(2015, 20), 13).at("name"), "cannotTell");
  EXPECT_EQ(with("month", months_from(2015, 20), 2).at("name"), "improvement");
  EXPECT_EQ(with("month", months_from(2015, 20), 19).at("name"), "cannotTell");
}

TEST(Scorecard, EverySignalWantsWordsWhicheverWayItPoints) {
  const auto wants = [](const char* direction, const std::vector<double>& values,
                        const std::string& more = "") {
    MeasuredBoard told;
    define_measure(told, "D03", direction, more);
    tell_months(told, "S-3", "D03", values);
    return signal(told, "D03") + (row(told, "D03").contains("narrativeWanted") ? ": wanted" : "");
  };
  auto risen = steady_months;
  risen.back() = 60;
  EXPECT_EQ(wants("neutral", fallen), "low: wanted");
  EXPECT_EQ(wants("neutral", risen), "high: wanted");
  EXPECT_EQ(wants("lower", fallen, R"(, "balancedBy": ["D08"])"), "cannotTell: wanted");
  EXPECT_EQ(wants("lower", {30, 31, 30, 31, 30, 10, 11, 10, 11, 10}), "shift: wanted");
  EXPECT_EQ(wants("lower", risen), "concern: wanted");
  EXPECT_EQ(wants("neutral", steady_months), "noChange");
  EXPECT_EQ(wants("neutral", {30, 31, 10}), "tooFew");
}

TEST(Scorecard, R07_ShowsOnlyTheStageOfTheJourneyThatIsAskedFor) {
  MeasuredBoard told;
  define_measure(told, "N05", "higher", R"(, "journeyStages": ["earlyHelp"])");
  define_measure(told, "N16", "lower", R"(, "journeyStages": ["childProtection"])");
  const auto card = scorecard(told.board(), "neglect", "earlyHelp", asked_on).value();
  EXPECT_THAT(each(card.at("sections").at(1).at("measures"), "id"), ElementsAre("N05"));
}

TEST(Scorecard, R65_SaysOfEachMeasureWhatIsAvailable) {
  MeasuredBoard told;
  define_measure(told, "N01", "lower");
  EXPECT_EQ(row(told, "N01").at("availability"), "Not asked yet");
  told.add("indicators/N01",
           R"({"availabilitySet": {"status": "heldNotSupplied", "askedOn": "2014-01-01"}})");
  const auto model = measure(told.board(), "N01", asked_on).value();
  EXPECT_EQ(model.at("availability"), "Held by the agency, not supplied");
  EXPECT_EQ(model.at("availabilityAskedOn"), "2014-01-01");
}

TEST(Scorecard, R42_AQuestionHasThreePanelsAndSaysWhatIsEmpty) {
  MeasuredBoard told;
  define_measure(told, "N01", "lower", R"(, "questions": ["Q-1"])");
  auto model = question_panels(told.board(), "Q-1", asked_on).value();
  EXPECT_EQ(model.at("sentence"),
            "0 of 1 measures have figures. No audit findings and no voices bear on it. The Board "
            "has not answered it yet.");
  told.add("questions/Q-1", R"({"answered": {"answer": "Too early.", "confidence": "low"}})");
  model = question_panels(told.board(), "Q-1", asked_on).value();
  EXPECT_EQ(model.at("answers").at(0).at("confidence"), "Low");
}

TEST(Scorecard, HidesSmallNumbersAndWhatIsMadeOfThem) {
  MeasuredBoard told;
  define_measure(told, "N01", "lower");
  told.add("series/S-1", R"({"opened": {"title": "S", "indicator": "N01", "area": "Anytown",
                             "periodKind": "month", "unit": "percent"}})");
  const auto month = [&](const char* period, int numerator, int denominator) {
    told.add("series/S-1",
             fmt::format(R"({{"measured": {{"period": "{}", "numerator": "{}", "denominator": "{}",
                              "starts": "{}-01", "ends": "{}-28"}}}})",
                         period, numerator, denominator, period, period));
  };
  month("2015-01", 4, 100);
  month("2015-02", 97, 100);
  month("2015-03", 0, 100);
  month("2015-04", 40, 100);
  const auto chart = series_chart(told.board(), "S-1", asked_on).value();
  EXPECT_EQ(chart.at("points").as_uint64(), 2U) << "the mean is of what is shown";
  EXPECT_THAT(each(chart.at("chart").at("points"), "flag"), ElementsAre("c", "c", "", ""));
  EXPECT_FALSE(chart.at("chart").at("points").at(0).as_object().contains("numerator"));
}

TEST(Scorecard, R11_HidesASecondCategoryWhereTheTotalWouldGiveTheFirstAway) {
  MeasuredBoard told;
  told.add("indicators/D12", R"({"defined": {"title": "Referrals", "priorityArea": "neglect",
      "unit": "count", "countingUnit": "referral", "frequency": "month", "direction": "neutral",
      "suppression": "smallCounts", "chart": "xmr"}})");
  const auto open = [&](const std::string& id, const std::string& more) {
    told.add("series/" + id, R"({"opened": {"title": "Referrals", "indicator": "D12",
        "area": "Anytown", "periodKind": "month", "unit": "count")" +
                                 more + "}}");
  };
  const auto count = [&](const std::string& id, const char* value) {
    told.add("series/" + id, R"({"measured": {"period": "2015-01", "starts": "2015-01-01",
        "ends": "2015-01-31", "value": ")" +
                                 std::string{value} + R"("}})");
  };
  open("S-1", "");
  open("S-2", R"(, "breakdown": "agency", "category": "Police")");
  open("S-3", R"(, "breakdown": "agency", "category": "Health")");
  open("S-4", R"(, "breakdown": "agency", "category": "Schools")");
  count("S-1", "60");
  count("S-2", "3");
  count("S-3", "27");
  count("S-4", "30");
  const auto flag = [&](const char* id) {
    const auto chart = series_chart(told.board(), id, asked_on).value();
    return std::string{chart.at("chart").at("points").at(0).at("flag").as_string()};
  };
  EXPECT_EQ(flag("S-1"), "") << "the total is the most valued";
  EXPECT_EQ(flag("S-2"), "c") << "small";
  EXPECT_NE(flag("S-3") == "c", flag("S-4") == "c") << "one more, and no more than one";
}

TEST(Scorecard, HidesAShareWhoseCountIsSmall) {
  MeasuredBoard told;
  told.add("series/S-1", R"({"opened": {"title": "S", "area": "Anytown", "periodKind": "month",
                             "unit": "percent"}})");
  told.add("series/S-1", R"({"measured": {"period": "2015-01", "numerator": "3",
      "denominator": "100", "value": "3.0", "starts": "2015-01-01", "ends": "2015-01-31"}})");
  const auto chart = series_chart(told.board(), "S-1", asked_on).value();
  const auto& point = chart.at("chart").at("points").at(0).as_object();
  EXPECT_EQ(point.at("flag"), "c");
  EXPECT_TRUE(point.at("value").is_null());
  EXPECT_FALSE(point.contains("numerator"));
}

TEST(Scorecard, HidesSmallNumbersInTheEventsOfASeriesToo) {
  MeasuredBoard told;
  told.add("series/S-1", R"({"opened": {"title": "S", "area": "Anytown", "periodKind": "month",
                             "unit": "count"}})");
  told.add("series/S-1", R"({"measured": {"period": "2015-01", "value": "4",
      "starts": "2015-01-01", "ends": "2015-01-31"}})");
  told.add("series/S-1", R"({"remeasured": {"period": "2015-01", "value": "14",
      "starts": "2015-01-01", "ends": "2015-01-31"}})");
  const auto rows = activity(told.board(), told.log(), eventstore::KeylessSealer{}, {}, {}, {});
  ASSERT_TRUE(rows);
  EXPECT_EQ(rows.value().at("rows").at(0).at("data").at("value"), "14");
  EXPECT_EQ(rows.value().at("rows").at(1).at("data").at("value"), "c");
  EXPECT_EQ(boost::json::serialize(rows.value().at("rows").at(1)).find("\"4\""), std::string::npos);
  const auto chart = series_chart(told.board(), "S-1", asked_on).value();
  EXPECT_FALSE(chart.at("revisions").at(0).as_object().contains("value"));
}

TEST(Scorecard, AsKnownAtAndAsTrueOnDifferWhereAReturnCameLate) {
  MeasuredBoard told;
  define_measure(told, "N01", "lower");
  told.on("2015-03-10");
  tell_months(told, "S-1", "N01", {30, 31});  // January and February, recorded in March.
  const auto points = [&](const AsAt& as_at) {
    const auto chart = series_chart(told.board(as_at), "S-1", asked_on);
    return chart ? chart.value().at("points").as_uint64() : 0;
  };
  AsAt known;
  known.known_at = a_day("2015-02-28");
  EXPECT_EQ(points(known), 0U);
  AsAt held;
  held.true_on = a_day("2015-02-27");
  EXPECT_EQ(points({}), 2U);
}

TEST(Scorecard, LeavesOutWhatCameWithAReturnThatWasRejected) {
  MeasuredBoard told;
  define_measure(told, "N01", "lower");
  told.add("agencies/AG-1", R"({"registered": {"name": "Police"}})");
  told.add("returns/DR-1", R"({"requested": {"agency": "AG-1", "period": "2015-01",
      "periodKind": "month", "indicators": ["N01"], "dueOn": "2015-02-20", "ends": "2015-01-31"}})");
  told.add("series/S-1", R"({"opened": {"title": "S", "indicator": "N01", "area": "Anytown",
                             "periodKind": "month", "unit": "percent"}})");
  told.add("series/S-1", R"({"measured": {"period": "2015-01", "value": "30.0",
      "dataReturn": "DR-1", "starts": "2015-01-01", "ends": "2015-01-31"}})");
  told.add("returns/DR-1", R"({"received": {"values": 1}})");
  const auto flag = [&] {
    const auto chart = series_chart(told.board(), "S-1", asked_on).value();
    return std::string{chart.at("chart").at("points").at(0).at("flag").as_string()};
  };
  EXPECT_EQ(flag(), "");
  told.add("returns/DR-1", R"({"rejected": {"what": "Wrong month."}})");
  EXPECT_EQ(flag(), "notSupplied");
}

}  // namespace
}  // namespace closeloop
