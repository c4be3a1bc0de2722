#include "eventstore/schema/json.h"

#include "domain/schema/event.capnp.h"
#include "tests/support/codec.h"
#include "tests/unit/eventstore/schema/evolution.capnp.h"

namespace eventstore {
namespace {

using evolution::Everything;
namespace action = closeloop::action;
namespace finding = closeloop::finding;

template <typename T>
Problems problems_in(const boost::json::value& json, Source source) {
  Draft<T> draft;
  return from_json(shape_of<T>(), json, source, KeylessSealer{}, *draft);
}
template <typename T>
Problems problems_of(std::string_view json, Source source = Source::request) {
  return problems_in<T>(testing::parsed(json), source);
}
template <typename T>
Problems problems_of(const boost::json::object& json) {
  return problems_in<T>(json, Source::request);
}
template <typename T>
std::string code_of(std::string_view json) {
  const auto problems = problems_of<T>(json);
  return problems.empty() ? "" : problems.front().code;
}

TEST(Json, ReportsEverythingThatIsWrongAtOnce) {
  const auto long_text = std::string(2001, 'x');
  const auto must_be_id = [](const std::string& label, const std::string& kind) {
    return label + " must be the id of the " + kind +
           ": letters, digits, dots, dashes and underscores.";
  };
  EXPECT_EQ(problems_of<action::Agreed>(R"({
    "statement": ")" + long_text + R"(", "findings": ["F-1", "F 2", 3], "owner": 7,
    "due": "2017-02-30", "successCriterion": " ", "childWouldNotice": "n",
    "dew": "2017-03-31", "a/b": 1})"),
            (Problems{
                {"/statement", "length", "Action must be 2000 characters or fewer; it has 2001."},
                {"/findings/1", "id", must_be_id("Findings it answers", "finding")},
                {"/findings/2", "id", must_be_id("Findings it answers", "finding")},
                {"/leadAgency", "missing", "Lead agency is required."},
                {"/owner", "id", must_be_id("Owner", "post")},
                {"/due", "date", "Due must be a real date, such as 2017-03-31."},
                {"/successCriterion", "missing", "Success criterion is required."},
                {"/dew", "unknown", "There is no field called 'dew' here."},
                {"/a~1b", "unknown", "There is no field called 'a/b' here."},
            }));
}

TEST(Json, PointsIntoListsOfRecords) {
  EXPECT_EQ(problems_of<Everything>(R"({"records": [{"approver": "a"}, {"to": "2017-01-01"}, 7]})"),
            (Problems{{"/records/1/approver", "missing", "Approver is required."},
                      {"/records/2", "type", "This must be an object."}}));
}

TEST(Json, ListsTheChoices) {
  const Problems expected{
      {"/ground", "choice", "Ground must be one of: declined, overtaken, toleratedRisk."}};
  for (const auto* const ground : {"\"bored\"", "\"unset\"", "1", "\"Declined\"", "[]", "{}"}) {
    const auto json = R"({"reviewOn": "2017-01-01", "ground": )" + std::string{ground} + "}";
    EXPECT_EQ(problems_of<finding::ClosedWithoutImprovement>(json), expected) << ground;
  }
}

TEST(Json, ChecksNumbers) {
  const auto count = [](const std::string& number) {
    return code_of<Everything>(R"({"count": )" + number + "}");
  };
  EXPECT_EQ(count("8"), "");
  EXPECT_EQ(count("8.0"), "");
  EXPECT_EQ(count("65535"), "");
  EXPECT_EQ(count("65536"), "range");
  EXPECT_EQ(count("-1"), "range");
  EXPECT_EQ(count("1e300"), "type");
  EXPECT_EQ(count("18446744073709551615"), "range");
  EXPECT_EQ(count("8.5"), "type");
  EXPECT_EQ(count("\"8\""), "type");
  EXPECT_EQ(count("true"), "type");
  EXPECT_EQ(count("null"), "type");
  EXPECT_EQ(code_of<Everything>(R"({"small": -128})"), "");
  EXPECT_EQ(code_of<Everything>(R"({"small": -129})"), "range");
  EXPECT_EQ(code_of<Everything>(R"({"large": 9007199254740991})"), "");
  EXPECT_EQ(code_of<Everything>(R"({"large": 9007199254740992})"), "range");  // JavaScript's end.
  EXPECT_EQ(code_of<Everything>(R"({"signed": -9007199254740991})"), "");
  EXPECT_EQ(code_of<Everything>(R"({"signed": -9007199254740992})"), "range");
}

TEST(Json, ChecksTypes) {
  for (const auto* const json :
       {R"({"text": 1})", R"({"text": null})", R"({"text": []})", R"({"flag": "true"})",
        R"({"flag": 1})", R"({"texts": "a"})", R"({"texts": {}})", R"({"texts": [1]})",
        R"({"sealed": 1})", R"({"record": []})", R"({"record": "x"})", R"({"flags": [0]})"}) {
    EXPECT_EQ(code_of<Everything>(json), "type") << json;
  }
  for (const auto* const json : {"[]", "\"x\"", "1", "null", "true"}) {
    EXPECT_EQ(problems_of<Everything>(json), (Problems{{"", "type", "This must be an object."}}));
  }
}

TEST(Json, ChecksDatesAndTimes) {
  for (const auto* const day :
       {"2017-02-29", "2017-13-01", "2017-00-10", "2017-01-32", "17-01-01", "2017-1-1",
        "31/01/2017", "2017-01-01 ", "2017-01-01T00:00:00Z", "x", "+017-01-01", "20170101"}) {
    EXPECT_EQ(code_of<Everything>(R"({"day": ")" + std::string{day} + "\"}"), "date") << day;
  }
  EXPECT_EQ(code_of<Everything>(R"({"day": "2016-02-29"})"), "");
  EXPECT_EQ(code_of<Everything>(R"({"day": 20160229})"), "date");
  for (const auto* const moment :
       {"2017-01-01", "2017-01-01T24:00:00Z", "2017-01-01T10:60:00Z", "2017-01-01T10:00:00+01:00",
        "2017-01-01T10:00:00", "2017-01-01 10:00:00Z", "2017-01-01T10:00:00.1Z"}) {
    EXPECT_EQ(code_of<Everything>(R"({"moment": ")" + std::string{moment} + "\"}"), "date")
        << moment;
  }
  EXPECT_EQ(code_of<Everything>(R"({"moment": "2017-01-01T10:00:00.123Z"})"), "");
}

