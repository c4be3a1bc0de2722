// The tables of a measure: who is in them, what stands in a cell, and what is never added up.
#include "projections/measures/breakdowns.h"

#include "projections/measures/scorecard.h"
#include "tests/support/catalogue_board.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told board.
using measures::PeriodKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const auto asked_on = a_day("2019-06-01");

boost::json::object measure_of(const Chronicle& told, std::string_view id,
                               Agencies agencies = Agencies::all) {
  return measure(told.board(), id, asked_on, {}, agencies).value();
}

boost::json::object table(const Chronicle& told, std::string_view id, std::string_view by,
                          Agencies agencies = Agencies::all) {
  return one_of(measure_of(told, id, agencies).at("breakdowns"), "name", by);
}

std::vector<std::string> cells(const boost::json::object& table, std::string_view category) {
  return each(one_of(table.at("rows"), "category", category).at("cells"), "shown");
}

/// Graded Care Profiles of three agencies, of which Police owe a quarter that did not come.
void tell_profiles(CatalogueBoard& told) {
  told.agency("AG-1", "Council").agency("AG-2", "Police").agency("AG-3", "Housing", "others");
  told.series("S-1", "N20", "quarter", "count", R"("breakdown": "agency", "agency": "AG-1")");
  told.series("S-3", "N20", "quarter", "count", R"("breakdown": "agency", "agency": "AG-3")");
  told.quarter("S-1", "2016-17 Q1", R"("value": "20")");
  told.quarter("S-1", "2016-17 Q2", R"("value": "24")");
  told.quarter("S-3", "2016-17 Q2", R"("value": "8")");
  told.add("returns/DR-1", R"({"requested": {"agency": "AG-2", "period": "2016-17 Q2",
      "periodKind": "quarter", "indicators": ["N20"], "dueOn": "2016-10-31",
      "ends": "2016-09-30"}})");
}

TEST(R71, ProfilesByAgencyAndQuarterSayWhatWasNotSupplied) {
  CatalogueBoard told;
  tell_profiles(told);
  const auto by_agency = table(told, "N20", "agency");
  EXPECT_THAT(each(by_agency.at("periods"), "period"), ElementsAre("2016-17 Q1", "2016-17 Q2"));
  EXPECT_THAT(cells(by_agency, "Council"), ElementsAre("20", "24"));
  EXPECT_THAT(cells(by_agency, "Housing"), ElementsAre("not supplied", "8"));
  EXPECT_THAT(cells(by_agency, "Police"), ElementsAre("not supplied", "not supplied"));
}

TEST(R72, ShowsOnlyAgenciesThatDoNotMainlyWorkWithChildren) {
  CatalogueBoard told;
  tell_profiles(told);
  EXPECT_TRUE(table(told, "N20", "agency").at("canRestrict").as_bool());
  const auto some = table(told, "N20", "agency", Agencies::not_mainly_children);
  EXPECT_THAT(each(some.at("rows"), "category"), ElementsAre("Housing"));
  EXPECT_TRUE(some.at("restricted").as_bool());
}

TEST(R68, ShowsNeglectByLocalityAndByCoFactorWithSmallNumbersHidden) {
  CatalogueBoard told;
  told.series("S-1", "N08", "halfYear", "percent",
              R"("breakdown": "factor", "category": "Alcohol")");
  told.series("S-2", "N07", "year", "per10000", R"("breakdown": "locality", "category": "North")");
  told.figure("S-1", PeriodKind::HALF_YEAR, "2016-17 H1",
              R"("numerator": "30", "denominator": "100")");
  told.figure("S-2", PeriodKind::YEAR, "2016-17", R"("numerator": "3", "denominator": "6000")");
  EXPECT_THAT(cells(table(told, "N08", "factor"), "Alcohol"), ElementsAre("30.0%"));
  const auto cell =
      one_of(table(told, "N08", "factor").at("rows"), "category", "Alcohol").at("cells").at(0);
  EXPECT_EQ(cell.at("n"), "30");
  EXPECT_EQ(cell.at("outOf"), "100");
  EXPECT_THAT(cells(table(told, "N07", "locality"), "North"), ElementsAre("c"));
}

TEST(Breakdowns, AnOverduePeriodHasItsColumnAlsoIfNobodyAnswered) {
  CatalogueBoard told;
  told.agency("AG-1", "Council");
  told.series("S-1", "N08", "halfYear", "percent",
              R"("breakdown": "factor", "category": "Alcohol")");
  told.figure("S-1", PeriodKind::HALF_YEAR, "2016-17 H1",
              R"("numerator": "30", "denominator": "100")");
  told.add("returns/DR-1", R"({"requested": {"agency": "AG-1", "period": "2016-17 H2",
      "periodKind": "halfYear", "indicators": ["N08"], "dueOn": "2017-04-30",
      "ends": "2017-03-31"}})");
  EXPECT_THAT(cells(table(told, "N08", "factor"), "Alcohol"), ElementsAre("30.0%", "not supplied"));
}

