#include "projections/records.h"

#include "tests/support/paging.h"
#include "tests/support/told_loop.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told loop.
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Day kToday = a_day("2017-06-30");

/// A closed loop on "voice" that the council answers; and F-2 on "tools", of a review on neglect,
/// that the police answer.
void told_board(Chronicle& told) {
  closed_loop(told);
  told.on("2017-06-02").add("reviews/R-2", R"({"opened": {"kind": "rapidReview",
      "title": "Rapid review", "priorityAreas": ["neglect"], "themes": ["tools"]}})");
  told.add("findings/F-2", finding_json("R-2", "tools"));
  told.add("learning-points/L-2", learning_json("F-2"));
  told.add("actions/A-2", action_json("F-2", "2017-06-15", "police", "chief"));
  told.add("actions/A-3", action_json("F-2", "2017-09-30", "police", "chief"));
}

boost::json::object asked(const Board& board, std::string_view resource,
                          const Filter& filter = {}) {
  return records(board, resource, filter, {}, kToday).value();
}
std::vector<std::string> ids(const Board& board, std::string_view resource,
                             const Filter& filter = {}) {
  const auto model = asked(board, resource, filter);
  auto found = each(model.at("rows"), "id");
  EXPECT_EQ(model.at("count"), found.size()) << resource;
  return found;
}

TEST(Records, OfEachKindAreListedInTheOrderTheyCame) {
  Chronicle told;
  told_board(told);
  told.add("recommendations/REC-1", R"({"made": {"statement": "Consider it",
      "findings": ["F-1"], "to": ["council"]}})");
  told.add("agencies/council", R"({"registered": {"name": "Council"}})");
  told.add("boards/B-1", R"({"opened": {"name": "Testshire"}})");
  told.add("people/carol", R"({"added": {"name": "Carol", "role": "chair"}})");
  const auto board = told.board();
  EXPECT_THAT(ids(board, "reviews"), ElementsAre("R-1", "R-2"));
  EXPECT_THAT(ids(board, "findings"), ElementsAre("F-1", "F-2"));
  EXPECT_THAT(ids(board, "learning-points"), ElementsAre("L-1", "L-2"));
  EXPECT_THAT(ids(board, "recommendations"), ElementsAre("REC-1"));
  EXPECT_THAT(ids(board, "actions"), ElementsAre("A-1", "A-2", "A-3"));
  EXPECT_THAT(ids(board, "evidence"), ElementsAre("E-1"));
  EXPECT_THAT(ids(board, "agencies"), ElementsAre("council")) << "not police, which is only named";
  EXPECT_THAT(ids(board, "people"), ElementsAre("carol"));
  EXPECT_THAT(ids(board, "boards"), ElementsAre("B-1"));
  EXPECT_EQ(asked(board, "actions").at("sentence"), "3 are recorded.");
  EXPECT_EQ(asked(board, "evidence").at("sentence"), "1 is recorded.");
}

TEST(Records, ARowSaysWhatTheRecordIsAndWhatIsDerivedOfIt) {
  Chronicle told;
  told_board(told);
  const auto actions = asked(told.board(), "actions").at("rows");
  const auto late = one_of(actions, "id", "A-2");
  EXPECT_EQ(late.at("kind"), "action");
  EXPECT_EQ(late.at("title"), "Train leads in GCP2");
  EXPECT_EQ(late.at("self"), "/api/v1/actions/A-2");
  EXPECT_EQ(late.at("page"), "/actions/A-2");
  EXPECT_EQ(late.at("version"), 1);
  EXPECT_EQ(late.at("daysOverdue"), 15) << "due on 15 June";
  const auto done = one_of(actions, "id", "A-1");
  EXPECT_EQ(done.at("version"), 4) << "agreed, accepted, delivered, verified";
  EXPECT_EQ(done.at("stage").at("name"), "verified");
  EXPECT_EQ(done.at("brag").at("name"), "blue");
  EXPECT_FALSE(done.at("overdue").as_bool());
  const auto findings = asked(told.board(), "findings").at("rows");
  EXPECT_EQ(one_of(findings, "id", "F-1").at("stage").at("name"), "closed");
  EXPECT_EQ(one_of(findings, "id", "F-2").at("stage").at("name"), "actionsAgreed");
}

