// D18: whether exposure to domestic abuse is falling, and not only its recognition.
#include <string>
#include <vector>

#include <fmt/format.h>

#include "projections/measures/scorecard.h"
#include "tests/support/catalogue_board.h"
#include "tests/support/told_figures.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told board.
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const auto asked_on = a_day("2019-06-01");
const std::vector<double> falls{30, 31, 30, 29, 30, 31, 30, 29, 30, 31, 30, 29, 30, 12};
const std::vector<double> rises{30, 31, 30, 29, 30, 31, 30, 29, 30, 31, 30, 29, 30, 52};

std::string text(const boost::json::value& value) { return std::string{value.as_string()}; }

/// The shipped catalogue with figures of what D18 is read from.
struct Exposure : CatalogueBoard {
  Exposure() { shipped_codes(); }

  Exposure& percent(const std::string& indicator, const std::vector<double>& values,
                    std::string_view from = "2015-01") {
    series("S-" + indicator, indicator, "month", "percent");
    measure_months(*this, "S-" + indicator, from, values);
    return *this;
  }
  /// Of 1,000 children known each month, so many on a child protection plan; the series names the
  /// stage as given.
  Exposure& plans(const std::vector<double>& values, const std::string& stage) {
    series("S-ALL", "D03", "month", "count");
    series("S-CP", "D03", "month", "count",
           fmt::format(R"("breakdown": "journeyStage", "category": "{}")", stage));
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto period = fmt::format("{}-{:02}", 2015 + i / 12, 1 + i % 12);
      month("S-ALL", period, R"("numerator": "1000")");
      month("S-CP", period, fmt::format(R"("numerator": "{:.0f}")", values[i] * 10));
    }
    return *this;
  }
  [[nodiscard]] boost::json::object d18() const {
    return measure(board(), "D18", asked_on).value();
  }
  [[nodiscard]] std::string signal() const { return text(d18().at("signal").at("name")); }
  [[nodiscard]] std::string sentence() const { return text(d18().at("sentence")); }
};

TEST(R13, ExposureFallsOnlyIfRepeatsAndPlansFallAndRecognitionDoesNot) {
  Exposure told;
  told.percent("D05", falls).plans(falls, "child_protection");
  told.percent("D08", steady_months);
  EXPECT_EQ(told.signal(), "cannotTell") << "nothing is known of D01";
  told.percent("D01", rises);
  EXPECT_EQ(told.signal(), "improvement");
  EXPECT_EQ(told.sentence(),
            "Improving. D05 and D03 (the share at “Child protection”) get better, and nothing "
            "that balances them falls.");

  Exposure hidden;
  hidden.percent("D05", falls).plans(falls, "Child protection");
  hidden.percent("D08", falls).percent("D01", steady_months);
  EXPECT_EQ(hidden.signal(), "cannotTell");
  EXPECT_THAT(hidden.sentence(), HasSubstr("recognition is falling: D08"));
}

TEST(R13, ExposureIsNotSaidToFallByRecognitionOfAnotherTime) {
  Exposure told;
  told.percent("D05", falls).plans(falls, "child_protection");
  told.percent("D08", steady_months).percent("D01", steady_months, "2014-01");
  EXPECT_EQ(told.signal(), "cannotTell");
  EXPECT_THAT(
      told.sentence(),
      HasSubstr("D01 (Domestic abuse incidents with a child in the household) has no figure "
                "of the same time as 2016-02, the newest is of 2015-02"));

  Exposure one_month_late;
  one_month_late.percent("D05", falls).plans(falls, "child_protection");
  one_month_late.percent("D08", steady_months).percent("D01", steady_months, "2014-12");
  EXPECT_EQ(one_month_late.signal(), "improvement");

  Exposure two_months_late;
  two_months_late.percent("D05", falls).plans(falls, "child_protection");
  two_months_late.percent("D08", steady_months).percent("D01", steady_months, "2014-11");
  EXPECT_EQ(two_months_late.signal(), "cannotTell");
}

TEST(R13, ThePatternNeedsAllOfItsParts) {
  Exposure half;
  half.percent("D05", falls).plans(steady_months, "Child protection");
  half.percent("D08", steady_months).percent("D01", steady_months);
  EXPECT_EQ(half.signal(), "noChange");
  EXPECT_THAT(half.sentence(), HasSubstr("D05 gets better. It improves only if all of them do."));

  Exposure worse;
  worse.percent("D05", rises);
  EXPECT_EQ(worse.signal(), "concern");
  EXPECT_EQ(worse.sentence(), "Concern. D05 gets worse.");

  Exposure none;
  none.percent("D05", falls);
  EXPECT_EQ(none.signal(), "tooFew");
  EXPECT_THAT(none.sentence(), HasSubstr("D03 (the share at “Child protection”) has no figures"));
}

TEST(R13, ThePatternShowsThePairOfChartsAndWhatBalancesThem) {
  Exposure told;
  told.percent("D05", falls).plans(falls, "Child protection");
  told.percent("D08", steady_months).percent("D01", steady_months);
  const auto pattern = told.d18().at("pattern").as_object();
  EXPECT_THAT(each(pattern.at("parts"), "id"), ElementsAre("D05", "D03"));
  EXPECT_THAT(each(pattern.at("balancedBy"), "id"), ElementsAre("D08", "D01"));
  const auto& share = pattern.at("parts").at(1);
  EXPECT_EQ(share.at("share"), "The share at “Child protection”");
  EXPECT_EQ(share.at("latest").at("shown"), "12.0%");
  EXPECT_EQ(share.at("chart").at("points").as_array().size(), falls.size());
  const auto row =
      measure_on(scorecard(told.board(), "domestic-abuse", "", asked_on).value(), "D18");
  EXPECT_EQ(row.at("signal").at("name"), "improvement");
}

TEST(R13, TheShareHidesWhatItsCountHides) {
  Exposure told;
  auto few = steady_months;
  few.back() = 0.3;
  told.plans(few, "Child protection");
  const auto share = told.d18().at("pattern").at("parts").at(1).as_object();
  EXPECT_EQ(share.at("latest").at("shown"), "c");
}

}  // namespace
}  // namespace closeloop
