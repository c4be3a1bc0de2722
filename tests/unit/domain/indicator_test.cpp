#include "domain/indicator.h"

#include "tests/support/given.h"

namespace closeloop::indicator {
namespace {

using testing::By;
using Given = testing::Given<Decider>;

constexpr auto defined =
    R"({"defined": {"title": "Plans", "unit": "percent", "denominator": "all", "countingUnit": "plan",
        "frequency": "month", "taken": "flow", "direction": "lower", "suppression": "smallCounts",
        "chart": "xmr"}})";

TEST(Indicator, IsDefinedOnceAndRevisedWhole) {
  Given{}.when(defined).then(defined);
  Given{defined}.when(defined).then_refused("indicator.define.once", "Revise");
  constexpr auto revised =
      R"({"revised": {"title": "Plans in force", "unit": "percent", "denominator": "all",
          "countingUnit": "plan", "frequency": "month", "taken": "snapshot", "direction": "lower",
          "suppression": "smallCounts", "chart": "xmr", "breaksSeries": true,
          "validFrom": "2017-04-01"}})";
  Given{defined}.when(revised).then(revised);
  const auto state = Given({defined, revised}).state();
  EXPECT_EQ(state.terms.title, "Plans in force");
  ASSERT_EQ(state.breaks.size(), 1U);
  EXPECT_EQ(state.breaks[0].from, testing::a_day("2017-04-01"));
}

TEST(Indicator, ThatIsAShareSaysOutOfWhat) {
  Given{}
      .when(R"({"defined": {"title": "Plans", "unit": "percent", "countingUnit": "plan"}})")
      .then_refused("indicator.denominator");
}

TEST(Indicator, ThatIsWorkedOutFromOthersIsARatioOfTwo) {
  const auto asked = [](std::string_view unit, std::string_view more) {
    return R"({"defined": {"title": "Early help for each plan", "unit": ")" + std::string{unit} +
           R"(", "denominator": "plans", "countingUnit": "episode", "frequency": "quarter",
           "taken": "flow", "direction": "higher", "suppression": "smallCounts", "chart": "xmr")" +
           std::string{more} + "}}";
  };
  Given{}.when(asked("ratio", R"(, "ratioOf": "N05")")).then_refused("indicator.ratio");
  Given{}
      .when(asked("percent", R"(, "ratioOf": "N05", "ratioTo": "N03")"))
      .then_refused("indicator.ratio");
  const auto both = asked("ratio", R"(, "ratioOf": "N05", "ratioTo": "N03")");
  Given{}.when(both).then(both);
}

TEST(Indicator, R13_APatternIsReadFromOthersAndHasNoNumber) {
  const auto asked = [](const char* unit, const char* more) {
    return std::string{R"({"defined": {"title": "Is exposure falling?", "unit": ")"} + unit +
           R"(", "countingUnit": "record", "frequency": "quarter", "taken": "flow",
               "direction": "neutral", "suppression": "none", "chart": "tableOnly")" +
           more + "}}";
  };
  auto by = By{}.to("D18");
  Given{}
      .when(asked("count", R"(, "patternOf": ["D03", "D05"])"), by)
      .then_refused("indicator.pattern");
  Given{}
      .when(asked("status", R"(, "patternStage": "childProtection")"), by)
      .then_refused("indicator.pattern");
  Given{}
      .when(asked("status", R"(, "patternOf": ["D05", "D18"])"), by)
      .then_refused("indicator.pattern.other");
  const auto whole =
      asked("status", R"(, "patternOf": ["D03", "D05"], "patternStage": "childProtection")");
  Given{}.when(whole, by).then(whole);
}

TEST(Indicator, CantBalanceItself) {
  auto by = By{}.to("N01");
  Given{}
      .when(R"({"defined": {"title": "Plans", "unit": "count", "balancedBy": ["N01"]}})", by)
      .then_refused("indicator.balance.other");
}

TEST(Indicator, IsMeantToBeMovedByAnActionUntilThatIsTakenBack) {
  constexpr auto linked = R"({"actionLinked": {"action": "A-1"}})";
  constexpr auto unlinked = R"({"actionUnlinked": {"action": "A-1"}})";
  Given{defined}.when(linked).then(linked);
  Given{defined, linked}.when(linked).then_refused("indicator.link.once");
  Given{defined}.when(unlinked).then_refused("indicator.unlink.linked");
  EXPECT_TRUE(Given({defined, linked, unlinked}).state().actions.empty());
}

TEST(Indicator, HasBenchmarksOnlyOnceTheyArePublished) {
  Given{defined}
      .when(R"({"benchmarkLoaded": {"area": "England", "period": "2016-17", "periodKind": "year",
                "value": "18", "publishedOn": "2017-06-02", "source": "s"}})")
      .then_refused("indicator.benchmark.past");
  Given{defined}
      .when(R"({"benchmarkLoaded": {"area": "England", "period": "Q1", "periodKind": "year",
                "value": "18", "publishedOn": "2017-05-02", "source": "s"}})")
      .then_refused("indicator.benchmark.period", "2017-18");
}

TEST(Indicator, ThatIsRetiredStaysAsItWas) {
  constexpr auto retired = R"({"retired": {}})";
  Given{defined, retired}
      .when(R"({"availabilitySet": {"status": "notCollected"}})")
      .then_refused("indicator.retired");
}

}  // namespace
}  // namespace closeloop::indicator
