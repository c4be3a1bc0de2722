// What a measure says beside its figures: what it is worked out from, out of what, against which
// target and benchmark, and how far it can be trusted.
#include <tuple>

#include "projections/measures/inventory.h"
#include "projections/measures/scorecard.h"
#include "tests/support/catalogue_board.h"
#include "tests/support/told_loop.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told board.
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const auto asked_on = a_day("2019-06-01");

boost::json::object measure_of(const Chronicle& told, std::string_view id, Day on = asked_on) {
  return measure(told.board(), id, on).value();
}
std::string text(const boost::json::value& value) { return std::string{value.as_string()}; }

/// Fourteen months from January 2015 on, around 30, the last as given.
void tell_months(CatalogueBoard& told, const std::string& series, const char* last) {
  for (int i = 0; i < 14; ++i) {
    const auto month = fmt::format("201{}-{:02}", 5 + i / 12, 1 + i % 12);
    told.month(series, month,
               fmt::format(R"("value": "{}")", i == 13      ? last
                                               : i % 2 == 0 ? "30.0"
                                                            : "31.0"));
  }
}

TEST(R07, TheRatioIsWorkedOutFromTwoSeriesAndAMissingDenominatorIsAColon) {
  CatalogueBoard told;
  told.series("S-5", "N05", "quarter", "percent");
  told.quarter("S-5", "2016-17 Q1", R"("numerator": "60", "denominator": "200")");
  told.quarter("S-5", "2016-17 Q2", R"("numerator": "90", "denominator": "200")");
  told.quarter("S-5", "2016-17 Q3", R"("numerator": "80", "denominator": "200")");
  told.series("S-3", "N03", "month", "percent");
  for (const auto* month : {"2016-04", "2016-05", "2016-06", "2016-07", "2016-08"}) {
    told.month("S-3", month, R"("numerator": "10", "denominator": "40")");
  }
  const auto n10 = measure_of(told, "N10");
  EXPECT_THAT(each(n10.at("chart").at("points"), "shown"), ElementsAre("2.00", "", ""));
  EXPECT_THAT(each(n10.at("chart").at("points"), "flag"), ElementsAre("", ":", ":"))
      << "September is missing; of the third quarter nothing is held";
  EXPECT_EQ(n10.at("chart").at("points").at(0).at("numerator"), "60");
  EXPECT_EQ(n10.at("chart").at("points").at(0).at("denominator"), "30");
  EXPECT_EQ(n10.at("workedOut").at("of").at("id"), "N05");
  EXPECT_EQ(n10.at("workedOut").at("to").at("id"), "N03");
  const auto row = measure_on(scorecard(told.board(), "neglect", "", asked_on).value(), "N10");
  EXPECT_EQ(row.at("latest").at("shown"), ":");
}

TEST(R07, TheRatioHidesWhatOneOfItsCountsHides) {
  CatalogueBoard told;
  told.series("S-5", "N05", "quarter", "percent");
  told.quarter("S-5", "2016-17 Q1", R"("numerator": "60", "denominator": "200")");
  told.series("S-3", "N03", "quarter", "percent");
  told.quarter("S-3", "2016-17 Q1", R"("numerator": "4", "denominator": "40")");
  EXPECT_THAT(each(measure_of(told, "N10").at("chart").at("points"), "flag"), ElementsAre("c"));
}

TEST(R13, AFallIsAnImprovementOnlyIfRecognitionIsNotFalling) {
  CatalogueBoard told;
  told.series("S-1", "D05", "month", "percent");
  tell_months(told, "S-1", "12.0");
  const auto signal = [&] { return text(measure_of(told, "D05").at("signal").at("name")); };
  EXPECT_EQ(signal(), "cannotTell") << "nothing is known of D08 and D01";
  EXPECT_THAT(text(measure_of(told, "D05").at("sentence")), HasSubstr("can't be told"));
  told.series("S-8", "D08", "month", "percent");
  tell_months(told, "S-8", "30.0");
  told.series("S-9", "D01", "month", "count");
  tell_months(told, "S-9", "31.0");
  EXPECT_EQ(signal(), "improvement");
  told.month("S-8", "2016-03", R"("value": "10.0")");
  EXPECT_EQ(signal(), "cannotTell");
  EXPECT_THAT(text(measure_of(told, "D05").at("sentence")), HasSubstr("recognition is falling"));
}

