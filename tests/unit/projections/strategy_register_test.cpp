#include "projections/registers/strategy_register.h"

#include "tests/support/told_loop.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told loop.
using ::testing::ElementsAre;

constexpr auto works_well =
    R"({"effectivenessStated": {"level": "well", "statement": "Plans name it",
        "evidence": ["E-1"]}})";

/// A strategy that was approved, with an action that delivers it, and outcome evidence for that.
struct BoardWithStrategy : Chronicle {
  BoardWithStrategy() {
    add("boards/B-1", R"({"opened": {"name": "Anytown"}})");
    add("boards/B-1", R"({"priorityAreaSet": {"priorityArea": "cse", "name": "CSE"}})");
    add("boards/B-1", R"({"priorityAreaSet": {"priorityArea": "neglect", "name": "Neglect"}})");
    add("findings/F-1", finding_json());
    add("actions/A-1", action_json());
    add("evidence/E-1", outcome_json("A-1", "2017-04-01", "2017-05-01"));
    add("strategies/ST-1", R"({"adopted": {"title": "CSE strategy", "version": "2",
        "priorityArea": "cse", "approvedOn": "2017-01-10", "reviewOn": "2018-01-10",
        "actions": ["A-1"]}})");
  }
  [[nodiscard]] boost::json::object asked(std::string_view on, std::string_view area = {}) const {
    return strategy_register(board(), area, a_day(on));
  }
  [[nodiscard]] boost::json::object only(std::string_view on) const {
    return asked(on).at("strategies").at(0).as_object();
  }
};

TEST(StrategyRegister, R09_InPlaceAndWorkingWellAreTwoThings) {
  BoardWithStrategy told;
  auto row = told.only("2017-06-01");
  EXPECT_EQ(row.at("inPlace").at("name"), "inPlace");
  EXPECT_EQ(row.at("working").at("name"), "notStated");
  EXPECT_EQ(told.asked("2017-06-01").at("sentence"),
            "Of 1 strategy, 1 is in place, and 0 are shown to work well. No reviews are overdue.");
  told.on("2017-05-10").add("strategies/ST-1", works_well);
  row = told.only("2017-06-01");
  EXPECT_EQ(row.at("working").at("name"), "well");
  EXPECT_EQ(row.at("statement"), "Plans name it");
  EXPECT_EQ(row.at("statedOn"), "2017-05-10");
  EXPECT_THAT(each(row.at("evidence"), "id"), ElementsAre("E-1"));
  EXPECT_EQ(told.asked("2017-06-01").at("workingWellCount").to_number<int>(), 1);
}

TEST(StrategyRegister, R09_WorksWellNoLongerOnceItsEvidenceDoesNotStand) {
  for (const auto* lost : {R"({"withdrawn": {}})", R"({"challenged": {}})"}) {
    BoardWithStrategy told;
    told.on("2017-05-10").add("strategies/ST-1", works_well);
    told.on("2017-05-20").because("The sample was wrong").add("evidence/E-1", lost);
    const auto row = told.only("2017-06-01");
    EXPECT_EQ(row.at("inPlace").at("name"), "inPlace") << "that it is, all the same";
    EXPECT_EQ(row.at("working").at("name"), "noLongerShown");
    EXPECT_EQ(row.at("working").at("label"), "“Well” was stated; its evidence no longer stands");
    EXPECT_FALSE(row.at("evidence").at(0).at("stands").as_bool());
    EXPECT_EQ(told.asked("2017-06-01").at("workingWellCount").to_number<int>(), 0);
    const AsAt before{.known_at = a_day("2017-05-19"), .true_on = {}, .position = {}};
    EXPECT_EQ(strategy_register(told.board(before), {}, a_day("2017-05-19"))
                  .at("strategies")
                  .at(0)
                  .at("working")
                  .at("name"),
              "well")
        << "as it was known then";
  }
}

TEST(StrategyRegister, R09_ARevisedStrategyHasToBeShownToWorkAnew) {
  BoardWithStrategy told;
  told.add("strategies/ST-1", works_well);
  told.because("Reviewed").add("strategies/ST-1", R"({"revised": {"title": "CSE strategy",
      "version": "3", "priorityArea": "cse", "approvedOn": "2017-05-10",
      "reviewOn": "2019-01-10"}})");
  const auto row = told.only("2017-06-01");
  EXPECT_EQ(row.at("version"), "3");
  EXPECT_EQ(row.at("working").at("name"), "notStated");
  EXPECT_FALSE(row.contains("statement"));
}

TEST(StrategyRegister, R09_SaysWhichReviewIsOverdueAndHowFarItsActionsAre) {
  BoardWithStrategy told;
  const auto row = told.only("2018-01-15");
  EXPECT_EQ(row.at("inPlace").at("name"), "reviewOverdue");
  EXPECT_EQ(row.at("reviewLate").to_number<int>(), 5);
  EXPECT_EQ(row.at("actions").at(0).at("id"), "A-1");
  EXPECT_EQ(row.at("actions").at(0).at("stage").at("name"), "agreed");
  EXPECT_TRUE(row.at("actions").at(0).at("overdue").as_bool());
  const auto model = told.asked("2018-01-15");
  EXPECT_EQ(model.at("reviewsOverdue").to_number<int>(), 1);
  EXPECT_EQ(model.at("inPlaceCount").to_number<int>(), 1) << "overdue, but in place";
  EXPECT_FALSE(told.only("2018-01-10").contains("reviewLate")) << "on the day itself";
}

TEST(StrategyRegister, IsOfOnePriorityAreaIfOneIsNamed) {
  BoardWithStrategy told;
  told.add("strategies/ST-2", R"({"adopted": {"title": "Neglect strategy", "version": "1",
      "priorityArea": "neglect", "reviewOn": "2018-01-10"}})");
  EXPECT_THAT(each(told.asked("2017-06-01").at("strategies"), "id"), ElementsAre("ST-1", "ST-2"));
  const auto model = told.asked("2017-06-01", "neglect");
  EXPECT_THAT(each(model.at("strategies"), "id"), ElementsAre("ST-2"));
  EXPECT_EQ(model.at("strategies").at(0).at("inPlace").at("name"), "draft");
  EXPECT_TRUE(one_of(model.at("priorityAreas"), "name", "neglect").at("selected").as_bool());
}

}  // namespace
}  // namespace closeloop
