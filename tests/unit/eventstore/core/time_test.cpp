#include "eventstore/core/time.h"

#include <gtest/gtest.h>

namespace eventstore {
namespace {

TEST(Time, ADayIsReadAndWritten) {
  for (const auto* text : {"2017-03-31", "1969-12-31", "2024-02-29", "0001-01-01", "9999-12-31"}) {
    ASSERT_TRUE(parse_day(text)) << text;
    EXPECT_EQ(iso(*parse_day(text)), text);
  }
  EXPECT_EQ(parse_day("1970-01-02")->time_since_epoch().count(), 1);
  EXPECT_EQ(long_form(*parse_day("2017-03-01")), "1 March 2017");
}

TEST(Time, ADayThatDoesNotExistIsNone) {
  for (const auto* text : {"", "2017-02-29", "2017-04-31", "2017-13-01", "2017-00-01", "2017-01-00",
                           "2017-1-1", "17-01-01", "2017-01-01 ", " 2017-01-01", "2017/01/01",
                           "2017-01-01T00:00:00Z", "+017-01-01", "2017-01-0x"}) {
    EXPECT_FALSE(parse_day(text)) << text;
  }
}

TEST(Time, AMomentIsReadAndWritten) {
  EXPECT_EQ(iso(*parse_timestamp("2017-03-31T09:30:00.250Z")), "2017-03-31T09:30:00.250Z");
  EXPECT_EQ(iso(*parse_timestamp("2017-03-31T09:30:00Z")), "2017-03-31T09:30:00.000Z");
  EXPECT_EQ(iso(Timestamp{std::chrono::milliseconds{-1}}), "1969-12-31T23:59:59.999Z");
  EXPECT_EQ(long_form(*parse_timestamp("2017-03-31T09:30:00Z")), "31 March 2017 at 09:30 UTC");
}

TEST(Time, WhatIsNoMomentIsNone) {
  for (const auto* text :
       {"", "2017-03-31", "2017-03-31T09:30Z", "2017-03-31T09:30:00", "2017-03-31T24:00:00Z",
        "2017-03-31T09:60:00Z", "2017-03-31T09:30:60Z", "2017-03-31T09:30:00.25Z",
        "2017-03-31T09:30:00+01:00", "2017-03-31 09:30:00Z", "2017-03-31T09:30:00.2500Z",
        "2017-02-30T09:30:00Z"}) {
    EXPECT_FALSE(parse_timestamp(text)) << text;
  }
}

}  // namespace
}  // namespace eventstore
