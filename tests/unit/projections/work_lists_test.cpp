#include "projections/work_lists.h"

#include "projections/filter_choices.h"
#include "tests/support/paging.h"
#include "tests/support/told_loop.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told loop.
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr std::string_view kToday = "2017-03-31";

void agree(Chronicle& told, std::string_view action, std::string_view finding, std::string_view due,
           std::string_view agency, std::string_view owner) {
  const auto stream = "actions/" + std::string{action};
  told.add(stream, action_json(finding, due, agency, owner));
  told.add(stream, accept);
}

/// Two plans: R-1 on neglect, whose finding F-1 the council answers; R-2 on exploitation, whose
/// finding F-2 the police answer. On 31 March 2017:
///   A-1  council, head   due that day
///   A-2  police,  chief  due a month before
///   A-3  council, deputy due 28 days after
///   A-4  police,  chief  due 29 days after
///   A-5  council, head   delivered on 10 March, nine days late
///   A-6  police,  chief  delivered and verified, with an outcome
///   A-7  council, head   withdrawn, long overdue
///   A-8  council, head   complete at the source, long overdue
void busy_board(Chronicle& told) {
  told.on("2016-11-01").add("reviews/R-1", R"({"opened": {"kind": "multiAgencyAudit",
      "title": "Neglect audit", "priorityAreas": ["neglect"]}})");
  told.add("reviews/R-2", R"({"opened": {"kind": "rapidReview",
      "title": "Rapid review", "priorityAreas": ["exploitation"]}})");
  told.add("findings/F-1", finding_json("R-1", "voice"));
  told.add("findings/F-2", finding_json("R-2", "tools"));
  told.on("2017-01-02");
  told.add("people/lara", R"({"added": {"name": "Lara", "role": "agencyLead",
      "agency": "council", "post": "deputy"}})");
  told.add("people/carl", R"({"added": {"name": "Carl", "role": "boardMember",
      "post": "chief"}})");
  told.add("people/nora", R"({"added": {"name": "Nora", "role": "boardMember"}})");
  agree(told, "A-1", "F-1", "2017-03-31", "council", "head");
  agree(told, "A-2", "F-2", "2017-02-28", "police", "chief");
  agree(told, "A-3", "F-1", "2017-04-28", "council", "deputy");
  agree(told, "A-4", "F-2", "2017-04-29", "police", "chief");
  agree(told, "A-5", "F-1", "2017-03-01", "council", "head");
  agree(told, "A-6", "F-2", "2017-03-02", "police", "chief");
  agree(told, "A-7", "F-1", "2017-01-31", "council", "head");
  agree(told, "A-8", "F-1", "2017-02-01", "council", "head");
  told.because("Overtaken").add("actions/A-7", R"({"withdrawn": {}})");
  told.add("actions/A-8", R"({"sourceStatusReported": {"status": "complete"}})");
  told.on("2017-03-01").add("actions/A-6", deliver("2017-03-01"));
  told.add("actions/A-6", verify);
  told.on("2017-03-10").add("actions/A-5", deliver("2017-03-10"));
  told.on("2017-03-20").add("evidence/E-1", outcome_json("A-6", "2017-03-02", "2017-03-19"));
}

Result<boost::json::object> asked(const Board& board, std::string_view list,
                                  std::string_view person = "", const Filter& filter = {},
                                  std::string_view day = kToday) {
  return work_list(board, list, person, filter, {}, a_day(day));
}

std::vector<std::string> ids(const Board& board, std::string_view list,
                             std::string_view person = "", const Filter& filter = {},
                             std::string_view day = kToday) {
  const auto model = asked(board, list, person, filter, day).value();
  auto found = each(model.at("rows"), "id");
  EXPECT_EQ(model.at("count"), found.size()) << list;
  return found;
}

std::string sentence(const Board& board, std::string_view list, std::string_view person = "",
                     std::string_view day = kToday) {
  return std::string{asked(board, list, person, {}, day).value().at("sentence").as_string()};
}

