#include "domain/period.h"

#include <gtest/gtest.h>

namespace closeloop {
namespace {

using measures::PeriodKind;

struct Case {
  PeriodKind kind;
  const char* text;
  const char* starts;
  const char* ends;
};

TEST(Periods, AreReadAsReturnsAndPublishedTablesWriteThem) {
  const Case cases[] = {
      {PeriodKind::YEAR, "2018", "2017-04-01", "2018-03-31"},
      {PeriodKind::YEAR, "2017-18", "2017-04-01", "2018-03-31"},
      {PeriodKind::YEAR, "2017/18", "2017-04-01", "2018-03-31"},
      {PeriodKind::YEAR, "2017-2018", "2017-04-01", "2018-03-31"},
      {PeriodKind::YEAR, "201718", "2017-04-01", "2018-03-31"},
      {PeriodKind::YEAR, "1999-00", "1999-04-01", "2000-03-31"},
      {PeriodKind::QUARTER, "2017-18 Q1", "2017-04-01", "2017-06-30"},
      {PeriodKind::QUARTER, "2017-18 Q4", "2018-01-01", "2018-03-31"},
      {PeriodKind::QUARTER, "q3 2017/18", "2017-10-01", "2017-12-31"},
      {PeriodKind::QUARTER, "2017 Q3", "2017-07-01", "2017-09-30"},
      {PeriodKind::HALF_YEAR, "2017-18 H2", "2017-10-01", "2018-03-31"},
      {PeriodKind::MONTH, "2016-02", "2016-02-01", "2016-02-29"},
      {PeriodKind::MONTH, "November 2017", "2017-11-01", "2017-11-30"},
      {PeriodKind::MONTH, "nov 2017", "2017-11-01", "2017-11-30"},
      {PeriodKind::SNAPSHOT, "2018-03-31", "2018-03-31", "2018-03-31"},
      {PeriodKind::SNAPSHOT, "2018", "2018-03-31", "2018-03-31"},
      {PeriodKind::SNAPSHOT, "2017-11", "2017-11-30", "2017-11-30"},
      {PeriodKind::PER_AUDIT, "2017-05-04", "2017-05-04", "2017-05-04"},
  };
  for (const auto& one : cases) {
    const auto read = parse_period(one.kind, one.text);
    ASSERT_TRUE(read) << one.text;
    EXPECT_EQ(eventstore::iso(read->starts), one.starts) << one.text;
    EXPECT_EQ(eventstore::iso(read->ends), one.ends) << one.text;
  }
}

TEST(Periods, OfOneKindAreNeverTakenForAnother) {
  const std::pair<PeriodKind, const char*> wrong[] = {
      {PeriodKind::YEAR, "2017-18 Q1"},      {PeriodKind::YEAR, "2017-19"},
      {PeriodKind::YEAR, "2017-11-30"},      {PeriodKind::YEAR, "-017"},
      {PeriodKind::QUARTER, "2017-18"},      {PeriodKind::QUARTER, "2017-18 Q5"},
      {PeriodKind::QUARTER, "Q1"},           {PeriodKind::MONTH, "2017"},
      {PeriodKind::MONTH, "2017-13"},        {PeriodKind::MONTH, "Mayday 2017"},
      {PeriodKind::HALF_YEAR, "2017-18 H3"}, {PeriodKind::SNAPSHOT, "2018-02-30"},
      {PeriodKind::UNSET, "2018"},           {PeriodKind::YEAR, ""}};
  for (const auto& [kind, text] : wrong) EXPECT_FALSE(parse_period(kind, text)) << text;
}

TEST(Periods, AreWrittenAsTheExampleSays) {
  for (const auto kind : {PeriodKind::MONTH, PeriodKind::QUARTER, PeriodKind::HALF_YEAR,
                          PeriodKind::YEAR, PeriodKind::SNAPSHOT}) {
    EXPECT_TRUE(parse_period(kind, example_of(kind)));
  }
}

}  // namespace
}  // namespace closeloop
