#include "eventstore/rocksdb/known_versions.h"

#include <gtest/gtest.h>

namespace eventstore {
namespace {

std::string stream(std::uint64_t number) { return "streams/S-" + std::to_string(number); }

/// Each stream's first event lies at the position of its number.
void fill(KnownVersions& versions, std::uint64_t from, std::uint64_t to) {
  for (auto number = from; number <= to; ++number) versions.set(stream(number), Version{1});
}

TEST(KnownVersions, has_what_was_set_last) {
  KnownVersions versions;
  EXPECT_FALSE(versions.find("a"));
  versions.set("a", Version{1});
  versions.set("a", Version{2});
  EXPECT_EQ(versions.find("a"), Version{2});
}

TEST(KnownVersions, forgets_the_older_half_once_it_is_durable) {
  KnownVersions versions;
  fill(versions, 1, 100'000);
  versions.forget_old(Position{100'000}, Position{100'000});
  EXPECT_TRUE(versions.find(stream(1)));  // In the older half now.
  fill(versions, 100'001, 200'000);
  versions.forget_old(Position{200'000}, Position{100'000});
  EXPECT_FALSE(versions.find(stream(1)));
  EXPECT_TRUE(versions.find(stream(150'000)));
}

TEST(KnownVersions, forgets_nothing_that_is_not_durable) {
  KnownVersions versions;
  fill(versions, 1, 100'000);
  versions.forget_old(Position{100'000}, Position{0});
  fill(versions, 100'001, 250'000);
  versions.forget_old(Position{250'000}, Position{99'999});  // One of the older half is not.
  EXPECT_TRUE(versions.find(stream(1)));
  EXPECT_TRUE(versions.find(stream(100'000)));
}

TEST(KnownVersions, of_the_newer_half_go_before_those_of_the_older) {
  KnownVersions versions;
  fill(versions, 1, 100'000);
  versions.forget_old(Position{100'000}, Position{100'000});
  versions.set(stream(1), Version{2});
  EXPECT_EQ(versions.find(stream(1)), Version{2});
}

}  // namespace
}  // namespace eventstore
