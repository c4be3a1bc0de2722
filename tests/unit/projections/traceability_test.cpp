#include "projections/queries.h"
#include "tests/support/told_loop.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told loop.
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string stage_in(const boost::json::object& model) {
  return std::string{model.at("stage").at("name").as_string()};
}

boost::json::object gap(const Board& board, std::string_view name, std::string_view day) {
  const auto model = gaps(board, {}, {}, a_day(day)).value();
  return one_of(model.at("gaps"), "name", name);
}

TEST(Traceability, R57_i_AnyOutcomeTracesToAtLeastOneFindingAndBack) {
  Chronicle told;
  closed_loop(told);
  // An outcome about a second action, which answers its finding by way of learning alone.
  told.add("findings/F-2", finding_json());
  told.add("learning-points/L-2", learning_json("F-2"));
  told.add("actions/A-2", action_json("", "2017-09-30", "council", "head", "L-2"));
  told.add("evidence/E-2", outcome_json("A-2", "2017-06-01", "2017-06-01"));
  const auto board = told.board();

  const auto first = trace(board, "evidence", "E-1", told.today()).value();
  EXPECT_THAT(each(first.at("back"), "id"), ElementsAre("A-1", "F-1", "L-1", "R-1"));
  EXPECT_THAT(each(first.at("forward"), "id"), IsEmpty());
  const auto second = trace(board, "evidence", "E-2", told.today()).value();
  EXPECT_THAT(each(second.at("back"), "id"), ElementsAre("A-2", "L-2", "F-2", "R-1"));

  for (const auto& [finding, outcome] : {std::pair{"F-1", "E-1"}, std::pair{"F-2", "E-2"}}) {
    const auto there = trace(board, "findings", finding, told.today()).value();
    EXPECT_THAT(each(there.at("forward"), "id"), Contains(outcome));
    EXPECT_THAT(each(there.at("back"), "id"), ElementsAre("R-1"));
  }
}

TEST(Traceability, R57_i_WhatSharesAnActionIsNotConnectedByIt) {
  Chronicle told;
  agree_loop(told);
  told.add("findings/F-2", finding_json());
  told.add("actions/A-1", R"({"linked": {"findings": ["F-2"]}})");
  const auto board = told.board();

  const auto forward = trace(board, "findings", "F-1", told.today()).value().at("forward");
  EXPECT_THAT(each(forward, "id"), ElementsAre("L-1", "A-1"));
  const auto back = trace(board, "actions", "A-1", told.today()).value().at("back");
  EXPECT_THAT(each(back, "id"), ::testing::UnorderedElementsAre("F-1", "F-2", "L-1", "R-1"));
  const auto loop = finding_loop(board, "F-1", told.today()).value();
  const auto action = one_of(loop.at("nodes"), "id", "A-1");
  EXPECT_THAT(each(action.at("alsoServes"), "id"), ElementsAre("F-2"));
}

TEST(Traceability, R57_ii_DeliveredWithoutOutcomeEvidenceNeverShowsClosed) {
  Chronicle told;
  agree_loop(told);
  const auto shown = [&] { return finding_loop(told.board(), "F-1", told.today()).value(); };
  EXPECT_EQ(stage_in(shown()), "actionsUnderWay");
  told.on("2017-03-01").add("actions/A-1", deliver("2017-03-01"));
  EXPECT_EQ(stage_in(shown()), "delivered");
  told.add("actions/A-1", verify);
  EXPECT_EQ(stage_in(shown()), "verified");
  // What a source says of itself, and an output, change nothing.
  told.add("actions/A-1", R"({"sourceStatusReported": {"status": "complete"}})");
  told.add("evidence/E-1", R"({"recorded": {"kind": "output", "title": "Register",
      "actions": ["A-1"], "method": "document", "strength": "strong"}})");
  // An outcome seen before the delivery shows nothing of it.
  told.add("evidence/E-2", outcome_json("A-1", "2017-01-01", "2017-02-01"));

  const auto loop = shown();
  EXPECT_EQ(stage_in(loop), "verified");
  EXPECT_FALSE(loop.at("mayClose").as_bool());
  EXPECT_THAT(each(loop.at("missing"), "test"), Contains("closure.outcome-evidence"));
  EXPECT_NE(loop.at("brag").at("name"), "blue");
  EXPECT_EQ(loop_list(told.board(), {}, {}, told.today()).value().at("closed"), 0);
  EXPECT_THAT(boost::json::serialize(loop.at("sourceStatus")),
              HasSubstr("kept beside our own status"));
}