TEST(Json, ChecksIds) {
  for (const auto& id : {std::string{}, std::string{"a b"}, std::string{"a/b"}, std::string{"é"},
                         std::string{"."}, std::string{".."}, std::string(65, 'x')}) {
    const auto problems = problems_of<action::Superseded>(boost::json::object{{"by", id}});
    ASSERT_EQ(problems.size(), 1U) << id;
    EXPECT_EQ(problems.front().code, id.empty() ? "missing" : "id") << id;
  }
  EXPECT_EQ(problems_of<action::Superseded>(boost::json::object{{"by", std::string(64, 'x')}}),
            Problems{});
  EXPECT_EQ(code_of<action::Superseded>(R"({"by": "A-1\u0000"})"), "id");
}

TEST(Json, ChecksCharacters) {
  const auto text = [](std::string_view bytes) {
    const auto problems = problems_of<Everything>(boost::json::object{{"text", bytes}});
    return problems.empty() ? "" : problems.front().code;
  };
  EXPECT_EQ(text("caf\xc3\xa9\n\t\xf0\x9f\x98\x80"), "");
  for (const std::string_view bad :
       {std::string_view{"a\0b", 3}, std::string_view{"bell\a"}, std::string_view{"\x7f"},
        std::string_view{"\xc2\x85"}, std::string_view{"\xff"}, std::string_view{"\xc3"},
        std::string_view{"\xc0\xaf"}, std::string_view{"\xe0\x80\xaf"},
        std::string_view{"\xed\xa0\x80"}, std::string_view{"\xf4\x90\x80\x80"},
        std::string_view{"\x80"}, std::string_view{"a\r"}}) {
    EXPECT_EQ(text(bad), "characters") << ::testing::PrintToString(bad);
  }
  EXPECT_EQ(code_of<Everything>(R"({"sealed": "bell\u0007"})"), "characters");
}

TEST(Json, CountsCharactersNotBytes) {
  std::string text;
  for (int i = 0; i < 20; ++i) text += "é";
  EXPECT_EQ(problems_of<Everything>(boost::json::object{{"text", text}}), Problems{});
  EXPECT_EQ(problems_of<Everything>(boost::json::object{{"text", text + "é"}}).front().message,
            "Text must be 20 characters or fewer; it has 21.");
}

