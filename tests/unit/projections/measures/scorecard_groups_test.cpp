// What stands on each scorecard of the shipped catalogue, and where.
#include <algorithm>
#include <fstream>
#include <sstream>

#include "projections/measures/scorecard.h"
#include "tests/support/catalogue_board.h"
#include "tests/support/told_loop.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told loop.
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::Not;

const auto asked_on = a_day("2019-06-01");

boost::json::object card(const Chronicle& told, std::string_view area,
                         std::string_view stage = "") {
  return scorecard(told.board(), area, stage, asked_on).value();
}

std::vector<std::string> in_group(const boost::json::object& card, std::string_view group) {
  return each(one_of(card.at("groups"), "group", group).at("measures"), "id");
}

TEST(R05, AFourthPriorityAreaNeedsNoCode) {
  CatalogueBoard told;
  EXPECT_THAT(each(scorecards(told.board(), asked_on).at("scorecards"), "id"),
              ElementsAre("neglect", "cse-missing", "domestic-abuse", "loops"));
  told.add("boards/B-1",
           R"({"priorityAreaSet": {"priorityArea": "online", "name": "Harm online"}})");
  told.add("indicators/O1", R"({"defined": {"title": "Reports", "priorityArea": "online",
      "unit": "count", "countingUnit": "incident", "frequency": "month", "direction": "neutral",
      "suppression": "smallCounts", "chart": "xmr"}})");
  EXPECT_EQ(card(told, "online").at("sentence"), "1 of 1 measure has no data.");
  EXPECT_EQ(measure_on(card(told, "online"), "O1").at("title"), "Reports");
  const auto neglect = card(told, "neglect");
  for (const auto& section : neglect.at("sections").as_array()) {
    EXPECT_THAT(each(section.at("measures"), "id"), Not(Contains("O1")));
  }
}

TEST(R07, TheNeglectScorecardSplitsEarlyHelpFromStatutory) {
  const CatalogueBoard told;
  const auto whole = card(told, "neglect");
  EXPECT_THAT(in_group(whole, "Early help"), IsSupersetOf({"N05", "N10", "N11", "N12", "N13"}));
  EXPECT_THAT(in_group(whole, "Statutory"), IsSupersetOf({"N01", "N02", "N03", "N16", "N17"}));
  const auto early = card(told, "neglect", "earlyHelp");
  EXPECT_EQ(measure_on(early, "N05").at("group"), "Early help");
  for (const auto& section : early.at("sections").as_array()) {
    EXPECT_THAT(each(section.at("measures"), "id"), Not(Contains("N16")));
  }
  EXPECT_FALSE(scorecard(told.board(), "neglect", "adulthood", asked_on));
}

TEST(R08, CountsFindingsAndMeasuresByStageOfTheJourney) {
  CatalogueBoard told;
  told.add("reviews/R-1", R"({"opened": {"kind": "other", "title": "R"}})");
  const auto raise = [&](const char* id, const char* area, const char* stage) {
    told.add(fmt::format("findings/{}", id),
             fmt::format(R"({{"raised": {{"reviews": ["R-1"], "nature": "concern",
                 "statement": "Chronic neglect was not recognised", "priorityAreas": ["{}"]{}}}}})",
                         area, stage));
  };
  raise("F-1", "neglect", R"(, "journeyStage": "childProtection")");
  raise("F-2", "neglect", R"(, "journeyStage": "childProtection")");
  raise("F-3", "neglect", R"(, "journeyStage": "earlyHelp")");
  raise("F-4", "domestic-abuse", R"(, "journeyStage": "earlyHelp")");
  raise("F-5", "neglect", "");
  const auto journey = card(told, "neglect", "earlyHelp").at("journey");
  const auto protection = one_of(journey, "name", "childProtection");
  EXPECT_EQ(protection.at("findings").to_number<int>(), 2);
  EXPECT_EQ(one_of(journey, "name", "earlyHelp").at("findings").to_number<int>(), 1);
  EXPECT_TRUE(one_of(journey, "name", "earlyHelp").contains("selected"));
  EXPECT_EQ(one_of(journey, "label", "Not said").at("findings").to_number<int>(), 1);
  std::size_t defined = 0;
  for (const auto& entry : shipped("indicators.json")) {
    const auto& event = entry.at("event").as_object();
    const auto* stages = event.if_contains("journeyStages");
    if (stages == nullptr || event.at("priorityArea") != "neglect") continue;
    defined += static_cast<std::size_t>(
        std::count(stages->as_array().begin(), stages->as_array().end(), "childProtection"));
  }
  EXPECT_EQ(protection.at("measures").to_number<std::size_t>(), defined);
}

TEST(R10, ChildrenAreIdentifiedHelpedAndProtectedOrTheWordsAreThere) {
  CatalogueBoard told;
  auto cse = card(told, "cse-missing");
  EXPECT_THAT(in_group(cse, "Identified"),
              ElementsAre("C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08"));
  EXPECT_THAT(in_group(cse, "Helped"), ElementsAre("C20", "C21", "C22"));
  EXPECT_THAT(in_group(cse, "Protected"), IsSupersetOf({"C07", "C08", "C09"}));
  for (const auto* id : {"C20", "C21", "C22"}) {
    told.because("Asked for by nobody.")
        .add(fmt::format("indicators/{}", id), R"({"retired": {}})");
  }
  cse = card(told, "cse-missing");
  EXPECT_EQ(one_of(cse.at("groups"), "group", "Helped").at("sentence"), "No data agreed.");
}

