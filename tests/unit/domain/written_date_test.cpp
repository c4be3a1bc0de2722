#include "domain/written_date.h"

#include <gtest/gtest.h>

namespace closeloop {
namespace {

TEST(WrittenDate, IsOneOnlyIfItGivesDayMonthAndYear) {
  const auto day = eventstore::parse_day("2017-04-01");
  for (const auto* text :
       {"2017-04-01", "1/4/2017", "01/04/2017", "1.4.2017", "01-04-2017", "2017/04/01",
        "1 April 2017", "01 Apr 2017", "1-Apr-2017", "1st of April, 2017", "April 1, 2017",
        "Saturday 1 April 2017", "Sat, 1ST APRIL 2017", "01/04/2017 00:00", "2017-04-01T00:00:00",
        "1 April 2017 00:00:00"}) {
    EXPECT_EQ(written_date(text), day) << text;
  }
  for (const auto* text : {"2017-04",
                           "2017",
                           "April 2017",
                           "01/04/17",
                           "1-Apr-17",
                           "31/02/2017",
                           "2017-02-29",
                           "0001-01-01",
                           "31 December 2999",
                           "",
                           "4/31/2017",
                           "1/4.2017",
                           "01042017",
                           "42826",
                           "Sunday 1 April 2017",
                           "by 1 April 2017",
                           "1 April 2017 or later",
                           "1 or 2 April 2017",
                           "01/04/2017 17:30",
                           "1 Ap 2017",
                           "1 4 2017",
                           "Q1 2017",
                           "1/4/2017/2"}) {
    EXPECT_FALSE(written_date(text)) << text;
  }
}

TEST(WrittenDate, AMonthIsNamedByThreeLettersOrMore) {
  EXPECT_EQ(month_named("Sept"), 9U);
  EXPECT_EQ(month_named("MAY"), 5U);
  EXPECT_EQ(month_named("december"), 12U);
  EXPECT_FALSE(month_named("Ma"));
  EXPECT_FALSE(month_named("Mayday"));
  EXPECT_FALSE(month_named(""));
}

}  // namespace
}  // namespace closeloop
