#include "eventstore/core/uuid.h"

#include <set>

#include <gtest/gtest.h>

namespace eventstore {
namespace {

constexpr auto text = "018f3c6e-7b3a-7cc2-9b1e-5a2f0d1c3e4b";

TEST(Uuid, IsReadAndWritten) {
  const auto uuid = parse_uuid(text);
  ASSERT_TRUE(uuid);
  EXPECT_EQ(uuid->bytes[0], std::byte{0x01});
  EXPECT_EQ(uuid->bytes[15], std::byte{0x4b});
  EXPECT_EQ(to_string(*uuid), text);
  EXPECT_EQ(parse_uuid("018F3C6E-7B3A-7CC2-9B1E-5A2F0D1C3E4B"), uuid);
}

TEST(Uuid, NothingElseIsOne) {
  for (const auto* wrong :
       {"", "018f3c6e7b3a7cc29b1e5a2f0d1c3e4b", "018f3c6e-7b3a-7cc2-9b1e-5a2f0d1c3e4",
        "018f3c6e-7b3a-7cc2-9b1e-5a2f0d1c3e4b0", "018f3c6e-7b3a-7cc2-9b1e-5a2f0d1c3e4g",
        "018f3c6e-7b3a-7cc2-9b1e_5a2f0d1c3e4b", "{18f3c6e-7b3a-7cc2-9b1e-5a2f0d1c3e4b",
        "018f3c6e-7b3a-7cc2-9b1e-5a2f0d1c3e-b", "018f3c6e-7b3a-7cc2-9b1e-5a2f0d1c \x10\x19"}) {
    EXPECT_FALSE(parse_uuid(wrong)) << wrong;
  }
}

TEST(Uuid, NewOnesBeginWithTheTimeSoThatTheyLieSideBySide) {
  const Timestamp at{std::chrono::milliseconds{0x018f'3c6e'7b3a}};
  const auto uuid = new_uuid(at);
  EXPECT_EQ(to_string(uuid).substr(0, 15), "018f3c6e-7b3a-7") << "RFC 9562 5.7";
  EXPECT_NE(std::string{"89ab"}.find(to_string(uuid)[19]), std::string::npos);
  EXPECT_LT(uuid, new_uuid(at + std::chrono::milliseconds{1}));
}

TEST(Uuid, NewOnesDiffer) {
  std::set<Uuid> made;
  for (int i = 0; i < 10'000; ++i) made.insert(new_uuid(Timestamp{}));
  EXPECT_EQ(made.size(), 10'000U);
}

}  // namespace
}  // namespace eventstore