TEST(Traceability, R57_v_RecurrencePromptsReopening) {
  Chronicle told;
  closed_loop(told);
  const auto prompts = [&] {
    return finding_loop(told.board(), "F-1", told.today()).value().at("prompts");
  };
  told.on("2018-01-10")
      .add("reviews/R-2", R"({"opened": {"kind": "rapidReview", "title": "Second"}})");
  told.add("findings/F-2", finding_json("R-1"));           // Of the same review.
  told.add("findings/F-3", finding_json("R-2", "tools"));  // Another theme.
  told.add("findings/F-4", finding_json("R-2", "voice", "strength"));
  EXPECT_THAT(prompts().as_array(), IsEmpty());

  told.add("findings/F-5", finding_json("R-2"));
  const auto prompt = one_of(prompts(), "because", "recurrence");
  EXPECT_EQ(prompt.at("finding").at("id"), "F-5");
  EXPECT_EQ(prompt.at("command").at("path"), "/api/v1/findings/F-1/reopen");
  EXPECT_THAT(std::string{prompt.at("sentence").as_string()},
              HasSubstr("found again in F-5 on 10 January 2018, 223 days after closing"));

  told.add("findings/F-1", R"({"reopened": {"because": "recurrence", "finding": "F-5"}})");
  EXPECT_THAT(prompts().as_array(), IsEmpty());
}

TEST(Traceability, R57_v_WhatIsFoundAfter24MonthsIsNoRecurrence) {
  Chronicle told;
  closed_loop(told);  // On 1 June 2017.
  told.add("findings/F-1", R"({"sustainabilityPassed": {"statement": "It lasts"}})");
  told.on("2019-06-02")
      .add("reviews/R-2", R"({"opened": {"kind": "rapidReview", "title": "Second"}})");
  told.add("findings/F-2", finding_json("R-2"));
  const auto late = finding_loop(told.board(), "F-1", told.today()).value();
  EXPECT_THAT(late.at("recurrences").as_array(), IsEmpty());

  told.late("2019-06-01", "findings/F-3", finding_json("R-2"));
  const auto in_time = finding_loop(told.board(), "F-1", told.today()).value();
  EXPECT_THAT(each(in_time.at("recurrences"), "id"), ElementsAre("F-3"));
}

TEST(Traceability, R57_vi_FindingsWithoutLearningAreListedWithTheirAge) {
  Chronicle told;
  agree_loop(told);
  told.on("2017-01-10").add("findings/F-2", finding_json());
  told.add("findings/F-3", finding_json("R-1", "voice", "strength"));
  told.add("findings/F-4", finding_json("R-1", "voice", "expectedOutcome"));
  const auto found = gap(told.board(), "findingWithoutLearning", "2017-01-30");
  EXPECT_THAT(each(found.at("rows"), "id"), ElementsAre("F-2"));
  EXPECT_EQ(found.at("rows").at(0).at("since"), "2017-01-10");
  EXPECT_EQ(found.at("rows").at(0).at("ageDays"), 20);

  told.add("learning-points/L-2", learning_json("F-2"));
  EXPECT_EQ(gap(told.board(), "findingWithoutLearning", "2017-01-30").at("count"), 0);
}

TEST(Traceability, R57_vi_LearningWithoutActionIsListed) {
  Chronicle told;
  agree_loop(told);
  told.on("2017-01-10").add("findings/F-2", finding_json());
  told.on("2017-01-12").add("learning-points/L-2", learning_json("F-2"));
  const auto listed = [&] {
    return each(gap(told.board(), "learningWithoutAction", "2017-02-01").at("rows"), "id");
  };
  EXPECT_THAT(listed(), ElementsAre("L-2"));
  told.add("actions/A-2", action_json("F-2"));  // Of its finding, so the chain goes on.
  EXPECT_THAT(listed(), IsEmpty());
  told.on("2017-01-20").because("Overtaken").add("actions/A-2", R"({"withdrawn": {}})");
  const auto again = gap(told.board(), "learningWithoutAction", "2017-02-01");
  EXPECT_THAT(each(again.at("rows"), "id"), ElementsAre("L-2"));
  EXPECT_EQ(again.at("rows").at(0).at("since"), "2017-01-20") << "since it had none again";
}

TEST(Traceability, R57_vi_ActionsWithoutAFindingAreListed) {
  Chronicle told;
  agree_loop(told);
  told.add("actions/A-2", action_json(""));
  EXPECT_THAT(each(gap(told.board(), "actionWithoutFinding", "2017-02-01").at("rows"), "id"),
              ElementsAre("A-2"));
  told.add("actions/A-2", R"({"linked": {"learningPoints": ["L-1"]}})");
  EXPECT_EQ(gap(told.board(), "actionWithoutFinding", "2017-02-01").at("count"), 0);
}

