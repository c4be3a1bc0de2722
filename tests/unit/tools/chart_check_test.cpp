#include <fstream>
#include <sstream>

#include <gmock/gmock.h>

#include "tests/places.h"
#include "tools/closeloop/charts/check.h"
#include "tools/closeloop/charts/parts.h"

namespace closeloop::tools {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using Difference = ChartCheck::Difference;

std::string data_file(const std::string& name) {
  std::ostringstream content;
  content << std::ifstream{CLOSELOOP_SOURCE_DIR "/tests/data/" + name}.rdbuf();
  return content.str();
}
std::string published() { return data_file("xmr-examples.json"); }
std::string replaced(std::string text, std::string_view what, std::string_view with) {
  const auto at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), with);
}
ChartCheck checked(std::string_view json) {
  auto check = check_charts(json);
  EXPECT_TRUE(check) << check.error().message;
  return check ? std::move(check).value() : ChartCheck{};
}
/// One worked example, with what is expected of it and other members.
std::string example(std::string_view data, std::string_view expected,
                    std::string_view more = R"("tolerance": 0.005)") {
  return R"({"worked_examples": [{"id": "X", "data": )" + std::string{data} + R"(, "expected": )" +
         std::string{expected} + ", " + std::string{more} + "}]}";
}
std::vector<std::string> pointers_refused(std::string_view json) {
  std::vector<std::string> pointers;
  const auto check = check_charts(json);
  EXPECT_FALSE(check) << json;
  if (check) return pointers;
  EXPECT_EQ(check.error().code, eventstore::Errc::invalid);
  for (const auto& problem : check.error().problems) pointers.push_back(problem.pointer);
  return pointers;
}

constexpr auto vignette = "[1,2,1,2,10,1,2,1,2,1,2,1,2,1,2,1,2,1]";

TEST(ChartCheck, AllThatIsPublishedAgrees) {
  const auto check = checked(published());
  EXPECT_EQ(check.worked_examples, 3U);
  EXPECT_EQ(check.rule_vectors, 20U) << "15 and 4, and the order of the rules";
  EXPECT_EQ(check.assurance_vectors, 7U);
  EXPECT_THAT(check.differences, IsEmpty());
  EXPECT_THAT(check.not_checked, IsEmpty());
}

TEST(ChartCheck, RandomSeriesComeOutAsInExactFractions) {
  const auto check = checked(data_file("xmr-exact-cases.json"));
  EXPECT_EQ(check.worked_examples, 60U);
  EXPECT_THAT(check.differences, IsEmpty());
  EXPECT_THAT(check.not_checked, IsEmpty());
}

TEST(ChartCheck, EachThingThatDiffersIsNamed) {
  const auto limit = checked(replaced(published(), "-0.72", "-0.71"));
  ASSERT_EQ(limit.differences.size(), 1U);
  EXPECT_EQ(limit.differences[0].id, "W1a");
  EXPECT_EQ(limit.differences[0].what, "lpl");
  EXPECT_EQ(limit.differences[0].expected, "-0.71 within 0.005");
  EXPECT_THAT(limit.differences[0].got, HasSubstr("-0.7"));

  const auto precedence = checked(replaced(published(), "\"outside limits\",", ""));
  ASSERT_EQ(precedence.differences.size(), 1U);
  EXPECT_EQ(precedence.differences[0].id, "/rule_vectors/rule_precedence");

  EXPECT_THAT(checked(R"({"rule_vectors": {"seven_trend": [
      {"in": [7,6,5,4,3,2,1], "out": [0,0,0,0,0,0,-1]},
      {"in": [7,6,5,4,3,2,1], "out": [0,0,0,0,0,0,1]}, {"in": [1], "out": []}]}})")
                  .differences,
              ElementsAre(Difference{"/rule_vectors/seven_trend/1", "", "[0 0 0 0 0 0 1]",
                                     "[0 0 0 0 0 0 -1]"},
                          Difference{"/rule_vectors/seven_trend/2", "", "[]", "[0]"}));
  EXPECT_THAT(
      checked(R"({"assurance_vectors": {"cases": [
          {"lpl": 1, "upl": 3, "target": 4, "direction": "increase", "out": "inconsistent"},
          {"lpl": 1, "upl": 3, "target": 4, "direction": "neutral", "out": null},
          {"lpl": 1, "upl": 3, "target": null, "direction": "increase", "out": null}],
        "rebased": [{"segments_in_order": [[1, 3], [5, 7]], "target": 4,
                     "direction": "increase", "out": "consistent_fail"}]}})")
          .differences,
      ElementsAre(
          Difference{"/assurance_vectors/cases/0", "", "inconsistent", "consistent_fail"},
          Difference{"/assurance_vectors/rebased/0", "", "consistent_fail", "consistent_pass"}));
}

