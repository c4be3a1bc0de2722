// What an agency was asked for and did not send is a gap that says so, never nought.
#include <gmock/gmock.h>

#include "projections/measures/scorecard.h"
#include "projections/measures/series_chart.h"
#include "tests/support/chronicle.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a chronicle.
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

const auto before_due = a_day("2017-04-20");
const auto after_due = a_day("2017-04-21");

/// Three agencies asked for an indicator that is broken down by agency. AG-1 has a series.
struct Asked : Chronicle {
  Asked() {
    on("2017-01-02");
    add("boards/B-1", R"({"opened": {"name": "Anytown"}})");
    add("boards/B-1", R"({"areaSet": {"name": "Anytown"}})");
    for (const auto& [id, name] :
         {std::pair{"AG-1", "Police"}, {"AG-2", "Health"}, {"AG-3", "Schools"}}) {
      add("agencies/" + std::string{id},
          R"({"registered": {"name": ")" + std::string{name} + R"("}})");
    }
    add("indicators/N20", R"({"defined": {"title": "Profiles completed", "unit": "count",
        "countingUnit": "record", "frequency": "quarter", "direction": "higher",
        "suppression": "none", "chart": "xmr", "breakdowns": ["agency"]}})");
    add("series/S-1", R"({"opened": {"title": "Profiles completed", "indicator": "N20",
        "area": "Anytown", "agency": "AG-1", "breakdown": "agency", "periodKind": "quarter",
        "unit": "count"}})");
    add("series/S-1", R"({"measured": {"period": "2016-17 Q3", "value": "12",
        "starts": "2016-10-01", "ends": "2016-12-31"}})");
    for (const auto* number : {"1", "2", "3"}) {
      add("returns/DR-" + std::string{number},
          R"({"requested": {"agency": "AG-)" + std::string{number} + R"(", "period": "2016-17 Q4",
              "periodKind": "quarter", "indicators": ["N20"], "dueOn": "2017-04-20",
              "ends": "2017-03-31"}})");
    }
  }
  void answer(const std::string& agency, const std::string& value) {
    const auto series = "series/S-" + agency;
    if (agency != "1") {
      add(series, R"({"opened": {"title": "Profiles completed", "indicator": "N20",
          "area": "Anytown", "agency": "AG-)" +
                      agency +
                      R"(", "breakdown": "agency", "periodKind": "quarter", "unit": "count"}})");
    }
    add(series, R"({"measured": {"period": "2016-17 Q4", "value": ")" + value +
                    R"(", "starts": "2017-01-01", "ends": "2017-03-31", "dataReturn": "DR-)" +
                    agency + R"("}})");
    add("returns/DR-" + agency, R"({"received": {"values": 1}})");
  }

  [[nodiscard]] boost::json::array points(Day day) const {
    const auto chart = series_chart(board(), "S-1", day).value();
    return chart.at("chart").at("points").as_array();
  }
  /// "Police: 12", as the measure's page lists its agencies, of the newest period.
  [[nodiscard]] std::vector<std::string> agencies(Day day) const {
    std::vector<std::string> all;
    const auto model = measure(board(), "N20", day).value();
    for (const auto& row : model.at("breakdowns").at(0).at("rows").as_array()) {
      all.push_back(std::string{row.at("category").as_string()} + ": " +
                    std::string{row.at("cells").as_array().back().at("shown").as_string()});
    }
    return all;
  }
};

TEST(OwedPeriods, R06_AnAgencyWithNoReturnShowsNotSuppliedAndNotNought) {
  Asked told;
  told.on("2017-04-10");
  told.answer("1", "14");
  told.answer("2", "0");
  EXPECT_THAT(told.agencies(after_due),
              UnorderedElementsAre("Police: 14", "Health: 0", "Schools: not supplied"));
}

TEST(OwedPeriods, R06_ADuePeriodIsAGapInTheAgencysSeries) {
  Asked told;
  EXPECT_EQ(told.points(before_due).size(), 1U);
  const auto points = told.points(after_due);
  ASSERT_EQ(points.size(), 2U);
  EXPECT_EQ(points[1].at("period"), "2016-17 Q4");
  EXPECT_EQ(points[1].at("flag"), "notSupplied");
  EXPECT_TRUE(points[1].at("value").is_null());
  const auto chart = series_chart(told.board(), "S-1", after_due).value();
  EXPECT_EQ(chart.at("points").to_number<int>(), 1) << "a gap is no point";
}

TEST(OwedPeriods, stand_in_their_place_in_time) {
  Asked told;
  told.on("2017-07-10");
  told.add("series/S-1", R"({"measured": {"period": "2017-18 Q1", "value": "15",
      "starts": "2017-04-01", "ends": "2017-06-30"}})");
  EXPECT_THAT(each(boost::json::value(told.points(a_day("2017-07-11"))), "period"),
              ElementsAre("2016-17 Q3", "2016-17 Q4", "2017-18 Q1"));
}

