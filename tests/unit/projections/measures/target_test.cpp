// What a measure is held against: the target of its definition, or else what was published.
#include "projections/measures/target.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "projections/measures/series_chart.h"
#include "tests/support/chronicle.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a chronicle.
using ::testing::HasSubstr;

/// An indicator, and fourteen months of it around 30 with the target as it was published.
struct Aimed : Chronicle {
  explicit Aimed(const std::string& indicator_has, const char* published,
                 const char* newest_published = nullptr) {
    on("2014-01-02");
    add("indicators/N14", fmt::format(R"({{"defined": {{"title": "Re-referrals", "unit": "percent",
            "denominator": "all", "countingUnit": "child", "frequency": "month",
            "suppression": "none", "chart": "xmr", {}}}}})",
                                      indicator_has));
    add("series/S-1", R"({"opened": {"title": "Re-referrals", "indicator": "N14",
        "area": "Anytown", "periodKind": "month", "unit": "percent"}})");
    for (int i = 0; i < 14; ++i) {
      const auto month = fmt::format("{}-{:02}", 2015 + i / 12, 1 + i % 12);
      const auto* said = i == 13 && newest_published != nullptr ? newest_published : published;
      add("series/S-1",
          fmt::format(R"({{"measured": {{"period": "{0}", "value": "{1}", "target": "{2}",
                           "starts": "{0}-01", "ends": "{0}-28"}}}})",
                      month, 30 + i % 2, said));
    }
  }
  [[nodiscard]] boost::json::object chart() const {
    return series_chart(board(), "S-1", a_day("2019-06-01")).value();
  }
};

std::string assurance_of(const boost::json::object& model) {
  return model.contains("assurance") ? std::string{model.at("assurance").at("name").as_string()}
                                     : std::string{"none"};
}

TEST(Targets, ArePublishedAsASignAndANumber) {
  EXPECT_EQ(published_target("<=18").value().value, 18);
  EXPECT_EQ(published_target("<=18").value().better, spc::Direction::lower);
  EXPECT_EQ(published_target(" >= 92.5% ").value().value, 92.5);
  EXPECT_EQ(published_target(">90").value().better, spc::Direction::higher);
  EXPECT_EQ(published_target("≤ 5").value().better, spc::Direction::lower);
  for (const auto* other : {"", "18", "<", "<= about 18", "15-18", "<=1e3", "<18 or 20"}) {
    EXPECT_FALSE(published_target(other)) << other;
  }
}

TEST(Targets, OfTheNewestFigureAreDrawnAndAssuredWhereTheDefinitionHasNone) {
  const Aimed told{R"("direction": "lower")", "<=50", "<=18"};
  const auto model = told.chart();
  const auto& target = model.at("chart").at("target").as_object();
  EXPECT_EQ(target.at("value").to_number<double>(), 18);
  EXPECT_EQ(target.at("shown"), "18.0%");
  EXPECT_EQ(target.at("label"), "Target");
  EXPECT_THAT(std::string{target.at("source").as_string()}, HasSubstr("2016-02: <=18"));
  EXPECT_EQ(assurance_of(model), "fails");
  EXPECT_EQ(assurance_of(Aimed{R"("direction": "lower")", "<=50"}.chart()), "meets");
  EXPECT_EQ(assurance_of(Aimed{R"("direction": "higher")", ">=30"}.chart()), "hitAndMiss");
}

TEST(Targets, SayWhichWayIsBetterWhereTheDefinitionSaysNone) {
  EXPECT_EQ(assurance_of(Aimed{R"("direction": "neutral")", "<=50"}.chart()), "meets");
  const auto contradicted = Aimed{R"("direction": "higher")", "<=50"}.chart();
  EXPECT_EQ(assurance_of(contradicted), "none") << "opposite ways are said to be better";
  EXPECT_TRUE(contradicted.at("chart").as_object().contains("target"));
}

TEST(Targets, OfTheDefinitionComeFirst) {
  const Aimed told{R"("direction": "lower", "target": "50", "targetBasis": "The plan")", "<=18"};
  const auto model = told.chart();
  EXPECT_EQ(model.at("chart").at("target").at("value").to_number<double>(), 50);
  EXPECT_EQ(model.at("chart").at("target").at("source"), "The plan");
  EXPECT_EQ(assurance_of(model), "meets");
}

}  // namespace
}  // namespace closeloop