TEST(ChartCheck, PointsMustBeAsTheyAreSaidToBe) {
  const auto differences = [](std::string_view expected) {
    return checked(example(vignette, expected)).differences;
  };
  EXPECT_THAT(differences(R"({"special": {"4": "Above UCL"}, "common_cause_others": true})"),
              IsEmpty());
  EXPECT_THAT(differences(R"({"special": {"4": "special cause"}})"), IsEmpty());
  for (const auto* no_word : {"\"Hugo\"", "\"6 Point Trend\"", "\"8 points above\"", "7"}) {
    EXPECT_THAT(differences(R"({"special": {"4": )" + std::string{no_word} + "}}"),
                testing::SizeIs(1))
        << no_word;
  }
  EXPECT_THAT(differences(R"({"special": {"4": false}})"),
              ElementsAre(Difference{"X", "point 4", "Common Cause", "Above UCL"}));
  EXPECT_THAT(differences(R"({"special": {"4": "Above UCL"}, "common_cause_others": false})"),
              ElementsAre(Difference{"X", "common_cause_others", "a special cause among the others",
                                     "Common Cause"}));
  EXPECT_THAT(differences(R"({"common_cause_others": false})"), IsEmpty());
  EXPECT_THAT(differences(R"({"special": {"4": "Below LCL"}})"),
              ElementsAre(Difference{"X", "point 4", "Below LCL", "Above UCL"}));
  EXPECT_THAT(differences(R"({"special": {"5": "odd", "4": "shift"}})"),
              ElementsAre(Difference{"X", "point 5", "odd", "Common Cause"},
                          Difference{"X", "point 4", "shift", "Above UCL"}));
  EXPECT_THAT(differences(R"({"common_cause_others": true})"),
              ElementsAre(Difference{"X", "point 4", "Common Cause", "Above UCL"}));
  EXPECT_THAT(differences(R"({"special": [4], "common_cause_others": true})"), IsEmpty());
  EXPECT_THAT(differences(R"({"special": {"4": true}})"), IsEmpty());
  EXPECT_THAT(differences(R"({"special": [5, 5]})"),
              ElementsAre(Difference{"X", "point 5", "special", "Common Cause"}));
  EXPECT_THAT(differences(R"({"special": [], "common_cause_others": true})"),
              ElementsAre(Difference{"X", "point 4", "Common Cause", "Above UCL"}));
  EXPECT_THAT(differences(R"({"special": {"4": "common cause"}})"),
              ElementsAre(Difference{"X", "point 4", "common cause", "Above UCL"}));
}

TEST(ChartCheck, CountsAreCompared) {
  EXPECT_THAT(checked(example(vignette, R"({"n": 18, "n_common_cause": 17, "n_special": 1,
                                            "n_improvement": 1, "n_concern": 0})"))
                  .differences,
              IsEmpty());
  EXPECT_THAT(checked(example(vignette, R"({"n_common_cause": 18, "n_concern": 1})")).differences,
              ElementsAre(Difference{"X", "n_common_cause", "18", "17"},
                          Difference{"X", "n_concern", "1", "0"}));
  EXPECT_THAT(
      checked(example(vignette, R"({"n_concern": 1})", R"("direction": "decrease")")).differences,
      IsEmpty());
}

TEST(ChartCheck, ARebaseABaselineAndATargetAreHeeded) {
  EXPECT_THAT(checked(example("[1, 1, 5, 5]", R"({"mean": 5, "assurance": "consistent_pass"})",
                              R"("rebase_at": [2], "target": 4)"))
                  .differences,
              IsEmpty());
  EXPECT_THAT(checked(example("[1, 3, 9, 9]", R"({"mean": 2, "upl": 7.32, "nupl": 5.5466667})",
                              R"("baseline": 2)"))
                  .differences,
              IsEmpty());
  EXPECT_THAT(checked(example("[1, 3]", R"({"assurance": "inconsistent"})")).differences,
              ElementsAre(Difference{"X", "assurance", "inconsistent", "none"}));
}