TEST(R73, ReferralsAreSplitByOutcomeWithAndWithoutAProfileAndByReferrer) {
  CatalogueBoard told;
  told.shipped_codes().agency("AG-1", "Schools");
  told.series("S-1", "N27", "quarter", "percent", R"("breakdown": "outcome", "category": "NFA")");
  told.series("S-2", "N27", "quarter", "percent",
              R"("breakdown": "outcome", "category": "Without: no further action")");
  told.series("S-3", "N26", "month", "percent", R"("breakdown": "agency", "agency": "AG-1")");
  told.quarter("S-1", "2016-17 Q1", R"("numerator": "10", "denominator": "50")");
  told.quarter("S-2", "2016-17 Q1", R"("numerator": "40", "denominator": "80")");
  told.month("S-3", "2016-04", R"("numerator": "12", "denominator": "40")");
  const auto outcomes = table(told, "N27", "outcome");
  EXPECT_THAT(
      each(outcomes.at("rows"), "category"),
      ElementsAre("With a profile: no further action", "With a profile: early help",
                  "With a profile: child in need", "With a profile: section 47 enquiry",
                  "With a profile: initial child protection conference",
                  "Without: no further action", "Without: early help", "Without: child in need",
                  "Without: section 47 enquiry", "Without: initial child protection conference"));
  EXPECT_THAT(cells(outcomes, "With a profile: no further action"), ElementsAre("20.0%"));
  EXPECT_THAT(cells(outcomes, "Without: no further action"), ElementsAre("50.0%"));
  EXPECT_THAT(cells(table(told, "N26", "agency"), "Schools"), ElementsAre("30.0%"));
}

TEST(R75, RiskLevelsNameTheVersionOfTheirScaleAndBreachesAreListed) {
  CatalogueBoard told;
  told.shipped_codes();
  told.series("S-1", "C04", "month", "count",
              R"("breakdown": "riskLevel", "category": "High", "definition": "Tool of 2015")");
  told.month("S-1", "2016-04", R"("value": "12")");
  told.series("S-2", "C05", "month", "count");
  told.month("S-2", "2016-04", R"("value": "0")");
  told.month("S-2", "2016-05", R"("value": "7")");
  told.month("S-2", "2016-06", R"("value": "2")");
  const auto levels = table(told, "C04", "riskLevel");
  EXPECT_EQ(levels.at("scale"), "Tool of 2015");
  EXPECT_THAT(cells(levels, "High"), ElementsAre("12"));
  EXPECT_THAT(cells(levels, "None"), ElementsAre("not supplied"));
  const auto breaches = measure_of(told, "C05").at("breaches");
  EXPECT_THAT(each(breaches, "period"), ElementsAre("2016-06", "2016-05"));
  EXPECT_THAT(each(breaches, "shown"), ElementsAre("c", "7"));
  EXPECT_THAT(std::string{breaches.at(1).at("event").as_string()}, HasSubstr("/events/"));
  EXPECT_FALSE(measure_of(told, "C04").contains("breaches"));
}

TEST(R80, FiveAudiencesAreAlwaysShown) {
  CatalogueBoard told;
  told.series("S-1", "C26", "halfYear", "count",
              R"("breakdown": "audience", "category": "Parents")");
  told.figure("S-1", PeriodKind::HALF_YEAR, "2016-17 H1", R"("value": "140")");
  const auto audiences = table(told, "C26", "audience");
  EXPECT_THAT(each(audiences.at("rows"), "category"),
              ElementsAre("Children and young people", "Parents", "Professionals",
                          "Wider community", "Relevant business"));
  EXPECT_THAT(cells(audiences, "Parents"), ElementsAre("140"));
  EXPECT_THAT(cells(audiences, "Relevant business"), ElementsAre("none recorded"));
}

TEST(R81, EveryLevelIsShownAlsoNoFurtherAction) {
  CatalogueBoard told;
  told.shipped_codes();
  told.series("S-1", "D02", "month", "count", R"("breakdown": "outcome", "category": "Universal")");
  told.month("S-1", "2016-04", R"("value": "33")");
  const auto levels = table(told, "D02", "outcome");
  EXPECT_THAT(each(levels.at("rows"), "category"),
              ElementsAre("No further action", "Universal", "Early help", "Child in need",
                          "Section 47 enquiry"));
  EXPECT_THAT(cells(levels, "Universal"), ElementsAre("33"));
  EXPECT_THAT(cells(levels, "No further action"), ElementsAre("not supplied"));
}

