// Small numbers in the figures of a board: a measure is protected as a whole.
#include <algorithm>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "projections/measures/figures.h"
#include "projections/measures/protection.h"
#include "projections/projector.h"
#include "tests/support/chronicle.h"

namespace closeloop {
namespace {

using closeloop::testing::Chronicle;
using ::testing::ElementsAre;

class Counted : public Chronicle {
 public:
  explicit Counted(std::string_view more = "") {
    add("indicators/D12", fmt::format(R"({{"defined": {{"title": "Referrals", "unit": "count",
        "countingUnit": "referral", "frequency": "month", "direction": "neutral",
        "suppression": "smallCounts", "chart": "xmr"{}}}}})",
                                      more));
  }
  void open(const std::string& id, std::string_view kind, std::string_view more = "",
            std::string_view unit = "count") {
    add("series/" + id, fmt::format(R"({{"opened": {{"title": "Referrals", "indicator": "D12",
        "area": "Anytown", "periodKind": "{}", "unit": "{}"{}}}}})",
                                    kind, unit, more));
  }
  void measure(const std::string& id, std::string_view period, std::string_view starts,
               std::string_view ends, std::string_view value, bool again = false) {
    add("series/" + id,
        fmt::format(R"({{"{}": {{"period": "{}", "starts": "{}", "ends": "{}", "value": "{}"}}}})",
                    again ? "remeasured" : "measured", period, starts, ends, value));
  }
  void quarters(const std::string& id, std::initializer_list<const char*> values) {
    const char* starts[] = {"2016-04-01", "2016-07-01", "2016-10-01", "2017-01-01"};
    const char* ends[] = {"2016-06-30", "2016-09-30", "2016-12-31", "2017-03-31"};
    int quarter = 0;
    for (const auto* value : values) {
      measure(id, fmt::format("2016-17 Q{}", quarter + 1), starts[quarter], ends[quarter], value);
      ++quarter;
    }
  }
  void year(const std::string& id, std::string_view value, bool again = false) {
    measure(id, "2016-17", "2016-04-01", "2017-03-31", value, again);
  }
  void month(const std::string& id, std::string_view value, bool again = false) {
    measure(id, "2016-04", "2016-04-01", "2016-04-30", value, again);
  }

  std::vector<std::string> shown(std::string_view id) const { return shown(board(), id); }
  static std::vector<std::string> shown(const Board& looked_at, std::string_view id) {
    const auto& records = looked_at.records();
    std::vector<std::string> all;
    for (const auto& figure : figures_of(records, records.store.find(RecordKind::SERIES, id))) {
      all.push_back(figure.hidden ? "c" : figure.shown);
    }
    return all;
  }
};

TEST(SmallNumbers, WithoutAnIndicatorTheSeriesOfOneTitleAreProtectedTogether) {
  Counted told;
  const auto open = [&](const char* id, const char* kind, const char* more) {
    told.add(fmt::format("series/{}", id),
             fmt::format(R"({{"opened": {{"title": "Strategy meetings",
        "area": "Anytown", "periodKind": "{}", "unit": "count"{}}}}})",
                         kind, more));
  };
  open("S-Q", "quarter", "");
  open("S-N", "quarter", R"(, "breakdown": "locality", "category": "North")");
  open("S-S", "quarter", R"(, "breakdown": "locality", "category": "South")");
  told.quarters("S-Q", {"60"});
  told.quarters("S-N", {"3"});
  told.quarters("S-S", {"57"});
  EXPECT_THAT(told.shown("S-N"), ElementsAre("c"));
  EXPECT_THAT(told.shown("S-S"), ElementsAre("c")) << "60 less 57 is 3";

  // One more of the same comes after the first were looked at.
  open("S-Y", "year", "");
  told.year("S-Y", "93");
  EXPECT_THAT(told.shown("S-N"), ElementsAre("c"));
  EXPECT_THAT(told.shown("S-Q"), ElementsAre("60"));
}

TEST(SmallNumbers, R68_AYearDoesNotGiveTheOneQuarterAwayThatIsHidden) {
  Counted told;
  told.open("S-Q", "quarter");
  told.open("S-Y", "year");
  told.quarters("S-Q", {"3", "20", "30", "40"});
  told.year("S-Y", "93");
  EXPECT_THAT(told.shown("S-Q"), ElementsAre("c", "20", "30", "40"));
  EXPECT_THAT(told.shown("S-Y"), ElementsAre("c")) << "the quarters were shown before";
}

TEST(SmallNumbers, R68_AYearThatAddsUpToNothingElseStaysAsItIs) {
  Counted told;
  told.open("S-Q", "quarter");
  told.open("S-Y", "year");
  told.quarters("S-Q", {"10", "20", "30", "40"});
  told.year("S-Y", "100");
  EXPECT_THAT(told.shown("S-Q"), ElementsAre("10", "20", "30", "40"));
  EXPECT_THAT(told.shown("S-Y"), ElementsAre("100"));
}