TEST(ChartCheck, ANullForTheAssuranceIsThatThereIsNone) {
  const auto agrees = checked(example("[1, 2, 3]", R"({"mean": 2, "assurance": null})"));
  EXPECT_TRUE(agrees.all_agree());
  EXPECT_THAT(checked(example("[5, 5]", R"({"assurance": null})", R"("target": 4)")).differences,
              ElementsAre(Difference{"X", "assurance", "none", "consistent_pass"}));
}

TEST(ChartCheck, TheNamesOfTheSourceAreKnown) {
  constexpr auto series = "[1,2,1,2,1,2,1,2,1,2,1,2,9]";
  constexpr auto expected =
      R"({"mean": 1.5, "lpl": -1.16, "upl": 4.16, "n_concern": 1, "n_improvement": 0})";
  EXPECT_TRUE(checked(example(series, expected,
                              R"("tolerance": 0.005, "screen_outliers": true,
                                 "fix_after_n_points": 12, "improvement_direction": "decrease")"))
                  .all_agree());
  EXPECT_TRUE(checked(R"({"assurance_vectors": {"cases": [{"lpl": 1, "upl": 3, "target": 4,
                  "improvement_direction": "increase", "out": "consistent_fail"}]}})")
                  .all_agree());
  EXPECT_TRUE(
      checked(example("[1, 3]", "{}", R"("baseline": 2, "fix_after_n_points": 2)")).all_agree());
  EXPECT_THAT(pointers_refused(example("[1, 3]", "{}",
                                       R"("baseline": 2, "fix_after_n_points": 1,
                                          "improvement_direction": "up")")),
              ElementsAre("/worked_examples/0/fix_after_n_points",
                          "/worked_examples/0/improvement_direction"));
}

TEST(ChartCheck, AToleranceIncludesItsEdge) {
  EXPECT_THAT(checked(example("[2, 2]", R"({"mean": 2.3})", R"("tolerance": 0.3)")).differences,
              IsEmpty());
  EXPECT_THAT(checked(example("[2, 2]", R"({"mean": 2.301})", R"("tolerance": 0.3)")).differences,
              testing::SizeIs(1));
  EXPECT_THAT(checked(example("[]", R"({"mean": 2})")).differences,
              ElementsAre(Difference{"X", "mean", "2", "nothing: there are no values"}));
}

TEST(ChartCheck, ANullIsAGapAndKeepsItsPlace) {
  const auto differences = [](std::string_view expected, std::string_view more) {
    return checked(example("[1, 3, null, 9, \"NA\", 11]", expected, more)).differences;
  };
  EXPECT_THAT(differences(R"({"mean": 6, "n": 4})", R"("tolerance": 0)"), IsEmpty());
  EXPECT_THAT(differences(R"({"mean": 10, "common_cause_others": true})", R"("rebase_at": [2])"),
              IsEmpty());
  EXPECT_THAT(differences(R"({"special": [2]})", R"("tolerance": 0)"),
              ElementsAre(Difference{"X", "point 2", "special", "a gap"}));
  EXPECT_THAT(checked(example("[null, 1,2,1,2,10,1,2,1,2,1,2,1,2,1,2,1,2,1]",
                              R"({"special": {"5": "Above UCL"}, "common_cause_others": true})"))
                  .differences,
              IsEmpty());
}

TEST(ChartCheck, RulesAreKnownByNearNamesAndNoOthersAreTakenForThem) {
  const auto check = checked(R"({"rule_vectors": {
      "7_point_trend": [{"in": [1,2,3,4,5,6,7], "out": [0,0,0,0,0,0,0]}],
      "two_of_three": [{"close": [1,0,1], "rel": [1,1,1], "out": [1,1,1]}],
      "six_trend": [{"in": [1,2,3,4,5,6], "out": [0,0,0,0,0,1]}],
      "six_trend_note": "other programmes use six"}})");
  EXPECT_EQ(check.rule_vectors, 2U);
  ASSERT_EQ(check.differences.size(), 1U);
  EXPECT_EQ(check.differences[0].id, "/rule_vectors/7_point_trend/0");
  EXPECT_THAT(check.not_checked, ElementsAre("/rule_vectors/six_trend"));
}

TEST(ChartCheck, WhatNobodyKnowsIsNamedAndNoAgreement) {
  const auto check = checked(R"({"worked_examples": [{"data": [1], "colour": "red", "title": "t",
      "expected": {"mean": 1, "sigma/x": 3, "comment": "c"}}],
      "rule_vectors": {"nine_in_a_row": []}, "y": 1, "description": "d"})");
  EXPECT_FALSE(check.all_agree());
  EXPECT_THAT(check.not_checked,
              ElementsAre("/worked_examples/0/colour", "/worked_examples/0/expected/sigma~1x",
                          "/rule_vectors/nine_in_a_row", "/y"));
  EXPECT_THAT(check.differences, IsEmpty());
}

