#include "tests/support/codec.h"
#include "tests/unit/eventstore/schema/evolution.capnp.h"

namespace eventstore::evolution {
namespace {

using testing::json_of;
using testing::message;

template <typename T, typename Use>
Result<void> open(const Bytes& bytes, Use&& use) {
  return Opener{}.open<T>(bytes, use);
}

TEST(Evolution, OldBytesHaveTheDefaultsOfNewFields) {
  const auto old = message<Before>(R"({"moved": {"to": "2017-03-31", "reason": "staff"}})").bytes();
  ASSERT_TRUE(open<After>(old, [](auto stored) {
    EXPECT_FALSE(stored.getMoved().hasApprover());
    EXPECT_TRUE(stored.getMoved().getUrgent());  // The schema's default.
    EXPECT_EQ(json_of<After>(stored),
              R"({"moved":{"to":"2017-03-31","reason":"staff","urgent":true}})");
  }));
}

TEST(Evolution, OldReadersSkipNewFields) {
  const auto later =
      message<After>(R"({"moved": {"to": "2017-03-31", "reason": "staff", "approver": "x"}})")
          .bytes();
  ASSERT_TRUE(open<Before>(later, [](auto stored) {
    EXPECT_EQ(json_of<Before>(stored), R"({"moved":{"to":"2017-03-31","reason":"staff"}})");
  }));
}

TEST(Evolution, OldReadersRefuseNewEvents) {
  const auto later = message<After>(R"({"reopened": {"by": "x"}})").bytes();
  const auto result = open<Before>(later, [](auto) { FAIL(); });
  ASSERT_TRUE(result.has_error());
  EXPECT_EQ(result.error().code, Errc::corrupt);
  EXPECT_EQ(result.error().message, "This is not an event this program knows.");
}

TEST(Evolution, OldReadersSayTheyDoNotKnowNewChoices) {
  const auto later =
      message<After>(R"({"moved": {"to": "2017-03-31", "reason": "weather", "approver": "x"}})")
          .bytes();
  ASSERT_TRUE(open<Before>(later, [](auto stored) {
    EXPECT_EQ(static_cast<int>(stored.getMoved().getReason()), 2);  // Outside the C++ enum.
    EXPECT_EQ(json_of<Before>(stored), R"({"moved":{"to":"2017-03-31","reason":"unknown"}})");
  }));
}

TEST(Evolution, CopyingThroughAnOldReaderLosesNothing) {
  const auto later =
      message<After>(R"({"moved": {"to": "2017-03-31", "reason": "staff", "approver": "x"}})")
          .bytes();
  Bytes copied;
  ASSERT_TRUE(open<Before>(later, [&](auto stored) { copied = Draft<Before>{stored}.bytes(); }));
  EXPECT_EQ(copied, later);
}

TEST(Evolution, CanonicalBytesOfOldEventsDoNotChangeUnderANewSchema) {
  const auto old = message<Before>(R"({"ended": {}})").bytes();
  ASSERT_TRUE(open<After>(old, [&](auto stored) { EXPECT_EQ(Draft<After>{stored}.bytes(), old); }));
}

}  // namespace
}  // namespace eventstore::evolution
