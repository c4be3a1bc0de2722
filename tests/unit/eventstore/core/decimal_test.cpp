#include "eventstore/core/decimal.h"

#include <gtest/gtest.h>

namespace eventstore {
namespace {

TEST(Decimal, stays_as_it_was_written) {
  for (const auto* text : {"0", "18", "18.0", "18.50", "-3.25", "0.001", "999999999999999"}) {
    const auto read = parse_decimal(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(read->text(), text);
  }
  EXPECT_NE(parse_decimal("18"), parse_decimal("18.0"));
}

TEST(Decimal, counts_as_the_nearest_number) {
  EXPECT_EQ(parse_decimal("27.5")->value(), 27.5);
  EXPECT_EQ(parse_decimal("0.1")->value(), 0.1);
  EXPECT_EQ(parse_decimal("-0.001")->value(), -0.001);
}

TEST(Decimal, is_nothing_else) {
  for (const auto* text : {"", "-", ".", ".5", "5.", "1e3", "+1", "1,234", "1 2", "NaN", "0x10",
                           "1.2.3", "9999999999999999", "0.1234567891"}) {
    EXPECT_FALSE(parse_decimal(text)) << text;
  }
}

}  // namespace
}  // namespace eventstore
