#include "api/import/written_number.h"

#include <string>

#include <gtest/gtest.h>

namespace closeloop::imports {
namespace {

std::string read(const char* text, bool decimal_commas = false) {
  const auto written = read_number(text, decimal_commas);
  if (written.ambiguous) return "ambiguous";
  return written.number ? written.number->text() : "none";
}

TEST(WrittenNumber, IsReadAsReturnsWriteIt) {
  const std::pair<const char*, const char*> cases[] = {{"18", "18"},
                                                       {"18.0", "18.0"},
                                                       {"-3.5", "-3.5"},
                                                       {"14.8%", "14.8"},
                                                       {"14.8 %", "14.8"},
                                                       {"1,234", "1234"},
                                                       {"1,234,567", "1234567"},
                                                       {"1,234.5", "1234.5"},
                                                       {"1 234.5", "1234.5"},
                                                       {"1\u00a0234", "1234"},
                                                       {"5,3", "5.3"},
                                                       {"5,30%", "5.30"},
                                                       {"-0,25", "-0.25"},
                                                       {"1.234,5", "1234.5"},
                                                       {"1.234.567,25", "1234567.25"},
                                                       {"12,3456", "12.3456"},
                                                       {"1234,567", "1234.567"}};
  for (const auto& [text, number] : cases) EXPECT_EQ(read(text), number) << text;
}

TEST(WrittenNumber, IsNoneWhereItsCommasMeanNothing) {
  for (const auto* text : {"1,23,456", "1,234,5", "1,2,3", ",5", "5,", "1.2.3", "12a", "",
                           "1,234.5,6", "12,34.5", "--3"}) {
    EXPECT_EQ(read(text), "none") << text;
  }
}

TEST(WrittenNumber, IsAmbiguousWhereTheFileWritesDecimalsWithACommaToo) {
  EXPECT_EQ(read("1,234", true), "ambiguous");
  EXPECT_EQ(read("1.234", true), "ambiguous");
  EXPECT_EQ(read("5,3", true), "5.3");
  EXPECT_EQ(read("1.234,5", true), "1234.5");
  EXPECT_EQ(read("18", true), "18");
  EXPECT_EQ(read("18.5", true), "18.5");
  EXPECT_TRUE(has_decimal_comma("5,3"));
  EXPECT_FALSE(has_decimal_comma("1,234"));
  EXPECT_FALSE(has_decimal_comma("1,234.5"));
  EXPECT_FALSE(has_decimal_comma("c"));
}

}  // namespace
}  // namespace closeloop::imports
