// The board's own figures, worked out by quarter from what is recorded.
#include "projections/measures/scorecard.h"
#include "tests/support/catalogue_board.h"
#include "tests/support/told_loop.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told board.
using ::testing::ElementsAre;
using ::testing::HasSubstr;

void raise(Chronicle& told, std::string_view day, const std::string& id) {
  told.on(day).add("findings/" + id, finding_json("R-1", "voice", "concern"));
}
void learn(Chronicle& told, std::string_view day, const std::string& finding) {
  told.on(day).add("learning-points/L-" + finding, learning_json(finding));
}
boost::json::object chart(const Chronicle& told, std::string_view id, std::string_view on) {
  return measure(told.board(), id, a_day(on), {}).value().at("chart").as_object();
}

TEST(LoopFigures, L01_ByQuarterOnceAllOfItCanBeJudged) {
  CatalogueBoard told;
  raise(told, "2016-05-01", "F-1");
  learn(told, "2016-05-20", "F-1");
  raise(told, "2016-06-01", "F-2");
  raise(told, "2016-11-01", "F-3");
  raise(told, "2017-03-20", "F-4");
  const auto points = chart(told, "L01", "2017-04-28").at("points").as_array();
  EXPECT_THAT(each(points, "period"), ElementsAre("2016-17 Q1", "2016-17 Q2", "2016-17 Q3"));
  EXPECT_THAT(each(points, "shown"), ElementsAre("50.0%", "", "0.0%"));
  EXPECT_EQ(points.at(1).at("flag"), "z") << "nothing was due";
  EXPECT_EQ(points.at(0).at("numerator"), "1");
  EXPECT_EQ(points.at(0).at("denominator"), "2");
  const auto later = chart(told, "L01", "2017-04-29").at("points").as_array();
  EXPECT_EQ(later.size(), 4U) << "28 days after the end of March";
}

TEST(LoopFigures, L11_R56_ReturnsInTimeAndOfGoodQualityAreOnTheScorecard) {
  CatalogueBoard told;
  told.agency("AG-1", "Council");
  const auto request = [&](const std::string& id, std::string_view due) {
    told.add("returns/" + id, fmt::format(R"({{"requested": {{"agency": "AG-1", "period":
        "2016-17 Q1", "periodKind": "quarter", "indicators": ["N20"], "dueOn": "{}",
        "ends": "2016-06-30"}}}})",
                                          due));
  };
  request("DR-1", "2016-07-31");
  request("DR-2", "2016-08-31");
  told.on("2016-07-20").add("returns/DR-1", R"({"received": {"values": 1}})");
  told.on("2016-07-25").add("returns/DR-1", R"({"accepted": {"grade": "b"}})");
  const auto card = scorecard(told.board(), "loops", "", a_day("2016-10-15"), {}).value();
  bool found = false;
  for (const auto& section : card.at("sections").as_array()) {
    for (const auto& row : section.at("measures").as_array()) {
      if (row.at("id").as_string() != "L11") continue;
      found = true;
      EXPECT_EQ(row.at("latest").at("shown").as_string(), "50.0%");
      EXPECT_EQ(row.at("latest").at("period").as_string(), "2016-17 Q2");
    }
  }
  EXPECT_TRUE(found);
}

}  // namespace
}  // namespace closeloop
