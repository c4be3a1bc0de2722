#include "projections/loop_list.h"

#include "tests/support/paging.h"
#include "tests/support/told_loop.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told loop.
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

const Day kToday = a_day("2017-06-30");

/// One finding at each of eight stages, of two reviews, two agencies and two themes:
///   F-1  closed with improvement         R-1 neglect       voice  council
///   F-2  raised                          R-1 neglect       voice
///   F-3  learning agreed                 R-1 neglect       tools
///   F-4  actions agreed                  R-2 exploitation  tools  police
///   F-5  actions under way               R-2 exploitation  tools  council
///   F-6  delivered, not verified         R-2 exploitation  voice  police
///   F-7  closed without improvement      R-2 exploitation  voice
///   F-8  a strength, which has no loop   R-2 exploitation  voice
/// And A-9, an action that answers no finding.
void told_at_many_stages(Chronicle& told) {
  told.on("2016-11-01").add("reviews/R-1", R"({"opened": {"kind": "multiAgencyAudit",
      "title": "Neglect audit", "priorityAreas": ["neglect"]}})");
  told.add("findings/F-1", finding_json("R-1", "voice"));
  told.on("2016-11-20").add("learning-points/L-1", learning_json());
  told.on("2017-01-02").add("actions/A-1", action_json("F-1"));
  told.add("actions/A-1", accept);
  deliver_loop(told);
  close_loop(told);
  told.on("2017-06-02").add("reviews/R-2", R"({"opened": {"kind": "rapidReview",
      "title": "Rapid review", "priorityAreas": ["exploitation"]}})");
  told.add("findings/F-2", finding_json("R-1", "voice"));
  told.add("findings/F-3", finding_json("R-1", "tools"));
  told.add("learning-points/L-3", learning_json("F-3"));
  told.add("findings/F-4", finding_json("R-2", "tools"));
  told.add("actions/A-4", action_json("F-4", "2017-09-30", "police", "chief"));
  told.add("findings/F-5", finding_json("R-2", "tools"));
  told.add("actions/A-5", action_json("F-5", "2017-09-30", "council"));
  told.add("actions/A-5", accept);
  told.add("findings/F-6", finding_json("R-2", "voice"));
  told.add("actions/A-6", action_json("F-6", "2017-09-30", "police", "chief"));
  told.add("actions/A-6", accept);
  told.add("actions/A-6", deliver("2017-06-02"));
  told.add("findings/F-7", finding_json("R-2", "voice"));
  told.because("Overtaken").add("findings/F-7", R"({"closedWithoutImprovement":
      {"ground": "overtaken", "reviewOn": "2018-01-01", "approvedBy": "carol"}})");
  told.add("findings/F-8", finding_json("R-2", "voice", "strength"));
  told.add("actions/A-9", action_json("", "2017-09-30", "police", "chief"));
}

boost::json::object asked(const Board& board, const Filter& filter = {}) {
  return loop_list(board, filter, {}, kToday).value();
}
std::vector<std::string> ids(const Board& board, const Filter& filter) {
  return each(asked(board, filter).at("rows"), "id");
}
Filter of_stage(std::string stage) {
  Filter filter;
  filter.stage = std::move(stage);
  return filter;
}
Filter of_gap(std::string gap) {
  Filter filter;
  filter.gap = std::move(gap);
  return filter;
}
Filter of_theme(std::string theme) {
  Filter filter;
  filter.theme = std::move(theme);
  return filter;
}

TEST(LoopList, CountsTheLoopsAtEachStageAndSaysHowTheyStand) {
  Chronicle told;
  told_at_many_stages(told);
  const auto model = asked(told.board());
  const auto count = [&](std::string_view stage) {
    return one_of(model.at("stages"), "name", stage).at("count");
  };
  for (const auto* one : {"noLoop", "raised", "learningAgreed", "actionsAgreed", "actionsUnderWay",
                          "delivered", "closed", "closedWithoutImprovement"}) {
    EXPECT_EQ(count(one), 1) << one;
  }
  for (const auto* none : {"verified", "outcomeEvidenced", "judged", "reopened"}) {
    EXPECT_EQ(count(none), 0) << none;
  }
  EXPECT_EQ(model.at("open"), 5) << "F-2 to F-6";
  EXPECT_EQ(model.at("closed"), 2) << "F-1 and F-7";
  // F-2, F-4, F-5 and F-6 have no learning; L-3 no action; A-6 is not verified; A-9 has no finding.
  EXPECT_EQ(model.at("broken"), 7);
  EXPECT_EQ(model.at("sentence"),
            "5 loops are open, 2 closed. 2 findings stop before any action. 7 places are broken.");
  EXPECT_THAT(each(model.at("rows"), "id"),
              ElementsAre("F-1", "F-2", "F-3", "F-4", "F-5", "F-6", "F-7", "F-8"));
}

