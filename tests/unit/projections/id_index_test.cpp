#include "projections/id_index.h"

#include <string>

#include <gtest/gtest.h>

namespace closeloop {
namespace {

IdIndex of_actions() {
  IdIndex index;
  index.count_behind("A-");
  return index;
}

TEST(id_index, finds_what_the_board_gave_and_what_it_did_not) {
  auto index = of_actions();
  index.insert("A-1", 7);
  index.insert("P04-A3", 8);
  index.insert("A-31", 9);
  EXPECT_EQ(index.find("A-1"), 7U);
  EXPECT_EQ(index.find("P04-A3"), 8U);
  EXPECT_EQ(index.find("A-31"), 9U);
  EXPECT_EQ(index.find("A-30"), 0U);
  EXPECT_EQ(index.find("A-32"), 0U);
  EXPECT_EQ(index.find("P04-A4"), 0U);
  EXPECT_EQ(index.find(""), 0U);
}

TEST(id_index, keeps_apart_ids_that_count_alike) {
  auto index = of_actions();
  index.insert("A-7", 1);
  index.insert("A-07", 2);
  index.insert("A-7a", 3);
  index.insert("a-7", 4);
  index.insert("A-", 5);
  index.insert("A-0", 6);
  EXPECT_EQ(index.find("A-7"), 1U);
  EXPECT_EQ(index.find("A-07"), 2U);
  EXPECT_EQ(index.find("A-7a"), 3U);
  EXPECT_EQ(index.find("a-7"), 4U);
  EXPECT_EQ(index.find("A-"), 5U);
  EXPECT_EQ(index.find("A-0"), 6U);
}

TEST(id_index, finds_an_id_far_ahead_when_the_count_has_come_there) {
  auto index = of_actions();
  index.insert("A-5000", 1);
  for (std::uint32_t count = 1; count < 5000; ++count) {
    const auto id = "A-" + std::to_string(count);
    index.insert(id, 10 + count);  // Not kept: this one is found by its count.
    EXPECT_EQ(index.find(id), 10 + count);
  }
  EXPECT_EQ(index.find("A-5000"), 1U);
}

TEST(id_index, counts_on_from_the_highest_that_could_have_been_given) {
  auto index = of_actions();
  EXPECT_EQ(index.highest(), 0U);
  index.insert("A-9000000", 1);
  index.insert("A-12", 2);
  index.insert("A-99999999999999999999", 3);
  index.insert("F-9999999", 4);
  EXPECT_EQ(index.highest(), 9'000'000U);
  EXPECT_EQ(index.find("A-99999999999999999999"), 3U);
}

}  // namespace
}  // namespace closeloop