TEST(WorkLists, OverdueIsWhatIsStillToBeDoneAfterItsDueDate) {
  Chronicle told;
  busy_board(told);
  const auto board = told.board();
  EXPECT_THAT(ids(board, "overdue"), ElementsAre("A-2"));
  EXPECT_EQ(sentence(board, "overdue"), "1 action is overdue on 31 March 2017.");
  const auto model = asked(board, "overdue").value();
  EXPECT_EQ(model.at("rows").at(0).at("status"), "Overdue 31 days");
  EXPECT_EQ(model.at("rows").at(0).at("daysOverdue"), 31);
  // A day later A-1 is overdue too; the one most overdue comes first.
  EXPECT_THAT(ids(board, "overdue", "", {}, "2017-04-01"), ElementsAre("A-2", "A-1"));
  EXPECT_THAT(ids(board, "overdue", "", {}, "2017-02-28"), IsEmpty());
}

TEST(WorkLists, AStageLetsThroughTheActionsOfLoopsAtIt) {
  Chronicle told;
  busy_board(told);
  const auto board = told.board();
  std::vector<std::string> at_some_stage;
  const auto choices = filter_choices(board);
  for (const auto& stage : choices.at("stages").as_array()) {
    const Filter filter{.agency = {},
                        .priority_area = {},
                        .theme = {},
                        .stage = std::string{stage.at("name").as_string()},
                        .gap = {}};
    for (auto& id : ids(board, "overdue", "", filter, "2017-04-01")) {
      at_some_stage.push_back(std::move(id));
      EXPECT_EQ(filter.stage, "actionsUnderWay") << at_some_stage.back();
    }
  }
  EXPECT_THAT(at_some_stage, ElementsAre("A-2", "A-1"));
  const Filter unknown{.agency = {}, .priority_area = {}, .theme = {}, .stage = "no", .gap = {}};
  EXPECT_FALSE(asked(board, "all", "", unknown));
}

TEST(WorkLists, DueSoonIsFromThatDayToTwentyEightDaysAfter) {
  Chronicle told;
  busy_board(told);
  const auto board = told.board();
  EXPECT_THAT(ids(board, "due-soon"), ElementsAre("A-1", "A-3"));
  EXPECT_EQ(sentence(board, "due-soon"), "2 actions are due in the 28 days from 31 March 2017.");
  const auto rows = asked(board, "due-soon").value().at("rows");
  EXPECT_THAT(each(rows, "status"), ElementsAre("Due soon", "Due soon"));
  EXPECT_THAT(ids(board, "due-soon", "", {}, "2017-04-01"), ElementsAre("A-3", "A-4"));
}

TEST(WorkLists, AllIsWhatIsLiveByItsDueDate) {
  Chronicle told;
  busy_board(told);
  const auto board = told.board();
  EXPECT_THAT(ids(board, "all"), ElementsAre("A-8", "A-2", "A-5", "A-6", "A-1", "A-3", "A-4"));
  EXPECT_EQ(sentence(board, "all"), "7 actions are live.");
}

TEST(WorkLists, AwaitingEvidenceIsDeliveredWithNothingToShowForIt) {
  Chronicle told;
  busy_board(told);
  const auto listed = [&] { return ids(told.board(), "awaiting-evidence"); };
  EXPECT_THAT(listed(), ElementsAre("A-5"));
  const auto row = asked(told.board(), "awaiting-evidence").value().at("rows").at(0);
  EXPECT_EQ(row.at("status"), "No outcome evidence for 21 days") << "since 10 March";
  // An output shows no outcome; nor does what was seen before the delivery, nor weak evidence.
  told.add("evidence/E-2", R"({"recorded": {"kind": "output", "title": "Register",
      "actions": ["A-5"], "method": "document", "strength": "strong"}})");
  told.add("evidence/E-3", outcome_json("A-5", "2017-03-09", "2017-03-20"));
  EXPECT_THAT(listed(), ElementsAre("A-5"));
  told.add("evidence/E-4", outcome_json("A-5", "2017-03-10", "2017-03-20"));
  EXPECT_THAT(listed(), IsEmpty());
  told.because("Wrong team").add("evidence/E-4", R"({"withdrawn": {}})");
  EXPECT_THAT(listed(), ElementsAre("A-5"));
  // Once the loop is closed without improvement, nobody waits for evidence any more.
  told.because("Overtaken").add("findings/F-1", R"({"closedWithoutImprovement":
      {"ground": "overtaken", "reviewOn": "2018-01-01", "approvedBy": "carol"}})");
  EXPECT_THAT(listed(), IsEmpty());
}

