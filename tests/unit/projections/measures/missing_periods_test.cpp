// Periods of which nothing was supplied are gaps on a chart, never nought and never left out.
#include "projections/measures/missing_periods.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "domain/period.h"
#include "projections/measures/series_chart.h"
#include "tests/support/chronicle.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a chronicle.
using measures::PeriodKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const auto asked_on = a_day("2023-01-01");

struct Supplied : Chronicle {
  Supplied(PeriodKind of, const char* kind) : kind_{of} {
    on("2019-01-02");
    add("series/S-1", fmt::format(R"({{"opened": {{"title": "Re-referrals", "area": "Anytown",
                                      "periodKind": "{}", "unit": "percent"}}}})",
                                  kind));
  }
  Supplied& value(const char* period, const char* number) {
    const auto days = parse_period(kind_, period).value();
    late(iso(days.ends), "series/S-1",
         fmt::format(R"({{"measured": {{"period": "{}", "value": "{}", "starts": "{}",
                          "ends": "{}"}}}})",
                     period, number, iso(days.starts), iso(days.ends)));
    return *this;
  }
  [[nodiscard]] boost::json::object chart() const {
    return series_chart(board(), "S-1", asked_on).value();
  }

 private:
  PeriodKind kind_;
};

TEST(MissingPeriods, R06_AreGapsBetweenWhatWasSupplied) {
  Supplied told{PeriodKind::QUARTER, "quarter"};
  told.value("2019-20 Q1", "14.8").value("2019-20 Q4", "17.2").value("2020-21 Q2", "10.8");
  const auto model = told.chart();
  const auto& chart = model.at("chart").as_object();
  EXPECT_THAT(each(chart.at("points"), "period"),
              ElementsAre("2019-20 Q1", "2019-20 Q2", "2019-20 Q3", "2019-20 Q4", "2020-21 Q1",
                          "2020-21 Q2"));
  EXPECT_THAT(each(chart.at("points"), "flag"),
              ElementsAre("", "notSupplied", "notSupplied", "", "notSupplied", ""));
  EXPECT_TRUE(chart.at("points").at(1).at("value").is_null());
  EXPECT_EQ(chart.at("points").at(2).at("ends"), "2019-12-31");
  EXPECT_EQ(model.at("points").to_number<int>(), 3) << "a gap is no point";
  EXPECT_THAT(std::string{chart.at("caption").as_string()},
              HasSubstr("n = 3 points. 3 periods were not supplied."));
}

TEST(MissingPeriods, LeaveTheLimitsAsTheyAreSinceRangesReachOverThem) {
  Supplied told{PeriodKind::QUARTER, "quarter"};
  told.value("2019-20 Q1", "14.8").value("2019-20 Q4", "17.2").value("2021-22 Q3", "10.8");
  told.value("2022-23 Q1", "16.1").value("2022-23 Q2", "15.3");
  const auto model = told.chart();
  EXPECT_NEAR(model.at("mean").to_number<double>(), 14.84, 1e-9);
  EXPECT_NEAR(model.at("upl").to_number<double>(), 14.84 + 2.66 * 3.725, 1e-9);
}

TEST(MissingPeriods, AreNotCountedByTheIndexOfASpecialPoint) {
  Supplied told{PeriodKind::MONTH, "month"};
  for (int i = 0; i < 13; ++i) {
    if (i == 3) continue;  // April 2020.
    told.value(fmt::format("20{}-{:02}", 20 + i / 12, 1 + i % 12).c_str(), i == 12      ? "90.0"
                                                                           : i % 2 == 0 ? "30.0"
                                                                                        : "31.0");
  }
  const auto model = told.chart();
  const auto& newest = model.at("special").as_array().back();
  EXPECT_EQ(newest.at("period"), "2021-01");
  EXPECT_EQ(newest.at("index").to_number<int>(), 11);
  const auto& points = model.at("chart").at("points").as_array();
  ASSERT_EQ(points.size(), 13U);
  EXPECT_EQ(points[3].at("flag"), "notSupplied");
  EXPECT_EQ(points[12].at("rule"), "outsideLimits");
}

TEST(MissingPeriods, AreNoneAmongSnapshots) {
  Supplied told{PeriodKind::SNAPSHOT, "snapshot"};
  told.value("2019-03-31", "10").value("2021-03-31", "12");
  EXPECT_EQ(told.chart().at("chart").at("points").as_array().size(), 2U);
}

TEST(MissingPeriods, AreWrittenAsTheOthersAre) {
  const auto named = [](PeriodKind kind, const char* other, const char* wanted) {
    return name_like(other, parse_period(kind, other).value().ends, kind,
                     parse_period(kind, wanted).value().ends);
  };
  EXPECT_EQ(named(PeriodKind::YEAR, "2018", "2018-19"), "2019");
  EXPECT_EQ(named(PeriodKind::YEAR, "2017/18", "2018-19"), "2018/19");
  EXPECT_EQ(named(PeriodKind::YEAR, "201718", "2018-19"), "201819");
  EXPECT_EQ(named(PeriodKind::YEAR, "1998-99", "1999-00"), "1999-00");
  EXPECT_EQ(named(PeriodKind::QUARTER, "Q3 2017/18", "2017-18 Q4"), "Q4 2017/18");
  EXPECT_EQ(named(PeriodKind::QUARTER, "2017 Q4", "2017-18 Q4"), "2018 Q1");
  EXPECT_EQ(named(PeriodKind::HALF_YEAR, "2017-18 H2", "2018-19 H1"), "2018-19 H1");
  EXPECT_EQ(named(PeriodKind::MONTH, "November 2017", "2017-12"), "December 2017");
  EXPECT_EQ(named(PeriodKind::MONTH, "2017/12", "2018-01"), "2018/01");
}

}  // namespace
}  // namespace closeloop
