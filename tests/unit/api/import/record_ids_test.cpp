#include "api/import/record_ids.h"

#include <map>

#include <gmock/gmock.h>

#include "eventstore/schema/text.h"

namespace closeloop::imports {
namespace {

TEST(RecordIds, are_the_sources_own_where_an_address_can_hold_them) {
  EXPECT_EQ(record_id("reviews", "", "P01"), "P01");
  EXPECT_EQ(record_id("reviews", "", "SCR-7"), "SCR-7");
  EXPECT_EQ(record_id("findings", "P01", "F1"), "P01-F1");
  EXPECT_EQ(record_id("actions", "P01", "PROVUL8.5"), "P01-PROVUL8.5");
  EXPECT_EQ(record_id("actions", "P01", "REC-1"), "P01--REC-1");
  EXPECT_EQ(record_id("evidence", "P01--REC-1", "E2"), "P01--REC-1-E2");
}

TEST(RecordIds, of_different_words_are_different) {
  const char* words[] = {"P/1", "P 1", "P-1",    "P--1",   "-P-1", "P-1-",  "P.1",
                         "P_1", "p-1", "\u00c9", "\u00e9", "日本", "日 本", "R-1",
                         "F-1", "..",  "#3",     "3",      "1",    "1-F1",  "F1"};
  std::map<std::string, std::string> made;
  const auto make = [&](const std::string& within, const std::string& of, const std::string& word) {
    const auto id = record_id("findings", within, word);
    EXPECT_TRUE(eventstore::is_id(id)) << id;
    const auto [at, added] = made.emplace(id, of + " / " + word);
    EXPECT_TRUE(added) << id << " of " << of + " / " + word << " is that of " << at->second;
    EXPECT_EQ(id, record_id("findings", within, word)) << "the same every time";
    return id;
  };
  for (const std::string plan : words) {
    const auto within = record_id("reviews", "", plan);
    for (const std::string finding : words) make(within, plan, finding);
  }
  // What looks like an id that was made of other words.
  const auto marked = record_id("reviews", "", "P/1");
  EXPECT_NE(record_id("reviews", "", marked), marked);
}

TEST(RecordIds, that_would_be_too_long_stay_apart) {
  const std::string plan(40, 'p');
  const std::string finding(40, 'f');
  const auto one = record_id("findings", plan, finding + "1");
  const auto other = record_id("findings", plan, finding + "2");
  EXPECT_NE(one, other);
  EXPECT_TRUE(eventstore::is_id(one));
  EXPECT_TRUE(eventstore::is_id(record_id("evidence", one, "E1234")));
}

TEST(RecordIds, are_none_that_the_system_gives_itself) {
  EXPECT_NE(record_id("reviews", "", "R-7"), "R-7");
  EXPECT_NE(record_id("findings", "F", "7"), "F-7");
  EXPECT_NE(record_id("actions", "A", "7"), "A-7");
  EXPECT_EQ(record_id("findings", "A", "7"), "A-7")
      << "a finding that is called so is ours by none";
}

}  // namespace
}  // namespace closeloop::imports
