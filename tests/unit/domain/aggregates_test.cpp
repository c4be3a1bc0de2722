#include "domain/aggregates.h"

#include <set>

#include <gtest/gtest.h>

#include "eventstore/schema/shape.h"
#include "tests/support/codec.h"

namespace closeloop {
namespace {

TEST(Aggregates, AreAllOfThePayloadsMembers) {
  std::set<std::uint16_t> members;
  for_each_aggregate(
      [&](auto aggregate) { members.insert(static_cast<std::uint16_t>(aggregate.member)); });
  EXPECT_EQ(members.size(), eventstore::shape_of<Event>().fields.size());
}

TEST(Aggregates, AreFoundByResourceAndByMember) {
  for_each_aggregate([](auto aggregate) {
    using A = decltype(aggregate);
    int found = 0;
    const auto is_it = [&](auto other) { found += std::is_same_v<A, decltype(other)> ? 1 : 100; };
    EXPECT_TRUE(with_aggregate(A::resource, is_it));
    EXPECT_TRUE(with_aggregate(A::member, is_it));
    EXPECT_EQ(found, 2);
  });
  EXPECT_FALSE(with_aggregate("children", [](auto) { FAIL(); }));
  EXPECT_FALSE(with_aggregate(static_cast<Event::Which>(99), [](auto) { FAIL(); }));
}

TEST(Aggregates, WrapTheirEventsAsPayloadsAndFindThemThereAgain) {
  const auto accepted =
      eventstore::testing::message<action::Event>(R"({"accepted": {"by": "alan"}})");
  with_aggregate("actions", [&](auto aggregate) {
    using A = decltype(aggregate);
    if constexpr (std::is_same_v<typename A::Event, action::Event>) {
      const auto payload = A::wrap(accepted.reader());
      EXPECT_EQ(eventstore::testing::json_of<Event>(payload.reader()),
                R"({"action":{"accepted":{"by":"alan"}}})");
      EXPECT_TRUE(A::get(payload.reader()).isAccepted());
    }
  });
}

}  // namespace
}  // namespace closeloop