TEST(SmallNumbers, R11_ASmallAgencyThatComesLastIsNotWhatTheOthersLeave) {
  Counted told;
  told.open("S-1", "month");
  told.open("S-2", "month", R"(, "breakdown": "agency", "category": "Police")");
  told.open("S-3", "month", R"(, "breakdown": "agency", "category": "Health")");
  told.open("S-4", "month", R"(, "breakdown": "agency", "category": "Schools")");
  told.month("S-1", "60");
  told.month("S-2", "27");
  told.month("S-3", "30");
  told.month("S-4", "3");
  EXPECT_THAT(told.shown("S-4"), ElementsAre("c"));
  EXPECT_THAT(told.shown("S-3"), ElementsAre("c")) << "60 less 27 and 30 is 3";
}

TEST(SmallNumbers, AreNotTheDifferenceOfTwoDatesOfATotalAndItsCategories) {
  Counted told;
  told.open("S-1", "month");
  told.open("S-2", "month", R"(, "breakdown": "agency", "category": "Police")");
  told.open("S-3", "month", R"(, "breakdown": "agency", "category": "Health")");
  told.month("S-1", "60");
  told.month("S-2", "20");
  told.month("S-3", "40");
  told.month("S-3", "4", true);
  EXPECT_THAT(told.shown("S-3"), ElementsAre("c"));
  told.month("S-1", "24", true);
  EXPECT_THAT(told.shown("S-1"), ElementsAre("c")) << "24 less 20 is 4";
  EXPECT_THAT(told.shown("S-2"), ElementsAre("20"));
}

TEST(SmallNumbers, OfACountAreNotTheNumeratorOfItsShare) {
  Counted told;
  told.open("S-C", "month");
  told.open("S-P", "month", "", "percent");
  told.open("S-2", "month", R"(, "breakdown": "agency", "category": "Police")", "percent");
  told.month("S-C", "60");
  const auto share = [&](const std::string& id, int numerator, int denominator) {
    told.add("series/" + id, fmt::format(R"({{"measured": {{"period": "2016-04",
        "starts": "2016-04-01", "ends": "2016-04-30", "numerator": "{}", "denominator": "{}"}}}})",
                                         numerator, denominator));
  };
  share("S-2", 57, 300);
  share("S-P", 60, 400);
  EXPECT_THAT(told.shown("S-C"), ElementsAre("60"));
  EXPECT_THAT(told.shown("S-2"), ElementsAre("c")) << "60 less 57 is 3";
  EXPECT_THAT(told.shown("S-P"), ElementsAre("15.0%"));
}

TEST(SmallNumbers, R89_AreNotWhatADayLeavesOutOfTheYear) {
  Counted told;
  told.open("S-Q", "quarter");
  told.open("S-Y", "year");
  told.on("2017-04-10");
  told.year("S-Y", "93");
  const auto quarter = [&](std::string_view true_on, std::string_view period,
                           std::string_view starts, std::string_view value) {
    told.late(true_on, "series/S-Q",
              fmt::format(R"({{"measured": {{"period": "{}", "starts": "{}", "ends": "{}",
                  "value": "{}"}}}})",
                          period, starts, true_on, value));
  };
  quarter("2016-06-30", "2016-17 Q1", "2016-04-01", "3");
  quarter("2016-09-30", "2016-17 Q2", "2016-07-01", "20");
  quarter("2016-12-31", "2016-17 Q3", "2016-10-01", "30");
  quarter("2017-03-31", "2016-17 Q4", "2017-01-01", "40");
  const auto now = told.shown("S-Q");
  EXPECT_EQ(std::count(now.begin(), now.end(), "c"), 2) << "93 was shown already";

  Projector projector{told.log()};
  ASSERT_TRUE(projector.start());
  // As true on that day there is no year; but who looks has seen it.
  const auto then = projector.at({{}, closeloop::testing::a_day("2017-03-31"), {}});
  ASSERT_TRUE(then);
  EXPECT_THAT(told.shown(*then.value(), "S-Y"), ElementsAre());
  EXPECT_EQ(told.shown(*then.value(), "S-Q"), now);
  const auto known = projector.at({closeloop::testing::a_day("2017-04-10"), {}, {}});
  ASSERT_TRUE(known);
  EXPECT_EQ(told.shown(*known.value(), "S-Q"), now);
}

TEST(SmallNumbers, OfOneCommitAreShownWhenAllOfItIsThere) {
  Counted told;
  told.open("S-1", "month");
  told.month("S-1", "60");
  auto board = told.board();
  const auto command = eventstore::testing::command(3);
  board.set_amid_commit(command);
  EXPECT_THAT(told.shown(board, "S-1"), ElementsAre("c"));
  board.set_amid_commit({});
  EXPECT_THAT(told.shown(board, "S-1"), ElementsAre("60"));
}

TEST(SmallNumbers, AreWorkedOutOnceUntilTheirMeasureMoves) {
  Counted told;
  told.open("S-1", "month");
  told.month("S-1", "60");
  const auto board = told.board();
  const auto& records = board.records();
  const auto number = records.store.find(RecordKind::SERIES, "S-1");
  const auto first = protection_of(records, number);
  EXPECT_EQ(protection_of(records, number), first);
  EXPECT_THAT(told.shown("S-1"), ElementsAre("60"));
}

}  // namespace
}  // namespace closeloop
