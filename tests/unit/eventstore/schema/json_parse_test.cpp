#include "eventstore/schema/json.h"
#include "tests/support/codec.h"

namespace eventstore {
namespace {

std::string pointers_of_duplicates(std::string_view text) {
  const auto result = parse_json(text);
  if (result) return "none";
  std::string all;
  for (const auto& problem : result.error().problems) {
    EXPECT_EQ(problem.code, "duplicate");
    all += problem.pointer + " ";
  }
  return all;
}

TEST(ParseJson, ReadsWhatJsonIs) {
  const auto* const text = R"({"a":[1,-2,3.5,true,null,"é\n"],"b":{"a":18446744073709551615}})";
  const auto result = parse_json(text);
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(result.value(), testing::parsed(text));
}

TEST(ParseJson, RefusesWhatIsNot) {
  for (const std::string_view text :
       {std::string_view{""}, std::string_view{" "}, std::string_view{"{"}, std::string_view{"{}x"},
        std::string_view{"{} {}"}, std::string_view{"{'a':1}"}, std::string_view{"{\"a\":1,}"},
        std::string_view{"{\"a\":01}"}, std::string_view{"{\"a\":NaN}"},
        std::string_view{"{\"a\":\"\xff\"}"}, std::string_view{"{\"a\":\"\n\"}"},
        std::string_view{"{\"a\"\0:1}", 8}, std::string_view{"\xef\xbb\xbf{}"},
        std::string_view{"// comment\n{}"}, std::string_view{"{\"a\":\"\\ud800\"}"}}) {
    const auto result = parse_json(text);
    ASSERT_TRUE(result.has_error()) << text;
    EXPECT_EQ(result.error().code, Errc::invalid);
    EXPECT_EQ(result.error().rule, "json");
    EXPECT_FALSE(result.error().message.empty());
  }
}

TEST(ParseJson, RefusesWhatNestsTooDeep) {
  EXPECT_TRUE(parse_json(std::string(16, '[') + std::string(16, ']')).has_value());
  EXPECT_TRUE(parse_json(std::string(17, '[') + std::string(17, ']')).has_error());
  EXPECT_TRUE(parse_json(std::string(100'000, '[')).has_error());
}

TEST(ParseJson, NamesWhatIsGivenTwice) {
  EXPECT_EQ(pointers_of_duplicates(R"({"a":1,"b":2})"), "none");
  EXPECT_EQ(pointers_of_duplicates(R"({"a":1,"a":1})"), "/a ");
  EXPECT_EQ(pointers_of_duplicates(R"({"a":1,"\u0061":2})"), "/a ");
  EXPECT_EQ(
      pointers_of_duplicates(R"({"list":[1,{"x":{"y":1,"y":2}},{"a/b":1,"a/b":2}],"z":1,"z":2})"),
      "/list/1/x/y /list/2/a~1b /z ");
  EXPECT_EQ(pointers_of_duplicates(R"({"x":{"a":1},"y":{"a":1}})"), "none");
}

TEST(ParseJson, UsesTheMemoryItIsGiven) {
  unsigned char buffer[4096];
  boost::json::static_resource memory{buffer, sizeof buffer};
  const auto result =
      parse_json(R"({"a":["a text that is too long to be kept in place"]})", &memory);
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(result.value().storage().get(), &memory);
}

}  // namespace
}  // namespace eventstore
