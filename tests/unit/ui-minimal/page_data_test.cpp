#include "ui-minimal/page_data.h"

#include <gtest/gtest.h>

namespace closeloop::ui {
namespace {

TEST(DateInWords, ReadsDatesAndTimes) {
  EXPECT_EQ(date_in_words("2017-02-03"), "3 February 2017");
  EXPECT_EQ(date_in_words("2017-12-31"), "31 December 2017");
  EXPECT_EQ(date_in_words("2017-02-03T14:02:11.123456Z"), "3 February 2017, 14:02 UTC");
}

TEST(DateInWords, LeavesAllElseAlone) {
  for (const auto* text : {"", "2017", "2017-13-01", "2017-00-01", "March 2017",
                           "2017-02-03 and on", "2017-02-03T14:02:11+01:00"}) {
    EXPECT_EQ(date_in_words(text), "") << text;
  }
}

}  // namespace
}  // namespace closeloop::ui