TEST(Traceability, R57_vi_AGapIsAsOldAsItselfWhateverElseIsWithdrawn) {
  Chronicle told;
  agree_loop(told);
  told.on("2017-01-10").add("findings/F-2", finding_json());
  told.add("actions/A-2", action_json("F-2"));
  told.on("2017-01-20").because("Overtaken").add("actions/A-2", R"({"withdrawn": {}})");
  const auto found = gap(told.board(), "findingWithoutLearning", "2017-01-30");
  ASSERT_THAT(each(found.at("rows"), "id"), ElementsAre("F-2"));
  EXPECT_EQ(found.at("rows").at(0).at("since"), "2017-01-10") << "it never had learning";
}

TEST(Traceability, R57_vi_ALostOutcomeOpensItsGapAgainFromThatDay) {
  Chronicle told;
  agree_loop(told);
  deliver_loop(told);
  const auto since = [&] {
    const auto found = gap(told.board(), "verifiedWithoutOutcomeEvidence", "2017-06-30");
    return each(found.at("rows"), "since");
  };
  EXPECT_THAT(since(), ElementsAre("2017-03-08"));
  told.on("2017-04-01").add("evidence/E-1", R"({"recorded": {"kind": "output", "title": "Register",
      "actions": ["A-1"], "method": "document", "strength": "weak"}})");
  told.on("2017-04-02").because("Wrong file").add("evidence/E-1", R"({"withdrawn": {}})");
  EXPECT_THAT(since(), ElementsAre("2017-03-08")) << "an output never filled it";
  told.on("2017-04-30").add("evidence/E-2", outcome_json("A-1", "2017-03-15", "2017-04-15"));
  EXPECT_THAT(since(), IsEmpty());
  told.on("2017-05-05").because("Wrong team").add("evidence/E-2", R"({"withdrawn": {}})");
  EXPECT_THAT(since(), ElementsAre("2017-05-05"));
}

TEST(Traceability, R57_vi_NothingIsCountedTwice) {
  Chronicle told;
  agree_loop(told);
  // An action of no finding, delivered and not verified, said to be complete by its source: it
  // has several gaps, and is one record.
  told.add("actions/A-2", action_json(""));
  told.add("actions/A-2", R"({"sourceStatusReported": {"status": "complete"}})");
  told.add("actions/A-2", accept);
  told.add("actions/A-2", deliver("2017-01-02"));
  const auto model = gaps(told.board(), {}, {}, a_day("2017-02-01")).value();
  std::int64_t kinds = 0;
  for (const auto& kind : model.at("gaps").as_array()) {
    kinds += kind.at("count").to_number<std::int64_t>();
    EXPECT_EQ(kind.at("count"), kind.at("rows").as_array().size());
  }
  EXPECT_GE(kinds, 2) << "more than one gap";
  EXPECT_EQ(model.at("total"), 1) << "of one record";
  EXPECT_EQ(model.at("sentence"), "1 record stands where the loop is broken.");
}

TEST(Traceability, WhatIsNotThereIsNotFound) {
  Chronicle told;
  agree_loop(told);
  const auto board = told.board();
  EXPECT_EQ(trace(board, "findings", "F-9", told.today()).error().code, Errc::not_found);
  EXPECT_EQ(trace(board, "fiddles", "F-1", told.today()).error().code, Errc::not_found);
  EXPECT_EQ(finding_loop(board, "F-9", told.today()).error().code, Errc::not_found);
  Filter filter;
  filter.gap = "none";
  EXPECT_EQ(gaps(board, filter, {}, told.today()).error().code, Errc::invalid);
}

TEST(Traceability, WhatMovesAnActionOnIsWhatItLacks) {
  Chronicle told;
  told.add("reviews/R-1", R"({"opened": {"kind": "other", "title": "R"}})");
  told.add("findings/F-1", finding_json());
  told.add("actions/A-1", action_json("F-1", "2017-03-31", "", ""));
  told.add("actions/A-2", action_json());
  told.add("actions/A-3", action_json());
  told.add("actions/A-3", accept);
  told.because("No trainer").add("actions/A-3", R"({"blocked": {}})");
  const auto loop = finding_loop(told.board(), "F-1", a_day("2017-03-01")).value();
  std::vector<std::string> paths;
  for (const auto& one : loop.at("missing").as_array()) {
    if (one.at("test") != "closure.actions-verified") continue;
    paths.emplace_back(one.at("command").at("path").as_string());
  }
  EXPECT_EQ(paths,
            (std::vector<std::string>{"/api/v1/actions/A-1/correct", "/api/v1/actions/A-2/accept",
                                      "/api/v1/actions/A-3/unblock"}));
}

}  // namespace
}  // namespace closeloop