TEST(OwedPeriods, a_rejected_return_counts_no_more_and_says_so) {
  Asked told;
  told.on("2017-04-10");
  told.answer("1", "14");
  EXPECT_EQ(told.points(after_due)[1].at("value").to_number<double>(), 14);
  told.on("2017-04-11").because("Two teams are missing.");
  told.add("returns/DR-1", R"({"rejected": {"what": "Send all teams"}})");
  const auto points = told.points(after_due);
  EXPECT_EQ(points[1].at("flag"), "notSupplied");
  EXPECT_TRUE(points[1].at("value").is_null());
  const auto came = return_values(told.board(), "DR-1", after_due).value();
  EXPECT_FALSE(came.at("values").at(0).at("counts").as_bool());
  EXPECT_EQ(came.at("values").at(0).at("shown"), "14");
  EXPECT_THAT(std::string{came.at("sentence").as_string()},
              HasSubstr("Rejected: its 1 value counts no more"));
}

TEST(OwedPeriods, a_yearly_return_says_nothing_of_a_quarter) {
  Asked told;
  told.add("returns/DR-4", R"({"requested": {"agency": "AG-1", "period": "2015-16",
      "periodKind": "year", "indicators": ["N20"], "dueOn": "2017-01-20", "ends": "2016-03-31"}})");
  EXPECT_EQ(told.points(before_due).size(), 1U);
}

TEST(DataReturns, R56_CountReturnsInTimeAndAtGradeAOrB) {
  Asked told;
  told.on("2017-04-10");
  told.answer("1", "14");
  told.answer("2", "3");
  told.add("returns/DR-1", R"({"accepted": {"grade": "b"}})");
  told.add("returns/DR-2", R"({"accepted": {"grade": "c"}})");
  const auto early = data_returns(told.board(), before_due).value();
  EXPECT_EQ(early.at("due").to_number<int>(), 0);
  EXPECT_EQ(early.at("goodInTimeSentence"), "No return has been due yet.");
  const auto owed = data_returns(told.board(), after_due).value();
  EXPECT_EQ(owed.at("due").to_number<int>(), 3);
  EXPECT_EQ(owed.at("inTime").to_number<int>(), 2);
  EXPECT_EQ(owed.at("goodInTime").to_number<int>(), 1);
  EXPECT_EQ(owed.at("goodInTimeSentence"),
            "Returns in time and at grade A or B (L11): 1 of 3, 33.3%.");
  EXPECT_EQ(owed.at("rows").at(0).at("status"), "Not supplied, overdue");
  told.on("2017-04-25");
  told.answer("3", "5");
  const auto late = data_returns(told.board(), a_day("2017-04-26")).value();
  EXPECT_EQ(late.at("inTime").to_number<int>(), 2);
  EXPECT_TRUE(one_of(late.at("rows"), "id", "DR-3").at("late").as_bool());
}

TEST(DataReturns, AreInPagesWithWhatIsOwedFirst) {
  Asked told;
  told.on("2017-04-10");
  told.answer("1", "14");
  told.add("returns/DR-1", R"({"accepted": {"grade": "b"}})");
  told.answer("2", "3");
  const auto ids = [&](std::string_view status, const Page& page) {
    return each(data_returns(told.board(), after_due, status, page).value().at("rows"), "id");
  };
  const auto first = data_returns(told.board(), after_due, "", Page{{}, 2}).value();
  const auto all = each(data_returns(told.board(), after_due).value().at("rows"), "id");
  ASSERT_GT(all.size(), 2U);
  EXPECT_EQ(all.front(), "DR-3") << "the only one that is owed";
  std::vector<std::string> paged = each(first.at("rows"), "id");
  for (std::string next{first.at("next").as_string()}; !next.empty();) {
    const auto page = data_returns(told.board(), after_due, "", Page{next, 2}).value();
    for (auto& id : each(page.at("rows"), "id")) paged.push_back(std::move(id));
    next = page.contains("next") ? std::string{page.at("next").as_string()} : std::string{};
  }
  EXPECT_EQ(paged, all);
  EXPECT_EQ(ids("overdue", {}), std::vector<std::string>{"DR-3"});
  EXPECT_EQ(ids("accepted", {}), std::vector<std::string>{"DR-1"});
  EXPECT_EQ(ids("received", {}), std::vector<std::string>{"DR-2"});
  EXPECT_EQ(one_of(first.at("statuses"), "name", "owed").at("count").to_number<int>(), 1);
  EXPECT_FALSE(data_returns(told.board(), after_due, "lost"));
  EXPECT_FALSE(data_returns(told.board(), after_due, "", Page{"x", 2}));
}

}  // namespace
}  // namespace closeloop