TEST(LoopList, SaysOfALoopWhatIsBrokenAnywhereInIt) {
  Chronicle told;
  told_at_many_stages(told);
  told.add("actions/A-62", action_json("F-6", "2017-09-30", "police", "chief"));
  told.add("actions/A-62", accept);
  told.add("actions/A-62", deliver("2017-06-01"));
  const auto rows = asked(told.board()).at("rows");
  const auto f6 = one_of(rows, "id", "F-6");
  EXPECT_THAT(each(f6.at("gaps"), "name"),
              ElementsAre("findingWithoutLearning", "deliveredWithoutVerification"));
  EXPECT_EQ(f6.at("gaps").at(1).at("since"), "2017-06-01") << "the oldest of two";
  EXPECT_THAT(each(one_of(rows, "id", "F-3").at("gaps"), "name"),
              ElementsAre("learningWithoutAction"));
}

TEST(LoopList, OfABoardWithoutFindingsSaysSo) {
  const Chronicle told;
  const auto model = asked(told.board());
  EXPECT_EQ(model.at("sentence"),
            "No loop is open here: no finding that is a concern is recorded.");
  EXPECT_THAT(model.at("rows").as_array(), IsEmpty());
}

TEST(LoopList, ByStage) {
  Chronicle told;
  told_at_many_stages(told);
  const auto board = told.board();
  EXPECT_THAT(ids(board, of_stage("delivered")), ElementsAre("F-6"));
  EXPECT_THAT(ids(board, of_stage("noLoop")), ElementsAre("F-8"));
  EXPECT_THAT(ids(board, of_stage("reopened")), IsEmpty());
  const auto model = asked(board, of_stage("actionsUnderWay"));
  EXPECT_EQ(model.at("listTitle"), "Findings: Actions under way");
  EXPECT_TRUE(one_of(model.at("stages"), "name", "actionsUnderWay").at("selected").as_bool());
  EXPECT_FALSE(one_of(model.at("stages"), "name", "raised").contains("selected"));
  EXPECT_EQ(model.at("open"), 5) << "the counts are of all stages";
}

TEST(LoopList, ByGapListsWhatIsBrokenWithTheLoopItBelongsTo) {
  Chronicle told;
  told_at_many_stages(told);
  const auto board = told.board();
  EXPECT_THAT(ids(board, of_gap("findingWithoutLearning")),
              ElementsAre("F-2", "F-4", "F-5", "F-6"));
  EXPECT_THAT(ids(board, of_gap("learningWithoutAction")), ElementsAre("L-3"));
  EXPECT_THAT(ids(board, of_gap("actionWithoutFinding")), ElementsAre("A-9"));
  const auto model = asked(board, of_gap("deliveredWithoutVerification"));
  ASSERT_THAT(each(model.at("rows"), "id"), ElementsAre("A-6"));
  EXPECT_EQ(model.at("rows").at(0).at("loop").at("id"), "F-6");
  EXPECT_EQ(model.at("rows").at(0).at("gaps").at(0).at("ageDays"), 28) << "since 2 June";
  EXPECT_EQ(model.at("listTitle"), "Delivered without verification");
  EXPECT_EQ(one_of(model.at("gaps"), "name", "findingWithoutLearning").at("count"), 4);
}

TEST(LoopList, ByStageAndGapAtOnceIsOfLoopsAtThatStage) {
  Chronicle told;
  told_at_many_stages(told);
  const auto board = told.board();
  auto filter = of_gap("findingWithoutLearning");
  filter.stage = "actionsAgreed";
  EXPECT_THAT(ids(board, filter), ElementsAre("F-4"));
  filter.gap = "learningWithoutAction";
  EXPECT_THAT(ids(board, filter), IsEmpty());
  filter.stage = "learningAgreed";
  EXPECT_THAT(ids(board, filter), ElementsAre("L-3")) << "of F-3, which is at that stage";
}

TEST(LoopList, ByThemePriorityAreaAndAgency) {
  Chronicle told;
  told_at_many_stages(told);
  const auto board = told.board();
  EXPECT_THAT(ids(board, of_theme("tools")), ElementsAre("F-3", "F-4", "F-5"));
  Filter neglect;
  neglect.priority_area = "neglect";  // Of its review.
  EXPECT_THAT(ids(board, neglect), ElementsAre("F-1", "F-2", "F-3"));
  Filter police;
  police.agency = "police";  // Of its actions.
  EXPECT_THAT(ids(board, police), ElementsAre("F-4", "F-6"));

  const auto tools = asked(board, of_theme("tools"));
  EXPECT_EQ(tools.at("open"), 3);
  EXPECT_EQ(tools.at("closed"), 0);
  EXPECT_EQ(tools.at("broken"), 3) << "F-4, F-5, and L-3 of F-3";
  EXPECT_EQ(tools.at("sentence"),
            "3 loops are open, none closed. 1 finding stops before any action. "
            "3 places are broken.");

  auto both = of_theme("voice");
  both.agency = "police";
  EXPECT_THAT(ids(board, both), ElementsAre("F-6"));
  both.stage = "delivered";
  EXPECT_THAT(ids(board, both), ElementsAre("F-6"));
  both.stage = "raised";
  EXPECT_THAT(ids(board, both), IsEmpty());
  EXPECT_THAT(ids(board, of_theme("unheard-of")), IsEmpty());
}