TEST(WorkLists, MineIsWhatMyPostOwns) {
  Chronicle told;
  busy_board(told);
  const auto board = told.board();
  EXPECT_THAT(ids(board, "mine", "carl"), ElementsAre("A-2", "A-4"));
  const auto model = asked(board, "mine", "carl").value();
  EXPECT_EQ(model.at("late"), 1);
  EXPECT_EQ(model.at("sentence"), "You have 2 things to do. 1 is late.");
  EXPECT_EQ(sentence(board, "mine", "nora"), "You have nothing to do.") << "who has no post";
}

TEST(WorkLists, MineOfAnAgencyLeadIsWhatTheAgencyLeadsOrSupports) {
  Chronicle told;
  busy_board(told);
  EXPECT_THAT(ids(told.board(), "mine", "lara"), ElementsAre("A-1", "A-3"));
  told.because("They help").add("actions/A-4", R"({"corrected": {"corrects": 1,
      "supportingAgencies": ["council"]}})");
  EXPECT_THAT(ids(told.board(), "mine", "lara"), ElementsAre("A-1", "A-3", "A-4"));
  Filter police;
  police.agency = "police";
  EXPECT_THAT(ids(told.board(), "mine", "lara", police), IsEmpty());
  Filter tools;
  tools.theme = "tools";
  EXPECT_THAT(ids(told.board(), "mine", "lara", tools), ElementsAre("A-4"));
}

TEST(WorkLists, AreFilteredByAgencyPriorityAreaAndTheme) {
  Chronicle told;
  busy_board(told);
  const auto board = told.board();
  const Filter police{.agency = "police", .priority_area = "", .theme = "", .stage = "", .gap = ""};
  EXPECT_THAT(ids(board, "all", "", police), ElementsAre("A-2", "A-6", "A-4"));
  EXPECT_THAT(ids(board, "overdue", "", police), ElementsAre("A-2"));
  EXPECT_THAT(ids(board, "due-soon", "", police), IsEmpty());
  Filter area;
  area.priority_area = "neglect";  // Of the review of their finding.
  EXPECT_THAT(ids(board, "all", "", area), ElementsAre("A-8", "A-5", "A-1", "A-3"));
  Filter theme;
  theme.theme = "tools";  // Of their finding.
  EXPECT_THAT(ids(board, "all", "", theme), ElementsAre("A-2", "A-6", "A-4"));
  EXPECT_THAT(ids(board, "mine", "carl", theme), ElementsAre("A-2", "A-4"));
  theme.agency = "council";
  EXPECT_THAT(ids(board, "all", "", theme), IsEmpty()) << "both at once";
  theme.agency = "police";
  theme.priority_area = "exploitation";
  EXPECT_THAT(ids(board, "all", "", theme), ElementsAre("A-2", "A-6", "A-4")) << "all three";
  Filter unheard;
  unheard.theme = "unheard-of";
  EXPECT_THAT(ids(board, "all", "", unheard), IsEmpty());
  const auto shown = asked(board, "all", "", police).value().at("filter");
  EXPECT_EQ(shown, (boost::json::object{{"agency", "police"}})) << "only what was given";
}

