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
      {PeriodKind::YEAR, "2018–19", "2018-04-01", "2019-03-31"},
      {PeriodKind::QUARTER, "2019-20Q1", "2019-04-01", "2019-06-30"},
      {PeriodKind::QUARTER, "2019-Q1", "2019-01-01", "2019-03-31"},
      {PeriodKind::QUARTER, "Q1 - 2019/20", "2019-04-01", "2019-06-30"},
      {PeriodKind::QUARTER, "Apr-Jun 2019", "2019-04-01", "2019-06-30"},
      {PeriodKind::QUARTER, "October to December 2019", "2019-10-01", "2019-12-31"},
      {PeriodKind::QUARTER, "Jan – Mar 2020", "2020-01-01", "2020-03-31"},
      {PeriodKind::HALF_YEAR, "Apr-Sep 2019", "2019-04-01", "2019-09-30"},
      {PeriodKind::MONTH, "Sept 2019", "2019-09-01", "2019-09-30"},
      {PeriodKind::MONTH, "Apr-19", "2019-04-01", "2019-04-30"},
      {PeriodKind::MONTH, "April-2019", "2019-04-01", "2019-04-30"},
      {PeriodKind::MONTH, "2019-04-01", "2019-04-01", "2019-04-30"},
      {PeriodKind::SNAPSHOT, "2019-20 Q1", "2019-06-30", "2019-06-30"},
      {PeriodKind::SNAPSHOT, "31 March 2020", "2020-03-31", "2020-03-31"},
      {PeriodKind::SNAPSHOT, "31/03/2021", "2021-03-31", "2021-03-31"},
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
      {PeriodKind::UNSET, "2018"},           {PeriodKind::YEAR, ""},
      {PeriodKind::MONTH, "2019-04-02"},     {PeriodKind::QUARTER, "May-Jul 2019"},
      {PeriodKind::QUARTER, "Apr-Sep 2019"}, {PeriodKind::SNAPSHOT, "31/02/2021"},
      {PeriodKind::SNAPSHOT, "03/31/2021"},  {PeriodKind::QUARTER, "Apr-Jun"},
      {PeriodKind::HALF_YEAR, "Oct 2019"},   {PeriodKind::MONTH, "Apr 119"}};
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