TEST(Records, AnActionStaysBlueOnlyWhileItsLoopHoldsWhatItWasClosedOn) {
  Chronicle told;
  told_board(told);
  const auto brag = [&] {
    const auto rows = asked(told.board(), "actions").at("rows");
    return std::string{one_of(rows, "id", "A-1").at("brag").at("name").as_string()};
  };
  ASSERT_EQ(brag(), "blue");
  told.add("actions/A-9", action_json("", "2017-09-30", "police", "chief", "L-1"));
  EXPECT_NE(brag(), "blue") << "an action that answers the same finding is not delivered";
}

TEST(Records, AreFilteredByAgencyPriorityAreaAndTheme) {
  Chronicle told;
  told_board(told);
  const auto board = told.board();
  Filter police;
  police.agency = "police";
  EXPECT_THAT(ids(board, "actions", police), ElementsAre("A-2", "A-3"));
  EXPECT_THAT(ids(board, "findings", police), ElementsAre("F-2")) << "which their actions answer";
  EXPECT_THAT(ids(board, "learning-points", police), IsEmpty()) << "no action rests on L-2";
  Filter voice;
  voice.theme = "voice";
  EXPECT_THAT(ids(board, "findings", voice), ElementsAre("F-1"));
  EXPECT_THAT(ids(board, "evidence", voice), ElementsAre("E-1")) << "of its action's finding";
  EXPECT_THAT(ids(board, "reviews", voice), IsEmpty());
  Filter area;
  area.priority_area = "neglect";
  EXPECT_THAT(ids(board, "reviews", area), ElementsAre("R-2"));
  EXPECT_THAT(ids(board, "learning-points", area), ElementsAre("L-2"));
  area.agency = "council";
  EXPECT_THAT(ids(board, "actions", area), IsEmpty());
  area.agency = "police";
  area.theme = "tools";
  EXPECT_THAT(ids(board, "actions", area), ElementsAre("A-2", "A-3"));
  const auto filter = asked(board, "actions", area).at("filter");
  EXPECT_EQ(filter, (boost::json::object{
                        {"agency", "police"}, {"priorityArea", "neglect"}, {"theme", "tools"}}));
}

TEST(Records, AFilterFollowsWhatIsCorrectedAndLinked) {
  Chronicle told;
  told_board(told);
  Filter tools;
  tools.theme = "tools";
  ASSERT_THAT(ids(told.board(), "actions", tools), ElementsAre("A-2", "A-3"));
  told.add("actions/A-1", R"({"linked": {"findings": ["F-2"]}})");
  EXPECT_THAT(ids(told.board(), "actions", tools), ElementsAre("A-1", "A-2", "A-3"));
  told.because("Misread").add("findings/F-2", R"({"corrected": {"corrects": 1,
      "themes": ["recording"]}})");
  EXPECT_THAT(ids(told.board(), "actions", tools), IsEmpty());
}

