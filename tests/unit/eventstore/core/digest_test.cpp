#include "eventstore/core/digest.h"

#include <gtest/gtest.h>

namespace eventstore {
namespace {

// The examples of FIPS 180-2.
TEST(Digest, IsASha256) {
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Digest, HexHasTwoDigitsForEachByte) {
  EXPECT_EQ(hex(bytes_of(std::string_view{"\0\x0f\xff", 3})), "000fff");
  EXPECT_EQ(hex({}), "");
}

}  // namespace
}  // namespace eventstore