TEST(ChartCheck, WhatHasNotThatShapeIsRefusedWithEachPlace) {
  EXPECT_THAT(pointers_refused("[]"), ElementsAre(""));
  EXPECT_THAT(pointers_refused("{}"), ElementsAre("")) << "nothing to check agrees with anything";
  EXPECT_THAT(pointers_refused(R"({"worked_examples": []})"), ElementsAre(""));
  EXPECT_THAT(pointers_refused(R"({"rule_vectors": {"six_trend": []}})"),
              ElementsAre("", "/rule_vectors/six_trend"));
  EXPECT_THAT(pointers_refused(R"({"worked_examples": 3})"), ElementsAre("/worked_examples"));
  EXPECT_THAT(
      pointers_refused(R"({"worked_examples": [{"id": "A"}, 7,
                  {"data": [1, "x"], "expected": {"mean": "2", "special": {"9": "odd"}}}]})"),
      ElementsAre("/worked_examples/0/data", "/worked_examples/0/expected", "/worked_examples/1",
                  "/worked_examples/2/data/1", "/worked_examples/2/expected/mean",
                  "/worked_examples/2/expected/special/9"));
  EXPECT_THAT(
      pointers_refused(example("[1]", R"({"special": [1, "x"]})")),
      ElementsAre("/worked_examples/0/expected/special/1", "/worked_examples/0/expected/special"));
  EXPECT_THAT(pointers_refused(example("[1]", "{}", R"("direction": "up")")),
              ElementsAre("/worked_examples/0/direction"));
  EXPECT_THAT(pointers_refused(R"({"rule_vectors": {"seven_trend": [{"in": [1]}],
                  "two_in_three": [{"close": [1], "rel": 1, "out": []}]}})"),
              ElementsAre("/rule_vectors/seven_trend/0/out", "/rule_vectors/two_in_three/0/rel"));
  EXPECT_THAT(pointers_refused(R"({"assurance_vectors": {"cases": [{"upl": 3, "target": 4}],
                  "rebased": [{"segments_in_order": [[1]], "direction": "increase"}]}})"),
              ElementsAre("/assurance_vectors/cases/0/lpl", "/assurance_vectors/cases/0/direction",
                          "/assurance_vectors/rebased/0/segments_in_order/0"));
  EXPECT_FALSE(check_charts("{\"worked_examples\": ["));
  EXPECT_FALSE(check_charts(""));
}

TEST(ChartWords, ThoseOfTheSourceAndNearOnesAreKnown) {
  using spc::Rule;
  const auto point = [](Rule rule, bool high) {
    return spc::XmrPoint{.rule = rule, .type = spc::PointType::improvement, .high = high};
  };
  struct Case {
    Rule rule;
    bool high;
    std::vector<const char*> words;
  };
  const Case cases[] = {
      {Rule::outside_limits, true, {"Above UCL", "above upper limit", "outside_limits"}},
      {Rule::outside_limits, false, {"Below LCL", "below the lower limit"}},
      {Rule::trend, true, {"7 Point Trend (Increasing)", "rising trend", "trend"}},
      {Rule::trend, false, {"7 Point Trend (Decreasing)", "falling trend"}},
      {Rule::two_in_three, true, {"2 in 3 Above CL", "two_in_three", "two of three near limit"}},
      {Rule::two_in_three, false, {"2 in 3 Below CL"}},
      {Rule::shift, true, {"7 Points Above CL", "shift", "seven one side", "improvement"}},
      {Rule::shift, false, {"7 Points Below CL", "special_cause_improvement"}},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(published_words(point(one.rule, one.high)), one.words.front());
    for (const auto* words : one.words) {
      SCOPED_TRACE(words);
      EXPECT_TRUE(is_as_said(point(one.rule, one.high), words));
      EXPECT_FALSE(is_as_said(spc::XmrPoint{}, words));
    }
    for (const auto& other : cases) {
      if (&other == &one) continue;
      EXPECT_FALSE(is_as_said(point(other.rule, other.high), one.words.front()))
          << one.words.front() << " is not " << other.words.front();
    }
  }
  EXPECT_FALSE(is_as_said(point(Rule::shift, true), "special_cause_concern"));
}

}  // namespace
}  // namespace closeloop::tools
