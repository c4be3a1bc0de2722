// Closed loops that somebody should look at again, as the list and the count that lead to them.
#include <gmock/gmock.h>

#include "projections/queries.h"
#include "tests/support/paging.h"
#include "tests/support/told_figures.h"
#include "tests/support/told_loop.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told loop.
using ::testing::ElementsAre;
using ::testing::IsEmpty;

boost::json::object listed(const Board& board, std::string_view day, const Filter& filter = {}) {
  auto list = work_list(board, "look-again", "", filter, {}, a_day(day)).value();
  const auto loops = loop_list(board, filter, {}, a_day(day)).value();
  EXPECT_EQ(loops.at("lookAgain").at("count"), list.at("count")) << "the box and the list agree";
  EXPECT_EQ(list.at("count"), list.at("rows").as_array().size());
  return list;
}
boost::json::object only_row(const Board& board, std::string_view day) {
  const auto list = listed(board, day);
  EXPECT_THAT(each(list.at("rows"), "id"), ElementsAre("F-1"));
  return list.at("rows").at(0).as_object();
}

TEST(LookAgain, R57_v_ACheckIsListedFromTheDayThatItIsDueWithBothItsForms) {
  Chronicle told;
  closed_loop(told);  // Its check is booked for 1 May 2018.
  EXPECT_THAT(listed(told.board(), "2018-04-30").at("rows").as_array(), IsEmpty());
  const auto row = only_row(told.board(), "2018-05-01");
  EXPECT_EQ(row.at("status"), "Check due");
  EXPECT_EQ(row.at("since"), "2018-05-01");
  std::vector<std::string> commands;
  for (const auto& prompt : row.at("prompts").as_array()) {
    commands.emplace_back(prompt.at("command").at("path").as_string());
  }
  EXPECT_THAT(commands, ElementsAre("/api/v1/findings/F-1/pass-sustainability-check",
                                    "/api/v1/findings/F-1/fail-sustainability-check"));
  EXPECT_EQ(listed(told.board(), "2018-05-01").at("sentence"),
            "1 closed loop should be looked at again.");
  told.on("2018-05-02").add("findings/F-1", R"({"sustainabilityPassed": {"statement": "Yes"}})");
  EXPECT_THAT(listed(told.board(), "2018-05-02").at("rows").as_array(), IsEmpty());
}

TEST(LookAgain, R57_v_AThemeFoundAgainIsListedUntilTheLoopIsReopened) {
  Chronicle told;
  closed_loop(told);
  told.on("2018-01-10")
      .add("reviews/R-2", R"({"opened": {"kind": "rapidReview", "title": "Second"}})");
  told.add("findings/F-5", finding_json("R-2"));
  const auto row = only_row(told.board(), "2018-01-10");
  EXPECT_EQ(row.at("status"), "Found again");
  EXPECT_EQ(row.at("since"), "2018-01-10");
  EXPECT_EQ(row.at("prompts").at(0).at("finding").at("id"), "F-5");
  // What is due as well is said beside it; it is listed once, from the first of the two.
  const auto later = only_row(told.board(), "2018-06-01");
  EXPECT_EQ(later.at("status"), "Check due, found again");
  EXPECT_EQ(later.at("since"), "2018-01-10");
  told.add("findings/F-1", R"({"reopened": {"because": "recurrence", "finding": "F-5"}})");
  EXPECT_THAT(listed(told.board(), "2018-01-10").at("rows").as_array(), IsEmpty());
}

TEST(LookAgain, R57_v_WhatFailedOrNoLongerHoldsIsListed) {
  Chronicle told;
  closed_loop(told);
  told.on("2017-07-01").because("Of other children").add("evidence/E-1", R"({"withdrawn": {}})");
  EXPECT_EQ(only_row(told.board(), "2017-07-01").at("status"), "No longer holds");
  told.on("2018-05-01").add("findings/F-1", R"({"sustainabilityFailed": {}})");
  EXPECT_EQ(only_row(told.board(), "2018-05-01").at("status"), "No longer holds, check failed");
}

TEST(LookAgain, TheReviewOfALoopClosedWithoutImprovementIsListedWhenItIsDue) {
  Chronicle told;
  agree_loop(told);
  told.because("Overtaken").add("findings/F-1", R"({"closedWithoutImprovement":
      {"ground": "overtaken", "reviewOn": "2018-01-01", "approvedBy": "carol"}})");
  EXPECT_THAT(listed(told.board(), "2017-12-31").at("rows").as_array(), IsEmpty());
  EXPECT_EQ(only_row(told.board(), "2018-01-01").at("status"), "Review due");
}

TEST(LookAgain, R57_v_FiguresThatGiveConcernListALoopOnce) {
  Chronicle told;
  tell_own_area(told);
  closed_loop(told);
  define_measure(told, "N01", "lower");
  link_action(told, "N01", "A-1");
  open_months(told, "S-1", "N01");
  told.on("2017-12-01");
  EXPECT_THAT(listed(told.board(), "2017-12-01").at("rows").as_array(), IsEmpty());
  measure_months(told, "S-1", measure_months(told, "S-1", "2016-01", steady_months),
                 {30, 31, 30, 30, 50});
  const auto row = only_row(told.board(), "2017-12-01");
  EXPECT_EQ(row.at("status"), "Figures give concern");
  EXPECT_FALSE(row.contains("since"));
  EXPECT_EQ(row.at("prompts").at(0).at("indicator").at("id"), "N01");
  EXPECT_EQ(only_row(told.board(), "2018-05-01").at("status"), "Check due, figures give concern");
}

TEST(LookAgain, IsFilteredAsOtherListsAre) {
  Chronicle told;
  closed_loop(told);
  const auto count = [&](const Filter& filter) {
    return listed(told.board(), "2018-05-01", filter).at("count").to_number<int>();
  };
  Filter filter;
  filter.theme = "voice";
  filter.agency = "council";
  EXPECT_EQ(count(filter), 1);
  filter.agency = "police";
  EXPECT_EQ(count(filter), 0);
  filter.agency.clear();
  filter.theme = "tools";
  EXPECT_EQ(count(filter), 0);
}

TEST(LookAgain, AsItWasKnownBeforeTheThemeWasFoundAgainItIsNotListed) {
  Chronicle told;
  closed_loop(told);
  const auto before = told.board();
  told.on("2018-01-10")
      .add("reviews/R-2", R"({"opened": {"kind": "rapidReview", "title": "Second"}})");
  told.add("findings/F-5", finding_json("R-2"));
  EXPECT_THAT(listed(before, "2018-01-10").at("rows").as_array(), IsEmpty());
}

}  // namespace
}  // namespace closeloop
