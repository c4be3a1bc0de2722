// Two dates beside each other, and two clocks of one date.
#include "projections/measures/comparison.h"

#include "projections/measures/late_figures.h"
#include "projections/measures/scorecard.h"
#include "tests/support/catalogue_board.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told board.
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const auto asked_on = a_day("2019-06-01");

Board known_on(const Chronicle& told, std::string_view day) {
  AsAt as_at;
  as_at.known_at = a_day(day);
  return told.board(as_at);
}
Board true_on(const Chronicle& told, std::string_view day) {
  AsAt as_at;
  as_at.true_on = a_day(day);
  return told.board(as_at);
}

TEST(Comparison, ShowsWhatEachMeasureShowedAsItWasKnownThenAndCountsWhatChanged) {
  CatalogueBoard told;
  told.series("S-1", "N04", "month", "percent");
  told.series("S-2", "N02", "month", "percent");
  told.on("2015-02-10");
  told.month("S-1", "2015-01", R"("value": "25.0")");
  told.month("S-2", "2015-01", R"("value": "60.0")");
  told.on("2015-03-10");
  told.month("S-1", "2015-02", R"("value": "27.0")");
  told.add("indicators/N99", R"({"defined": {"title": "New", "priorityArea": "neglect",
      "unit": "count", "countingUnit": "child", "frequency": "month", "direction": "neutral",
      "suppression": "smallCounts", "chart": "xmr"}})");
  auto card = scorecard(told.board(), "neglect", "", asked_on).value();
  add_then(known_on(told, "2015-02-20"), a_day("2015-02-20"), {}, card);
  const auto changed = measure_on(card, "N04");
  EXPECT_EQ(changed.at("latest").at("shown"), "27.0%");
  EXPECT_EQ(changed.at("then").at("latest").at("shown"), "25.0%");
  EXPECT_EQ(measure_on(card, "N02").at("then").at("latest").at("shown"), "60.0%");
  EXPECT_FALSE(measure_on(card, "N99").at("then").at("defined").as_bool());
  EXPECT_EQ(card.at("comparison").at("sentence"),
            "Since 20 February 2015: of 29 measures, 0 have another signal and 1 has another "
            "latest figure. 1 was not defined then.");
}

TEST(Comparison, AsKnownAtAndAsTrueOnDifferWhereAReturnCameLateAndTheDifferenceNamesTheEvent) {
  CatalogueBoard told;
  told.series("S-1", "N04", "month", "percent");
  told.on("2015-02-10");
  told.month("S-1", "2015-01", R"("value": "25.0")");
  told.on("2015-05-10");
  told.month("S-1", "2015-02", R"("value": "27.0")");
  const auto came = told.head().number();
  told.because("The agency sent it again.");
  told.figure("S-1", measures::PeriodKind::MONTH, "2015-01", R"("value": "24.0")", "remeasured");
  const auto known = known_on(told, "2015-03-31");
  const auto held = true_on(told, "2015-03-31");
  const auto late = series_late(known, held, "S-1", {});
  EXPECT_THAT(each(late, "period"), ElementsAre("2015-01", "2015-02"));
  EXPECT_THAT(each(late, "what"), ElementsAre("Revised", "Came late"));
  EXPECT_THAT(each(late, "known"), ElementsAre("25.0%", "nothing"));
  EXPECT_THAT(each(late, "held"), ElementsAre("24.0%", "27.0%"));
  EXPECT_THAT(each(late, "event"),
              ElementsAre(fmt::format("/events/{}", came + 1), fmt::format("/events/{}", came)));
  EXPECT_THAT(each(late, "recordedOn"), ElementsAre("2015-05-10", "2015-05-10"));
  EXPECT_EQ(measure_late(known, held, "N04", {}), late);
  EXPECT_EQ(scorecard_late(known, held, "neglect", {}), late);
  EXPECT_TRUE(scorecard_late(known, held, "cse-missing", {}).empty());
  boost::json::object answer;
  add_late(late, a_day("2015-03-31"), answer);
  EXPECT_THAT(std::string{answer.at("lateSentence").as_string()},
              HasSubstr("2 figures up to 31 March 2015 were not known like this that day"));
}

TEST(Comparison, NothingDiffersWhereEverythingCameInTime) {
  CatalogueBoard told;
  told.series("S-1", "N04", "month", "percent");
  told.on("2015-02-10");
  told.month("S-1", "2015-01", R"("value": "25.0")");
  const auto late =
      measure_late(known_on(told, "2015-03-31"), true_on(told, "2015-03-31"), "N04", {});
  EXPECT_TRUE(late.empty());
  boost::json::object answer;
  add_late(late, a_day("2015-03-31"), answer);
  EXPECT_TRUE(answer.empty());
}

}  // namespace
}  // namespace closeloop