TEST(R14, TheStrayWordsAndPlansAreTakenForChildrensPlans) {
  const auto d13 = one_of(shipped("indicators.json"), "id", "D13");
  EXPECT_THAT(std::string{d13.at("event").at("title").as_string()}, HasSubstr("plan"));
  std::ifstream guide{std::string{CLOSELOOP_SOURCE_DIR} + "/docs/guides/scorecards.md"};
  std::stringstream text;
  text << guide.rdbuf();
  EXPECT_THAT(text.str(), HasSubstr("\"and plans\""));
  EXPECT_THAT(text.str(), HasSubstr("children's plans: measure D13"));
}

TEST(R24, TheExploitationScorecardShowsExtentAndNature) {
  const CatalogueBoard told;
  const auto cse = card(told, "cse-missing");
  auto both = in_group(cse, "Extent");
  const auto nature = in_group(cse, "Nature");
  EXPECT_THAT(nature, Contains("C18"));
  EXPECT_THAT(both, Contains("C11"));
  both.insert(both.end(), nature.begin(), nature.end());
  std::sort(both.begin(), both.end());
  ASSERT_EQ(both.size(), 19U) << "each of C01 to C19 once";
  EXPECT_EQ(both.front(), "C01");
  EXPECT_EQ(both.back(), "C19");
}

TEST(R26, TheDomesticAbuseScorecardShowsExtentNatureAndImpactWithVoice) {
  CatalogueBoard told;
  agree_loop(told);
  deliver_loop(told);
  told.on("2017-04-30")
      .add("evidence/E-1", outcome_json("A-1", "2017-03-15", "2017-04-15", "child"));
  told.add("findings/F-1",
           R"({"corrected": {"corrects": 1, "priorityAreas": ["domestic-abuse"]}})");
  const auto abuse = card(told, "domestic-abuse");
  EXPECT_THAT(in_group(abuse, "Extent"), IsSupersetOf({"D01", "D02", "D03"}));
  EXPECT_THAT(in_group(abuse, "Nature"), Contains("D04"));
  EXPECT_THAT(in_group(abuse, "Impact on children"), IsSupersetOf({"D16", "D20"}));
  EXPECT_THAT(each(one_of(abuse.at("groups"), "group", "Impact on children").at("voices"), "id"),
              ElementsAre("E-1"));
}

TEST(R64, ThreeScorecardsComeFromOneCatalogue) {
  const CatalogueBoard told;
  std::size_t shown = 0;
  for (const auto* area : {"neglect", "cse-missing", "domestic-abuse", "loops"}) {
    const auto one = card(told, area);
    for (const auto& section : one.at("sections").as_array()) {
      shown += section.at("measures").as_array().size();
    }
  }
  EXPECT_EQ(shown, 90U);
  EXPECT_EQ(shipped("indicators.json").size(), 90U);
}

/// Of a percentage of that area, supplied once by its agency.
void expect_what_its_value_rests_on(std::string_view area, std::string_view indicator) {
  CatalogueBoard told;
  told.agency("AG-1", "Council");
  told.add("returns/DR-1", fmt::format(R"({{"requested": {{"agency": "AG-1", "period": "2015-01",
      "periodKind": "month", "indicators": ["{}"], "dueOn": "2015-02-20",
      "ends": "2015-01-31"}}}})",
                                       indicator));
  told.series("S-1", std::string{indicator}, "month", "percent");
  told.month("S-1", "2015-01",
             R"("numerator": "30", "denominator": "120", "value": "25.0", "dataReturn": "DR-1")");
  told.add("returns/DR-1", R"({"received": {"values": 1}})");
  told.add("returns/DR-1", R"({"accepted": {"grade": "b"}})");
  told.add("series/S-1", R"({"narrativeWritten": {"period": "2015-01",
      "narrative": "A quarter of assessments."}})");
  const auto row = measure_on(card(told, area), indicator);
  EXPECT_EQ(row.at("points").to_number<int>(), 1);
  EXPECT_EQ(row.at("latest").at("shown"), "25.0%");
  EXPECT_EQ(row.at("latest").at("period"), "2015-01");
  EXPECT_EQ(row.at("latest").at("outOf"), "120");
  EXPECT_EQ(row.at("source"),
            one_of(shipped("indicators.json"), "id", indicator).at("event").at("sourceAgency"));
  EXPECT_EQ(row.at("quality").at("grade"), "B");
  EXPECT_EQ(row.at("signal").at("name"), "tooFew");
  EXPECT_EQ(row.at("narrative").at("narrative"), "A quarter of assessments.");
}

TEST(R22, TheNeglectScorecardAsksSevenQuestionsAndSaysWhatAValueRestsOn) {
  std::vector<std::string> questions;
  const auto neglect = card(CatalogueBoard{}, "neglect");
  for (const auto& section : neglect.at("sections").as_array()) {
    if (section.as_object().contains("questionPage")) {
      questions.push_back(std::string{section.at("heading").as_string()}.substr(0, 2));
    }
  }
  EXPECT_THAT(questions, ElementsAre("1.", "2.", "3.", "4.", "5.", "6.", "7."));
  expect_what_its_value_rests_on("neglect", "N04");
}

TEST(R24, TheExploitationScorecardSaysWhatAValueRestsOn) {
  expect_what_its_value_rests_on("cse-missing", "C16");
}

TEST(R26, TheDomesticAbuseScorecardSaysWhatAValueRestsOn) {
  expect_what_its_value_rests_on("domestic-abuse", "D04");
}

TEST(R28, WhatMaracAndMappaSupplyIsRestrictedInTheCatalogue) {
  const auto abuse = card(CatalogueBoard{}, "domestic-abuse");
  for (const auto* id : {"D09", "D10", "D11", "D12", "D13", "D14"}) {
    EXPECT_TRUE(measure_on(abuse, id).contains("restricted")) << id;
  }
  EXPECT_FALSE(measure_on(abuse, "D01").contains("restricted"));
}

}  // namespace
}  // namespace closeloop