TEST(Target, IsAssuredOnlyFromTwelveFiguresWithATargetAndABetterDirection) {
  CatalogueBoard told;
  auto n04 = one_of(shipped("indicators.json"), "id", "N04").at("event").as_object();
  const auto revise = [&](const char* direction, const char* target) {
    n04["direction"] = direction;
    n04["target"] = target;
    told.because("A target was agreed.")
        .add("indicators/N04", fmt::format(R"({{"revised": {}}})", boost::json::serialize(n04)));
  };
  told.series("S-1", "N04", "month", "percent");
  tell_months(told, "S-1", "30.0");
  EXPECT_FALSE(measure_of(told, "N04").contains("assurance")) << "it has no target";
  revise("neutral", "90");
  EXPECT_FALSE(measure_of(told, "N04").contains("assurance")) << "neither way is better";
  EXPECT_EQ(measure_of(told, "N04").at("chart").at("target").at("label"), "Benchmark");
  revise("higher", "90");
  EXPECT_EQ(measure_of(told, "N04").at("assurance").at("name"), "fails");
  EXPECT_EQ(measure_of(told, "N04").at("chart").at("target").at("label"), "Target");
  revise("lower", "90");
  EXPECT_EQ(measure_of(told, "N04").at("assurance").at("name"), "meets");
  revise("lower", "30.5");
  const auto row = measure_on(scorecard(told.board(), "neglect", "", asked_on).value(), "N04");
  EXPECT_EQ(row.at("assurance").at("name"), "hitAndMiss");
  told.add("series/S-1", R"({"rebased": {"period": "2015-08"}})");
  EXPECT_FALSE(measure_of(told, "N04").contains("assurance")) << "seven figures since the rebase";
}

TEST(R82, MaracHasItsBenchmarkOf40WithTheSource) {
  CatalogueBoard told;
  told.series("S-1", "D09", "quarter", "per10000");
  told.quarter("S-1", "2016-17 Q1", R"("value": "35.2")");
  const auto chart = measure_of(told, "D09").at("chart");
  EXPECT_EQ(chart.at("target").at("label"), "Benchmark");
  EXPECT_EQ(chart.at("target").at("shown"), "40.0 per 10,000");
  EXPECT_THAT(text(chart.at("target").at("source")), HasSubstr("SafeLives"));
}

TEST(R82, OnlyBenchmarksThatWerePublishedByThenAreDrawnAndOnlyOfPeriodsAsLong) {
  CatalogueBoard told;
  told.series("S-1", "N04", "month", "percent");
  told.month("S-1", "2016-04", R"("value": "20.0")");
  const auto load = [&](const char* area, const char* period, const char* kind, const char* value,
                        const char* published) {
    told.add("indicators/N04", fmt::format(R"({{"benchmarkLoaded": {{"area": "{}", "period": "{}",
                 "periodKind": "{}", "value": "{}", "publishedOn": "{}", "source": "DfE"}}}})",
                                           area, period, kind, value, published));
  };
  load("England", "2016-03", "month", "18.5", "2016-06-01");
  load("England", "2016-04", "month", "18.9", "2017-11-02");
  load("England", "2016-17", "year", "19.0", "2017-11-02");
  const auto lines = [&](const char* day) {
    return each(measure_of(told, "N04", a_day(day)).at("chart").at("benchmarks"), "shown");
  };
  EXPECT_THAT(lines("2017-01-01"), ElementsAre("18.5%"));
  EXPECT_THAT(lines("2018-01-01"), ElementsAre("18.9%"));
  EXPECT_EQ(measure_of(told, "N04").at("benchmarks").as_array().size(), 3U);
  EXPECT_FALSE(
      measure_of(told, "N04", a_day("2016-05-01")).at("chart").as_object().contains("benchmarks"));
}

TEST(R64, ADefinitionSaysWhatOfItNobodySaid) {
  const CatalogueBoard told;
  EXPECT_EQ(measure_of(told, "C15").at("notSaid"),
            "what is included, what is left out, quality of the data, owner");
  Chronicle other;
  other.add("boards/B-1", R"({"opened": {"name": "Anytown"}})");
  other.add("indicators/I-1", R"({"defined": {"title": "Plans", "unit": "count",
      "countingUnit": "plan", "frequency": "month", "taken": "flow", "direction": "lower",
      "suppression": "smallCounts", "chart": "xmr", "numerator": "Plans", "inclusion": "All",
      "exclusion": "None", "sourceAgency": "Council", "sourceSystem": "Records", "grade": "a",
      "owner": "head"}})");
  EXPECT_FALSE(measure_of(other, "I-1").contains("notSaid"));
}