TEST(Records, OfPeopleSayWhichTokensMayBeUsedOnThatDay) {
  Chronicle told;
  told.add("people/carol", R"({"added": {"name": "Carol", "role": "chair"}})");
  const auto issue = [&](const std::string& token, const std::string& last_day) {
    told.add("people/carol", R"({"tokenIssued": {"label": "test", "expires": ")" + last_day +
                                 R"(", "token": ")" + token + R"(", "sha256": ")" + token + "\"}}");
  };
  issue("T-1", "2017-06-29");
  issue("T-2", "2017-06-30");
  issue("T-3", "2017-12-31");
  told.add("people/carol", R"({"tokenRevoked": {"token": "T-3"}})");
  const auto row = one_of(asked(told.board(), "people").at("rows"), "id", "carol");
  const auto usable = [&](std::string_view token) {
    return one_of(row.at("tokens"), "id", token).at("usable").as_bool();
  };
  EXPECT_FALSE(usable("T-1")) << "its last day was the day before";
  EXPECT_TRUE(usable("T-2"));
  EXPECT_FALSE(usable("T-3"));
  EXPECT_THAT(boost::json::serialize(row), ::testing::Not(HasSubstr("sha256")));
}

TEST(Records, OfEvidenceSayWhetherItStands) {
  Chronicle told;
  told_board(told);
  const auto row = [&] { return asked(told.board(), "evidence").at("rows").at(0).as_object(); };
  EXPECT_TRUE(row().at("stands").as_bool());
  told.because("Who was asked?").add("evidence/E-1", R"({"challenged": {}})");
  EXPECT_TRUE(row().at("challenged").as_bool());
  EXPECT_FALSE(row().at("stands").as_bool());
  told.because("Wrong team").add("evidence/E-1", R"({"withdrawn": {}})");
  EXPECT_TRUE(row().at("withdrawn").as_bool());
  EXPECT_FALSE(row().at("stands").as_bool());
}

TEST(Records, PagesTogetherHoldEachOnceInOrder) {
  Chronicle told;
  told_board(told);
  const auto board = told.board();
  Filter police;
  police.agency = "police";
  for (const std::size_t limit : {1U, 2U, 3U, 200U}) {
    const auto paged = [&](const Filter& filter) {
      return ids_by_pages(
          limit, [&](const Page& page) { return records(board, "actions", filter, page, kToday); });
    };
    EXPECT_THAT(paged({}), ElementsAre("A-1", "A-2", "A-3"));
    EXPECT_THAT(paged(police), ElementsAre("A-2", "A-3"));
  }
  const auto counted = records(board, "actions", {}, {.cursor = {}, .limit = 1}, kToday).value();
  EXPECT_EQ(counted.at("count"), 3) << "of all pages";
}

TEST(Records, WhatThereIsNotIsSaid) {
  Chronicle told;
  told_board(told);
  const auto board = told.board();
  const auto unknown = records(board, "fiddles", {}, {}, kToday);
  ASSERT_TRUE(unknown.has_error());
  EXPECT_EQ(unknown.error().code, Errc::not_found);
  EXPECT_THAT(unknown.error().message, HasSubstr("no kind of record called 'fiddles'"));
  const auto lost = records(board, "actions", {}, {.cursor = "next", .limit = 5}, kToday);
  ASSERT_TRUE(lost.has_error());
  EXPECT_EQ(lost.error().problems.at(0).pointer, "/cursor");
  const auto many = records(board, "actions", {}, {.cursor = {}, .limit = 500}, kToday);
  ASSERT_TRUE(many.has_error());
  EXPECT_EQ(many.error().problems.at(0).pointer, "/limit");
}

TEST(Records, AnActionSaysWhenItIsDueNowAndWhenItWasAtFirst) {
  Chronicle told;
  told_board(told);
  const auto value = [&](std::string_view label) {
    const auto model = record(told.board(), "actions", "A-3", kToday).value();
    for (const auto& line : model.at("fields").as_array()) {
      if (line.at("label").as_string() == label) return std::string{line.at("value").as_string()};
    }
    return std::string{"none"};
  };
  EXPECT_EQ(value("Due at first"), "none");
  told.because("Staff").add("actions/A-3", R"({"dateMoved": {"newDate": "2017-12-31"}})");
  EXPECT_EQ(value("Due"), "31 December 2017");
  EXPECT_EQ(value("Due at first"), "30 September 2017");
}

}  // namespace
}  // namespace closeloop
