#include "api/parameters.h"

#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace closeloop::api {
namespace {

constexpr std::string_view taken[] = {"known_at", "limit", "theme", "position"};

TEST(Parameters, are_decoded_and_read_by_kind) {
  const auto read = Parameters::read("known_at=2017-11-14&limit=5&theme=vo%69ce", taken);
  ASSERT_TRUE(read);
  EXPECT_EQ(read.value().as_at().known_at, eventstore::parse_day("2017-11-14"));
  EXPECT_TRUE(read.value().as_at().is_past());
  EXPECT_EQ(read.value().page().limit, 5U);
  EXPECT_EQ(read.value().filter().theme, "voice");
}

TEST(Parameters, that_are_wrong_are_named) {
  const struct {
    const char* query;
    const char* says;
  } table[] = {
      {"colour=red", "takes no such parameter"},
      {"gap=x", "takes no such parameter"},
      {"limit=5&limit=6", "limit is there twice"},
      {"limit=0", "from 1 to 200"},
      {"limit=201", "from 1 to 200"},
      {"limit=-1", "from 1 to 200"},
      {"limit=5x", "from 1 to 200"},
      {"position=99999999999999999999", "position must be"},
      {"known_at=2017-02-30", "real date"},
      {"known_at=14.11.2017", "real date"},
      {"theme=%00", "not well encoded"},
      {"theme=%zz", "not well encoded"},
      {"theme=%0a", "no id has"},
  };
  for (const auto& row : table) {
    const auto read = Parameters::read(row.query, taken);
    ASSERT_FALSE(read) << row.query;
    EXPECT_EQ(read.error().rule, "parameter") << row.query;
    EXPECT_THAT(read.error().message, ::testing::HasSubstr(row.says)) << row.query;
  }
}

TEST(Parameters, left_empty_by_a_form_are_as_good_as_left_out) {
  const auto read =
      Parameters::read("theme=&limit=&gap", std::vector<std::string_view>{"theme", "limit", "gap"});
  ASSERT_TRUE(read);
  EXPECT_TRUE(read.value().all().empty());
}

TEST(Parameters, are_refused_where_none_are_taken) {
  EXPECT_FALSE(Parameters::read("a=1", {}));
  EXPECT_TRUE(Parameters::read("", {}));
}

}  // namespace
}  // namespace closeloop::api