/// Children referred by two agencies, with a total.
void tell_referred(CatalogueBoard& told, const char* one, const char* other, const char* total,
                   const char* counting = "child") {
  told.agency("AG-1", "Police").agency("AG-2", "Schools");
  told.series("S-0", "C01", "month", "count");
  told.series(
      "S-1", "C01", "month", "count",
      fmt::format(R"("breakdown": "agency", "agency": "AG-1", "countingUnit": "{}")", counting));
  told.series("S-2", "C01", "month", "count", R"("breakdown": "agency", "agency": "AG-2")");
  const auto value = [](const char* number) { return fmt::format(R"("value": "{}")", number); };
  told.month("S-0", "2016-04", value(total));
  told.month("S-1", "2016-04", value(one));
  told.month("S-2", "2016-04", value(other));
}

TEST(R74, ATotalThatItsPartsDoNotAddUpToIsReported) {
  CatalogueBoard told;
  tell_referred(told, "30", "25", "70");
  const auto sums = table(told, "C01", "agency").at("sums");
  ASSERT_EQ(sums.as_array().size(), 1U);
  EXPECT_EQ(sums.at(0).at("parts"), "55");
  EXPECT_EQ(sums.at(0).at("total"), "70");
  EXPECT_THAT(std::string{sums.at(0).at("sentence").as_string()},
              HasSubstr("the parts come to 55, the published total is 70"));
  CatalogueBoard few;  // What is missing may be a few children.
  tell_referred(few, "30", "25", "60");
  EXPECT_THAT(table(few, "C01", "agency").at("sums").as_array(), IsEmpty());
  CatalogueBoard level;
  tell_referred(level, "35", "25", "60");
  EXPECT_THAT(table(level, "C01", "agency").at("sums").as_array(), IsEmpty());
}

/// Assessments that found neglect in two localities, with a total.
boost::json::value sums_of_shares(const std::string& one, const std::string& other,
                                  const std::string& total, const char* unit = "percent") {
  CatalogueBoard told;
  told.series("S-0", "N04", "month", unit);
  told.series("S-1", "N04", "month", unit, R"("breakdown": "locality", "category": "North")");
  told.series("S-2", "N04", "month", unit, R"("breakdown": "locality", "category": "South")");
  const auto tell = [&](const char* series, const std::string& share) {
    const auto at = share.find('/');
    told.month(series, "2016-04",
               fmt::format(R"("numerator": "{}", "denominator": "{}")", share.substr(0, at),
                           share.substr(at + 1)));
  };
  tell("S-0", total);
  tell("S-1", one);
  tell("S-2", other);
  return table(told, "N04", "locality").at("sums");
}

TEST(R74, TheCountsOfPercentagesAndRatesAreHeldAgainstTheirTotalToo) {
  for (const auto* unit : {"percent", "per10000"}) {
    const auto sums = sums_of_shares("30/300", "25/200", "70/500", unit);
    ASSERT_EQ(sums.as_array().size(), 1U) << unit;
    EXPECT_EQ(sums.at(0).at("parts"), "55");
    EXPECT_EQ(sums.at(0).at("total"), "70");
    EXPECT_THAT(std::string{sums.at(0).at("sentence").as_string()},
                HasSubstr("the numerators of the parts come to 55, that of the published total is "
                          "70"));
  }
  const auto sums = sums_of_shares("30/300", "25/200", "55/600");
  ASSERT_EQ(sums.as_array().size(), 1U);
  EXPECT_THAT(std::string{sums.at(0).at("sentence").as_string()},
              HasSubstr("the denominators of the parts come to 500, that of the published total "
                        "is 600"));
  EXPECT_THAT(sums_of_shares("30/300", "25/200", "55/500").as_array(), IsEmpty());
  EXPECT_THAT(sums_of_shares("30/500", "25/500", "55/500").as_array(), IsEmpty())
      << "shares of one whole";
  EXPECT_THAT(sums_of_shares("3/300", "25/200", "70/500").as_array(), IsEmpty())
      << "a part is hidden";
}

TEST(R74, NothingIsSaidOfATotalWhileAPartIsHidden) {
  CatalogueBoard told;
  tell_referred(told, "3", "25", "60");
  const auto by_agency = table(told, "C01", "agency");
  EXPECT_THAT(cells(by_agency, "Police"), ElementsAre("c"));
  EXPECT_THAT(by_agency.at("sums").as_array(), IsEmpty());
}

TEST(R74, ChildrenAndReferralsAreNeverAddedTogether) {
  CatalogueBoard told;
  tell_referred(told, "30", "25", "60", "referral");
  EXPECT_THAT(table(told, "C01", "agency").at("sums").as_array(), IsEmpty());
  // Of no measure of the question are the figures of two brought together in one.
  const auto panels = question_panels(told.board(), "Q-C1", asked_on).value();
  EXPECT_THAT(each(panels.at("measures"), "id"), ElementsAre("C01", "C02", "C03"));
  EXPECT_FALSE(panels.contains("total"));
}

}  // namespace
}  // namespace closeloop