TEST(R65, EveryIndicatorHasAnAvailabilityAndTheDayItWasAsked) {
  CatalogueBoard told;
  told.add("indicators/N01", R"({"availabilitySet": {"status": "heldNotSupplied",
      "askedOn": "2014-01-01", "contact": "Performance team"}})");
  told.add("indicators/N02", R"({"availabilitySet": {"status": "onScorecard"}})");
  const auto all = inventory(told.board(), "", asked_on).value();
  EXPECT_EQ(all.at("rows").as_array().size(), 90U);
  EXPECT_EQ(all.at("sentence"),
            "It is known of 2 of 90 measures whether there are data. The data of 1 already reach "
            "the Board.");
  const auto n01 = one_of(all.at("rows"), "id", "N01");
  EXPECT_EQ(n01.at("status").at("label"), "Held by the agency, not supplied");
  EXPECT_EQ(n01.at("askedOn"), "2014-01-01");
  EXPECT_EQ(n01.at("contact"), "Performance team");
  EXPECT_EQ(one_of(all.at("rows"), "id", "N03").at("status").at("name"), "notAsked");
  EXPECT_EQ(one_of(all.at("statuses"), "name", "notAsked").at("count").to_number<int>(), 88);
  const auto held = inventory(told.board(), "heldNotSupplied", asked_on).value();
  EXPECT_THAT(each(held.at("rows"), "id"), ElementsAre("N01"));
  EXPECT_FALSE(inventory(told.board(), "somewhere", asked_on));
}

TEST(R65, WhatNobodyRecordedIsReadFromReturnsAndFigures) {
  CatalogueBoard told;
  told.agency("AG-1", "Police");
  told.add("returns/DR-1", R"({"requested": {"agency": "AG-1", "period": "2016-17 Q4",
      "periodKind": "quarter", "indicators": ["C09", "N04"], "dueOn": "2017-04-20",
      "ends": "2017-03-31"}})");
  const auto availability = [&](const char* id, Day on) {
    const auto all = inventory(told.board(), "", on).value();
    return std::string{one_of(all.at("rows"), "id", id).at("status").at("label").as_string()};
  };
  EXPECT_EQ(availability("C09", a_day("2017-04-20")), "Asked for, not due yet");
  EXPECT_EQ(availability("C09", a_day("2017-04-21")), "Not supplied: it was due on 20 April 2017");
  EXPECT_EQ(measure_of(told, "C09", a_day("2017-04-21")).at("sentence"),
            "No figure has been supplied. Not supplied: it was due on 20 April 2017.");
  EXPECT_EQ(availability("C10", a_day("2017-04-21")), "Not asked yet");

  told.add("series/S-1", R"({"opened": {"title": "S", "indicator": "N04", "area": "Anytown",
      "periodKind": "quarter", "unit": "count"}})");
  EXPECT_EQ(availability("N04", a_day("2017-04-21")), "Not supplied: it was due on 20 April 2017");
  told.add("series/S-1", R"({"measured": {"period": "2016-17 Q3", "value": "40",
      "starts": "2016-10-01", "ends": "2016-12-31"}})");
  EXPECT_EQ(availability("N04", a_day("2017-04-21")), "Figures are held here");
  const auto missing = inventory(told.board(), "notSupplied", a_day("2017-04-21")).value();
  EXPECT_THAT(each(missing.at("rows"), "id"), ElementsAre("C09"));
}