TEST(LoopList, OffersTheFacetsThatThereAreWithTheirCounts) {
  Chronicle told;
  told_at_many_stages(told);
  told.add("agencies/police", R"({"registered": {"name": "West Mercia Police"}})");
  const auto model = asked(told.board());
  EXPECT_THAT(each(model.at("themes"), "id"), UnorderedElementsAre("voice", "tools"));
  EXPECT_EQ(one_of(model.at("themes"), "id", "voice").at("count"), 5) << "with the strength";
  EXPECT_EQ(one_of(model.at("priorityAreas"), "id", "neglect").at("count"), 3);
  const auto police = one_of(model.at("agencies"), "id", "police");
  EXPECT_EQ(police.at("count"), 2);
  EXPECT_EQ(police.at("label"), "West Mercia Police");
}

TEST(LoopList, PagesTogetherHoldEachOnceInOrder) {
  Chronicle told;
  told_at_many_stages(told);
  const auto board = told.board();
  auto both = of_theme("voice");
  both.priority_area = "exploitation";
  for (const std::size_t limit : {1U, 2U, 3U, 4U, 8U, 200U}) {
    const auto paged = [&](const Filter& filter) {
      return ids_by_pages(limit,
                          [&](const Page& page) { return loop_list(board, filter, page, kToday); });
    };
    EXPECT_THAT(paged({}), ElementsAre("F-1", "F-2", "F-3", "F-4", "F-5", "F-6", "F-7", "F-8"));
    EXPECT_THAT(paged(of_theme("tools")), ElementsAre("F-3", "F-4", "F-5"));
    EXPECT_THAT(paged(both), ElementsAre("F-6", "F-7", "F-8"));
    EXPECT_THAT(paged(of_gap("findingWithoutLearning")), ElementsAre("F-2", "F-4", "F-5", "F-6"));
  }
}

TEST(LoopList, APageGoesOnWhereItEndedWhenItsLastRowLeavesTheList) {
  Chronicle told;
  told_at_many_stages(told);
  const auto filter = of_gap("findingWithoutLearning");
  const auto first = loop_list(told.board(), filter, {.cursor = {}, .limit = 2}, kToday).value();
  ASSERT_THAT(each(first.at("rows"), "id"), ElementsAre("F-2", "F-4"));
  told.add("learning-points/L-4", learning_json("F-4"));  // The gap is filled.
  told.add("learning-points/L-5", learning_json("F-5"));  // And the next one too.
  const std::string next{first.at("next").as_string()};
  const auto second = loop_list(told.board(), filter, {.cursor = next, .limit = 2}, kToday).value();
  EXPECT_THAT(each(second.at("rows"), "id"), ElementsAre("F-6"));
  EXPECT_FALSE(second.contains("next"));
}

TEST(LoopList, WhatThereIsNotIsSaidWithWhatThereIs) {
  Chronicle told;
  told_at_many_stages(told);
  const auto board = told.board();
  const auto problem = [&](const Filter& filter, const Page& page = {}) {
    const auto wrong = loop_list(board, filter, page, kToday);
    EXPECT_TRUE(wrong.has_error());
    if (!wrong.has_error()) return Problem{};
    EXPECT_EQ(wrong.error().code, Errc::invalid);
    return wrong.error().problems.at(0);
  };
  const auto stage = problem(of_stage("finished"));
  EXPECT_EQ(stage.pointer, "/stage");
  EXPECT_EQ(stage.code, "choice");
  EXPECT_THAT(stage.message, HasSubstr("There is no stage 'finished'. There are: "));
  EXPECT_THAT(stage.message, HasSubstr("raised, learningAgreed, actionsAgreed"));
  EXPECT_EQ(problem(of_stage("none")).pointer, "/stage") << "what nothing that is recorded is at";
  EXPECT_EQ(problem(of_gap("hole")).pointer, "/gap");
  for (const auto* cursor : {"x", "12", "00000000000000zz", "00000000000000000"}) {
    EXPECT_EQ(problem({}, {.cursor = cursor, .limit = 5}).pointer, "/cursor") << cursor;
  }
  EXPECT_THAT(problem({}, {.cursor = {}, .limit = 0}).message, HasSubstr("1 to 200"));
  EXPECT_EQ(problem({}, {.cursor = {}, .limit = 201}).pointer, "/limit");
  EXPECT_THAT(ids(board, of_stage("raised")), ElementsAre("F-2"));
}

}  // namespace
}  // namespace closeloop
