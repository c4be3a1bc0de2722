// Which area a board's own figures are of.
#include <fmt/format.h>

#include "projections/measures/scorecard.h"
#include "tests/support/told_loop.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told loop.

/// A measure with figures of one area, on a board that has not said which is its own.
struct FiguresOfAnArea : Chronicle {
  FiguresOfAnArea() {
    on("2017-01-02");
    add("boards/B-1", R"({"opened": {"name": "Anytown"}})");
    add("boards/B-1", R"({"priorityAreaSet": {"priorityArea": "neglect", "name": "Neglect"}})");
    add("indicators/I-1", R"({"defined": {"title": "Plans", "priorityArea": "neglect",
        "unit": "count", "countingUnit": "plan", "frequency": "year", "direction": "neutral",
        "suppression": "none", "chart": "xmr"}})");
    figure("S-1", "England", "5000");
  }
  void figure(const std::string& id, std::string_view area, std::string_view value) {
    add("series/" + id, fmt::format(R"({{"opened": {{"title": "Plans", "indicator": "I-1",
        "area": "{}", "periodKind": "year", "unit": "count"}}}})",
                                    area));
    add("series/" + id, fmt::format(R"({{"measured": {{"period": "2015-16", "value": "{}",
        "starts": "2015-04-01", "ends": "2016-03-31"}}}})",
                                    value));
  }
  boost::json::object card() const {
    return scorecard(board(), "neglect", "", a_day("2017-06-01"), {}).value();
  }
  static boost::json::object row(const boost::json::object& card) {
    return card.at("sections").at(0).at("measures").at(0).as_object();
  }
};

TEST(OwnArea, IsTakenForGrantedWhileThereIsOnlyOne) {
  const FiguresOfAnArea told;
  const auto card = told.card();
  EXPECT_EQ(FiguresOfAnArea::row(card).at("latest").at("shown"), "5000");
  EXPECT_FALSE(card.contains("areaWanted"));
}

TEST(OwnArea, OfSeveralNoneStandsForTheBoardUntilItSaysWhich) {
  FiguresOfAnArea told;
  told.figure("S-2", "Anytown", "40");
  auto card = told.card();
  EXPECT_EQ(FiguresOfAnArea::row(card).at("signal").at("name"), "noData");
  EXPECT_FALSE(FiguresOfAnArea::row(card).contains("chart"));
  EXPECT_EQ(card.at("areaWanted").at("page"), "/records/boards/B-1/set-area");
  told.add("boards/B-1", R"({"areaSet": {"name": "Anytown"}})");
  card = told.card();
  EXPECT_EQ(FiguresOfAnArea::row(card).at("latest").at("shown"), "40");
  EXPECT_FALSE(card.contains("areaWanted"));
}

}  // namespace
}  // namespace closeloop
