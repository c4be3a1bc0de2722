#include "api/import/returns_table.h"

#include <gmock/gmock.h>

#include "api/import/take_returns.h"

namespace closeloop::imports {
namespace {

using ::testing::HasSubstr;
using Flag = series::Measured::Flag;

constexpr std::string_view header =
    "series_id,theme,indicator,area,period,period_kind,numerator,denominator,value,unit,flag\n";

std::vector<ReturnRow> read(std::string_view rows, ImportReport& report) {
  return read_returns(std::string{header} + std::string{rows}, report);
}

TEST(ReturnsTable, keeps_figures_as_they_are_written) {
  ImportReport report;
  const auto rows =
      read("S1,core,Plans,Anytown,2017-18,year,\"1,234\",2000,61.70%,percent,\n", report);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].numerator->text(), "1234");
  EXPECT_EQ(rows[0].value->text(), "61.70");
  EXPECT_EQ(eventstore::iso(rows[0].days.ends), "2018-03-31");
}

TEST(ReturnsTable, reads_decimals_behind_a_comma_and_refuses_what_may_be_either) {
  constexpr std::string_view semicolons = "indicator;area;period;value\nPlans;Anytown;2018;5,3\n";
  ImportReport report;
  auto rows = read_returns(std::string{semicolons} + "Plans;Anytown;2019;1.234,5\n", report);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].value->text(), "5.3");
  EXPECT_EQ(rows[1].value->text(), "1234.5");
  rows = read_returns(std::string{semicolons} + "Plans;Anytown;2019;1.234\n", report);
  ASSERT_EQ(report.refused.size(), 1U);
  EXPECT_EQ(where(report.refused[0]), "row 3, value");
  EXPECT_THAT(report.refused[0].text, HasSubstr("a thousand times as much"));
}

TEST(ReturnsTable, takes_a_nought_whose_denominator_is_hidden) {
  ImportReport report;
  const auto rows = read("S1,core,Plans,Anytown,2014,year,0,,0,percent,c\n", report);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].value->text(), "0");
  EXPECT_EQ(rows[0].flag, Flag::UNSET);
  ASSERT_EQ(report.changed.size(), 1U);
  EXPECT_EQ(where(report.changed[0]), "row 2, flag");
}

TEST(ReturnsTable, passes_over_columns_without_a_name) {
  ImportReport report;
  const auto rows = read_returns(
      "indicator,area,period,value,,\nPlans,Anytown,2018,3,,\n"
      "Plans,Anytown,2019,4,,of all\n",
      report);
  EXPECT_EQ(rows.size(), 2U);
  EXPECT_TRUE(report.refused.empty());
  ASSERT_EQ(report.kept_as_text.size(), 1U);
  EXPECT_EQ(where(report.kept_as_text[0]), "row 3");
}

TEST(ReturnsTable, keeps_flags_as_what_they_are) {
  const std::pair<const char*, Flag> flags[] = {
      {"c", Flag::SUPPRESSED},      {"x", Flag::NOT_AVAILABLE},
      {"z", Flag::NOT_APPLICABLE},  {"u", Flag::LOW_RELIABILITY},
      {"not_held", Flag::NOT_HELD}, {"Not supplied", Flag::NOT_SUPPLIED}};
  for (const auto& [text, flag] : flags) {
    ImportReport report;
    const auto rows = read(
        "S1,core,Plans,Anytown,2017-18,year,,200,,percent," + std::string{text} + "\n", report);
    ASSERT_EQ(rows.size(), 1U) << text;
    EXPECT_EQ(rows[0].flag, flag);
    EXPECT_FALSE(rows[0].value);
    const auto in_place = read(
        "S1,core,Plans,Anytown,2017-18,year,,200," + std::string{text} + ",percent,\n", report);
    ASSERT_EQ(in_place.size(), 1U) << text;
    EXPECT_EQ(in_place[0].flag, flag);
  }
}

TEST(ReturnsTable, without_a_kind_is_of_years_or_of_one_day_if_the_title_says_so) {
  ImportReport report;
  const auto rows = read_returns(
      "indicator,area,period,value\nPlans,Anytown,2018,3\nChildren at 31 March,Anytown,2018,9\n",
      report);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].period_kind, measures::PeriodKind::YEAR);
  EXPECT_EQ(rows[1].period_kind, measures::PeriodKind::SNAPSHOT);
}

struct Wrong {
  const char* name;
  const char* row;
  const char* column;
  const char* why;
};

TEST(ReturnsTable, names_every_mistake_with_its_row_and_column) {
  const Wrong cases[] = {
      {"no indicator", "S1,,,Anytown,2018,year,,,3,percent,", "indicator", "left out"},
      {"no area", "S1,,Plans,,2018,year,,,3,percent,", "area", "left out"},
      {"no period", "S1,,Plans,Anytown,,year,,,3,percent,", "period", "left out"},
      {"another kind", "S1,,Plans,Anytown,2018,quarter,,,3,percent,", "period", "2017-18 Q3"},
      {"unknown kind", "S1,,Plans,Anytown,2018,fortnight,,,3,percent,", "period_kind", "not known"},
      {"no number", "S1,,Plans,Anytown,2018,year,,,three,percent,", "value", "no number"},
      {"unknown flag", "S1,,Plans,Anytown,2018,year,,,3,percent,q", "flag", "not known"},
      {"nothing said", "S1,,Plans,Anytown,2018,year,,,,percent,", "value", "no flag"},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.name);
    ImportReport report;
    (void)read(std::string{one.row} + "\n", report);
    ASSERT_EQ(report.refused.size(), 1U);
    EXPECT_EQ(report.refused[0].place, "row 2");
    EXPECT_EQ(report.refused[0].column, one.column);
    EXPECT_THAT(report.refused[0].text, HasSubstr(one.why));
  }
}

TEST(ReturnsTable, without_its_columns_is_refused) {
  ImportReport report;
  (void)read_returns("indicator,area\nPlans,Anytown\n", report);
  EXPECT_EQ(report.refused.size(), 2U);
}

}  // namespace
}  // namespace closeloop::imports