TEST(WorkLists, EveryListShowsHowManyAreInEach) {
  Chronicle told;
  busy_board(told);
  const auto board = told.board();
  const auto counts = asked(board, "all", "carl").value().at("counts");
  const auto count = [&](std::string_view list) {
    return one_of(counts, "list", list).at("count");
  };
  EXPECT_EQ(count("mine"), 2);
  EXPECT_EQ(count("overdue"), 1);
  EXPECT_EQ(count("due-soon"), 2);
  EXPECT_EQ(count("awaiting-evidence"), 1);
  EXPECT_EQ(count("awaiting-my-signature"), 0);
  EXPECT_EQ(count("all"), 7);
  EXPECT_THAT(each(asked(board, "all").value().at("counts"), "list"),
              UnorderedElementsAre("overdue", "due-soon", "awaiting-evidence", "look-again", "all"))
      << "of nobody there is no list of their own";
}

TEST(WorkLists, PagesTogetherHoldEachOnceInOrder) {
  Chronicle told;
  busy_board(told);
  const auto board = told.board();
  const Filter council{
      .agency = "council", .priority_area = "neglect", .theme = "", .stage = "", .gap = ""};
  for (const std::size_t limit : {1U, 2U, 3U, 7U, 200U}) {
    const auto paged = [&](std::string_view list, const Filter& filter) {
      return ids_by_pages(limit, [&](const Page& page) {
        return work_list(board, list, "carl", filter, page, a_day(kToday));
      });
    };
    EXPECT_THAT(paged("all", {}), ElementsAre("A-8", "A-2", "A-5", "A-6", "A-1", "A-3", "A-4"));
    EXPECT_THAT(paged("all", council), ElementsAre("A-8", "A-5", "A-1", "A-3"));
    EXPECT_THAT(paged("mine", {}), ElementsAre("A-2", "A-4"));
    EXPECT_THAT(paged("due-soon", {}), ElementsAre("A-1", "A-3"));
  }
}

TEST(WorkLists, APageGoesOnWhereItEndedWhateverWasRecordedSince) {
  Chronicle told;
  busy_board(told);
  const auto first =
      work_list(told.board(), "all", "", {}, {.cursor = {}, .limit = 3}, a_day(kToday));
  ASSERT_THAT(each(first.value().at("rows"), "id"), ElementsAre("A-8", "A-2", "A-5"));
  agree(told, "A-9", "F-1", "2017-01-15", "council", "head");  // Before the place that was left.
  const std::string next{first.value().at("next").as_string()};
  const auto second =
      work_list(told.board(), "all", "", {}, {.cursor = next, .limit = 3}, a_day(kToday));
  EXPECT_THAT(each(second.value().at("rows"), "id"), ElementsAre("A-6", "A-1", "A-3"));
}

TEST(WorkLists, WhatIsNotThereIsSaidClearly) {
  Chronicle told;
  busy_board(told);
  const auto board = told.board();
  const auto no_list = asked(board, "late");
  ASSERT_TRUE(no_list.has_error());
  EXPECT_EQ(no_list.error().code, Errc::not_found);
  EXPECT_THAT(no_list.error().message, HasSubstr("There are: mine, overdue, due-soon"));
  const auto nobody = asked(board, "mine", "nobody");
  ASSERT_TRUE(nobody.has_error());
  EXPECT_EQ(nobody.error().message, "There is no person 'nobody' here.");
  EXPECT_EQ(asked(board, "awaiting-my-signature", "").error().code, Errc::not_found);

  for (const auto* cursor : {"x", "0-", "0-12", "9-0000000000000000", "zzzzzzzzzzzzzzzzzz"}) {
    const auto lost =
        work_list(board, "all", "", {}, {.cursor = cursor, .limit = 3}, a_day(kToday));
    ASSERT_TRUE(lost.has_error()) << cursor;
    EXPECT_EQ(lost.error().code, Errc::invalid);
    EXPECT_EQ(lost.error().problems.at(0).pointer, "/cursor");
    EXPECT_THAT(lost.error().problems.at(0).message, HasSubstr("begin with the first page"));
  }
  for (const std::size_t limit : {0U, 201U}) {
    const auto wrong =
        work_list(board, "all", "", {}, {.cursor = {}, .limit = limit}, a_day(kToday));
    ASSERT_TRUE(wrong.has_error()) << limit;
    EXPECT_EQ(wrong.error().problems.at(0).pointer, "/limit");
  }
}

}  // namespace
}  // namespace closeloop