TEST(Json, HoldsListsToALength) {
  boost::json::array findings;
  for (int i = 0; i < 501; ++i) findings.emplace_back("F-1");
  EXPECT_EQ(problems_of<action::Linked>(boost::json::object{{"findings", findings}}),
            (Problems{{"/findings", "length",
                       "Findings it also answers must have 500 entries or fewer; it has 501."}}));
  findings.pop_back();
  EXPECT_EQ(problems_of<action::Linked>(boost::json::object{{"findings", findings}}), Problems{});
}

TEST(Json, WantsSomethingInAListThatIsRequired) {
  for (const auto* const json : {"{}", R"({"actions": []})", R"({"actions": null})"}) {
    EXPECT_EQ(problems_of<closeloop::recommendation::Answered>(json),
              (Problems{{"/actions", "missing", "Actions that answer it is required."}}));
  }
}

TEST(Json, StopsCountingMistakesAtAHundred) {
  boost::json::object object;
  for (int i = 0; i < 5000; ++i) object["x" + std::to_string(i)] = i;
  const auto problems = problems_of<Everything>(object);
  ASSERT_EQ(problems.size(), 100U);
  EXPECT_EQ(problems.back(),
            (Problem{"", "more", "There are more mistakes than are listed here."}));
}

TEST(Json, RepeatsHostileNamesWithCare) {
  const auto problems =
      problems_of<Everything>(boost::json::object{{"a\xff\0b", 1}, {std::string(5000, 'x'), 2}});
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].pointer, "/a\xef\xbf\xbd");
  EXPECT_LT(problems[1].message.size(), 150U);
}

TEST(Json, KeepsWhatIsDecidedOutOfRequests) {
  constexpr auto moved = R"({"newDate": "2017-04-30", "oldDate": "2017-03-31", "count": 1})";
  EXPECT_EQ(problems_of<action::DateMoved>(moved),
            (Problems{{"/oldDate", "decided", "Old date is filled in for you. Leave it out."},
                      {"/count", "decided", "Times moved is filled in for you. Leave it out."}}));
  EXPECT_EQ(problems_of<action::DateMoved>(moved, Source::record), Problems{});
}

TEST(Json, WantsExactlyOneEvent) {
  const std::string sentence = "Give exactly one of: registered, renamed, succeeded, focusSet.";
  EXPECT_EQ(problems_of<closeloop::agency::Event>("{}"), (Problems{{"", "one-of", sentence}}));
  EXPECT_EQ(problems_of<closeloop::agency::Event>(
                R"({"registered": {"name": "a"}, "renamed": {"name": "b"}})"),
            (Problems{{"", "one-of", sentence + " This has 2."}}));
}

TEST(Json, KeepsEveryKindOfFieldBothWays) {
  constexpr auto json =
      R"({"text":"said \"no\"","flag":true,"small":-5,"count":7,"large":9007199254740991,)"
      R"("signed":-1,"choice":"weather","day":"0001-01-01","moment":"1969-12-31T23:59:59.999Z",)"
      R"("sealed":"Met Ann","record":{"to":"1970-01-01","approver":"x","urgent":false},)"
      R"("texts":["a","b"],"flags":[true,false],"counts":[1,2,3],"choices":["staff","weather"],)"
      R"("days":["2017-03-31","1970-01-01"],"records":[{"approver":"y","urgent":true}],)"
      R"("sealeds":["one","two"]})";
  const auto draft = testing::message<Everything>(json);
  EXPECT_EQ(testing::json_of<Everything>(draft.reader()), json);
  const auto bytes = draft.bytes();
  EXPECT_TRUE(Opener{}.open<Everything>(
      bytes, [&](auto stored) { EXPECT_EQ(testing::json_of<Everything>(stored), json); }));
}

TEST(Json, ShowsThatSealedTextIsGone) {
  Draft<action::Progressed> draft;
  draft->initNote().setKey("k-1");  // Under a key that is nowhere.
  EXPECT_EQ(testing::json_of<action::Progressed>(draft.reader()), R"({"note":null})");
}

TEST(Json, ShowsDamagedTextAsTextNevertheless) {
  Draft<action::Agreed> draft;
  draft->setStatement(
      "a\xff"
      "b");
  EXPECT_EQ(testing::parsed(testing::json_of<action::Agreed>(draft.reader())).at("statement"),
            "a\xef\xbf\xbd"
            "b");
}

}  // namespace
}  // namespace eventstore