TEST(R67, TheFirstQuestionShowsScaleAndHowFarReturnsCoverIt) {
  CatalogueBoard told;
  told.agency("AG-1", "Council");
  const auto owed = [&](const char* id, const char* period, const char* due, const char* ends) {
    told.add(fmt::format("returns/{}", id),
             fmt::format(R"({{"requested": {{"agency": "AG-1", "period": "{}",
                 "periodKind": "month", "indicators": ["N01"], "dueOn": "{}", "ends": "{}"}}}})",
                         period, due, ends));
  };
  owed("DR-1", "2015-01", "2015-02-20", "2015-01-31");
  owed("DR-2", "2015-02", "2015-03-20", "2015-02-28");
  told.series("S-1", "N01", "month", "per10000");
  told.on("2015-02-10");
  told.month("S-1", "2015-01", R"("value": "21.5")");
  told.add("returns/DR-1", R"({"received": {"values": 1}})");
  told.add("returns/DR-1", R"({"accepted": {"grade": "a"}})");
  const auto panels = question_panels(told.board(), "Q-N1", asked_on).value();
  EXPECT_EQ(one_of(panels.at("measures"), "id", "N01").at("latest").at("shown"), "not supplied")
      << "February is owed, and overdue";
  EXPECT_EQ(panels.at("coverage"),
            "1 of 6 measures have figures. Of 2 returns that were due for them, 1 came in time and "
            "1 is graded A or B.");
}

TEST(R68, ThemesOfFindingsAreATable) {
  CatalogueBoard told;
  told.add("reviews/R-1", R"({"opened": {"kind": "other", "title": "R"}})");
  const auto raise = [&](const char* id, const char* themes) {
    told.add(fmt::format("findings/{}", id),
             fmt::format(R"({{"raised": {{"reviews": ["R-1"], "nature": "concern",
                 "statement": "S", "priorityAreas": ["neglect"], "themes": {}}}}})",
                         themes));
  };
  raise("F-1", R"(["voice", "housing"])");
  raise("F-2", R"(["housing"])");
  const auto panels = question_panels(told.board(), "Q-N2", asked_on).value();
  EXPECT_THAT(each(panels.at("themes"), "label"), ElementsAre("Housing", "Voice"));
  EXPECT_EQ(panels.at("themes").at(0).at("count").to_number<int>(), 2);
  EXPECT_THAT(each(panels.at("measures"), "id"), ElementsAre("N07", "N08", "N09"));
}

TEST(R69, FiguresAndAuditsAreBothThere) {
  CatalogueBoard told;
  told.add("reviews/R-1", R"({"opened": {"kind": "other", "title": "R"}})");
  told.add("findings/F-1", R"({"raised": {"reviews": ["R-1"], "nature": "concern",
      "statement": "Neglect was not recognised", "priorityAreas": ["neglect"]}})");
  const auto panels = question_panels(told.board(), "Q-N3", asked_on).value();
  EXPECT_THAT(each(panels.at("measures"), "id"), ElementsAre("N10", "N11", "N12", "N13", "N14"));
  EXPECT_THAT(each(panels.at("audits"), "id"), ElementsAre("F-1"));
}

TEST(R76, ConvictionsSayWhichCohortAndHowLongTheyTake) {
  CatalogueBoard told;
  const auto c10 = measure_of(told, "C10");
  EXPECT_THAT(text(c10.at("periodMeaning")), HasSubstr("in which the case was charged"));
  EXPECT_THAT(text(c10.at("lag")), HasSubstr("about 365 days after their period ends"));
}

TEST(R77, ReturnInterviewsStateTheirBases) {
  CatalogueBoard told;
  for (const auto& [series, indicator, values] :
       {std::tuple{"S-15", "C15", R"("numerator": "40", "denominator": "50")"},
        std::tuple{"S-16", "C16", R"("numerator": "30", "denominator": "40")"},
        std::tuple{"S-17", "C17", R"("numerator": "20", "denominator": "30")"}}) {
    told.series(series, indicator, "month", "percent");
    told.month(series, "2016-04", values);
  }
  told.series("S-18", "C18", "quarter", "percent",
              R"("breakdown": "factor", "category": "Exploitation")");
  told.quarter("S-18", "2016-17 Q1", R"("numerator": "20", "denominator": "60")");
  const auto card = scorecard(told.board(), "cse-missing", "", asked_on).value();
  const auto base = [&](const char* id) {
    const auto row = measure_on(card, id);
    return text(row.at("latest").at("outOf")) + " " + text(row.at("base"));
  };
  EXPECT_EQ(base("C15"), "50 Ended missing episodes");
  EXPECT_EQ(base("C16"), "40 Interviews offered (the count of C15)");
  EXPECT_EQ(base("C17"), "30 Interviews completed (the count of C16)");
  const auto themes = one_of(measure_of(told, "C18").at("breakdowns"), "name", "factor");
  EXPECT_THAT(each(themes.at("rows"), "category"), ElementsAre("Exploitation"));
}

}  // namespace
}  // namespace closeloop
