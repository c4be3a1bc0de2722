// What the figures say of actions, as people see it: proposals, prompts, words and claims.
#include <gmock/gmock.h>

#include "projections/measures/shift_proposals.h"
#include "projections/queries.h"
#include "tests/support/told_figures.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told loop.
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::vector<double> seven_lower(7, 24.0);

boost::json::object figures_of_loop(const Chronicle& told) {
  const auto model = finding_loop(told.board(), "F-1", told.today()).value();
  return model.at("figures").at(0).as_object();
}

std::string evidence_of(std::string_view from = "2017-03-01", std::string_view to = "2017-09-30") {
  return fmt::format(R"({{"recorded": {{"kind": "outcome", "title": "Figures of N01",
      "actions": ["A-1"], "method": "dataShift", "strength": "medium", "observedFrom": "{}",
      "observedTo": "{}", "series": "S-1"}}}})",
                     from, to);
}

TEST(FiguresAsEvidence, R57_AreProposedWithEverythingThatWouldBeRecorded) {
  Chronicle told;
  figures_after_delivery(told, seven_lower);
  const auto head = told.head();
  const auto figures = figures_of_loop(told);
  EXPECT_TRUE(figures.at("proposed").as_bool());
  EXPECT_EQ(figures.at("indicator").at("id"), "N01");
  EXPECT_EQ(figures.at("series"), "S-1");
  EXPECT_EQ(figures.at("points"), 7U);
  const auto& evidence = figures.at("evidence").as_object();
  EXPECT_EQ(boost::json::serialize(evidence),
            R"({"kind":"outcome","title":"Figures of N01 since A-1 was delivered",)"
            R"("actions":["A-1"],"method":"dataShift","strength":"medium",)"
            R"("observedFrom":"2017-03-01","observedTo":"2017-09-30","series":"S-1"})");
  EXPECT_EQ(figures.at("command").at("path"), "/api/v1/evidence");
  EXPECT_EQ(told.head(), head) << "nothing is recorded by the system";
  const auto board = told.board();
  EXPECT_EQ(measure(board, "N01", told.today()).value().at("figures").at(0).at("proposed"), true);
  EXPECT_EQ(
      record(board, "actions", "A-1", told.today()).value().at("figures").at(0).at("proposed"),
      true);
}

TEST(FiguresAsEvidence, AreOnTheListOfWhatAwaitsEvidence) {
  Chronicle told;
  figures_after_delivery(told, seven_lower);
  const auto list = work_list(told.board(), "awaiting-evidence", "", {}, {}, told.today()).value();
  EXPECT_EQ(list.at("rows").at(0).at("figures"), "The figures of N01 may show an outcome.");
}

TEST(FiguresAsEvidence, SayWhyNotBeforeDeliveryAndBeforeThereAreEnough) {
  Chronicle told;
  tell_own_area(told);
  agree_loop(told);
  define_measure(told, "N01", "lower");
  link_action(told, "N01", "A-1");
  EXPECT_EQ(figures_of_loop(told).at("sentence"),
            "A-1 is not delivered yet: figures count only from then on.");
  deliver_loop(told);
  EXPECT_EQ(figures_of_loop(told).at("verdict"), "noData");
  open_months(told, "S-1", "N01");
  told.on("2019-01-02");
  measure_months(told, "S-1", "2017-01", {30, 20, 20, 20, 20});
  const auto figures = figures_of_loop(told);
  EXPECT_FALSE(figures.at("proposed").as_bool());
  EXPECT_FALSE(figures.contains("evidence"));
  EXPECT_THAT(std::string{figures.at("sentence").as_string()},
              HasSubstr("Not yet: 3 figures after delivery, 7 needed."));
}

TEST(FiguresAsEvidence, R57_iv_CountOnALoopFromItsLatestDelivery) {
  Chronicle told;
  figures_after_delivery(told, seven_lower);
  told.add("actions/A-2", action_json("F-1"));
  told.add("actions/A-2", R"({"accepted": {"by": "alan"}})");
  told.add("actions/A-2", deliver("2017-04-10"));
  const auto figures = figures_of_loop(told);
  EXPECT_EQ(figures.at("deliveredOn"), "2017-04-10");
  EXPECT_EQ(figures.at("points"), 5U);
  EXPECT_FALSE(figures.at("proposed").as_bool());
}

TEST(FiguresAsEvidence, AreNotProposedTwiceUnlessTheFirstWasWithdrawn) {
  Chronicle told;
  figures_after_delivery(told, seven_lower);
  told.add("evidence/E-1", evidence_of());
  EXPECT_EQ(figures_of_loop(told).at("sentence"), "E-1 rests on these figures already.");
  EXPECT_FALSE(figures_of_loop(told).at("proposed").as_bool());
  told.add("evidence/E-1", R"({"withdrawn": {}})");
  EXPECT_TRUE(figures_of_loop(told).at("proposed").as_bool());
}

TEST(FiguresAsEvidence, TheRuleIsToldWhatTheySay) {
  Chronicle told;
  figures_after_delivery(told, seven_lower);
  const auto board = told.board();
  const auto said = [&](const char* action, std::string_view from, std::string_view to) {
    return figures_said(board, {Id<ActionId>{action}}, "S-1", a_day(from), a_day(to));
  };
  EXPECT_TRUE(said("A-1", "2017-03-01", "2017-09-30").signals);
  EXPECT_EQ(said("A-1", "2017-03-01", "2017-09-30").delivered_on, a_day("2017-03-01"));
  EXPECT_FALSE(said("A-1", "2017-03-01", "2017-08-31").signals) << "six figures";
  EXPECT_FALSE(said("A-9", "2017-03-01", "2017-09-30").linked);
}

struct ClosedOnFigures : Chronicle {
  /// A loop closed on 1 June 2017, with figures for each month from March on.
  explicit ClosedOnFigures(const std::vector<double>& after) {
    tell_own_area(*this);
    closed_loop(*this);
    define_measure(*this, "N01", "lower");
    link_action(*this, "N01", "A-1");
    open_months(*this, "S-1", "N01");
    on("2017-12-01");
    add("people/carol", R"({"added": {"name": "Carol", "role": "chair"}})");
    add("people/mark", R"({"added": {"name": "Mark", "role": "boardManager"}})");
    measure_months(*this, "S-1", measure_months(*this, "S-1", "2016-01", steady_months), after);
  }
  [[nodiscard]] boost::json::value prompts() const {
    return finding_loop(board(), "F-1", today()).value().at("prompts");
  }
  [[nodiscard]] std::vector<std::string> waiting_for(std::string_view person) const {
    const auto list = work_list(board(), "awaiting-my-signature", person, {}, {}, today()).value();
    return each(list.at("rows"), "id");
  }
};

TEST(FiguresAsEvidence, R57_v_AConcernSinceTheClosingPromptsReopening) {
  const ClosedOnFigures told{{30, 31, 30, 30, 50}};  // July gives concern.
  const auto prompt = one_of(told.prompts(), "because", "signal");
  EXPECT_EQ(prompt.at("sentence"),
            "The figures of N01 give concern since the closing: at 2017-07, it lies outside the "
            "expected range (plot-the-dots-1). Consider reopening the loop.");
  EXPECT_EQ(prompt.at("indicator").at("id"), "N01");
  EXPECT_EQ(prompt.at("period"), "2017-07");
  EXPECT_EQ(prompt.at("command").at("path"), "/api/v1/findings/F-1/reopen");
  EXPECT_THAT(told.waiting_for("carol"), ElementsAre("F-1"));
  EXPECT_THAT(told.waiting_for("mark"), IsEmpty()) << "a board manager reopens nothing";
}

TEST(FiguresAsEvidence, R57_v_AConcernFromBeforeTheClosingDoesNot) {
  const ClosedOnFigures told{{30, 31, 50, 30, 30}};  // May gave concern; closed on 1 June.
  EXPECT_THAT(told.prompts().as_array(), IsEmpty());
  EXPECT_THAT(told.waiting_for("carol"), IsEmpty());
}

TEST(FiguresAsEvidence, R57_v_OnceReopenedItPromptsNoMore) {
  ClosedOnFigures told{{30, 31, 30, 30, 50}};
  told.add("findings/F-1", R"({"reopened": {"because": "signal"}})");
  EXPECT_THAT(told.prompts().as_array(), IsEmpty());
}

boost::json::object row_of(const Chronicle& told) {
  const auto card = scorecard(told.board(), "neglect", "", told.today()).value();
  return card.at("sections").at(0).at("measures").at(0).as_object();
}

TEST(FiguresAsEvidence, ASignalWantsWordsWithTheirAuthorAndDay) {
  Chronicle told;
  figures_after_delivery(told, seven_lower);
  told.add("people/anna", R"({"added": {"name": "Anna Analyst", "role": "analyst"}})");
  EXPECT_TRUE(row_of(told).contains("narrativeWanted"));
  EXPECT_FALSE(row_of(told).contains("narrative"));
  told.by("anna").add("series/S-1", R"({"narrativeWritten": {"period": "2017-09",
      "narrative": "Fewer since the training."}})");
  const auto row = row_of(told);
  EXPECT_FALSE(row.contains("narrativeWanted"));
  EXPECT_EQ(row.at("narrative").at("narrative"), "Fewer since the training.");
  EXPECT_EQ(row.at("narrative").at("by").at("name"), "Anna Analyst");
  EXPECT_EQ(row.at("narrative").at("on"), "2019-01-02");
  const auto model = measure(told.board(), "N01", told.today()).value();
  EXPECT_EQ(model.at("narratives").at(0).at("by").at("id"), "anna");
  EXPECT_FALSE(model.contains("narrativeWanted"));
}

TEST(FiguresAsEvidence, WordsOnAnEarlierFigureAreNotWordsOnTheNewest) {
  Chronicle told;
  figures_after_delivery(told, seven_lower);
  told.add("series/S-1", R"({"narrativeWritten": {"period": "2017-08", "narrative": "So far."}})");
  EXPECT_TRUE(row_of(told).contains("narrativeWanted"));
  EXPECT_FALSE(row_of(told).contains("narrative"));
}

TEST(FiguresAsEvidence, R70_EachClaimOfDifferenceListsTheIdsOfItsEvidence) {
  Chronicle told;
  figures_after_delivery(told, seven_lower, "lower", R"(, "questions": ["Q-4"])");
  told.add("questions/Q-4", R"({"asked": {"question": "How do we know we're making a difference?",
      "priorityArea": "neglect", "number": 4, "themes": ["voice"]}})");
  told.add("findings/F-1", R"({"corrected": {"corrects": 1, "priorityAreas": ["neglect"]}})");
  const auto claims = [&] {
    return question_panels(told.board(), "Q-4", told.today()).value().at("claims");
  };
  ASSERT_EQ(claims().as_array().size(), 1U);
  EXPECT_EQ(claims().at(0).at("sentence"),
            "Its figures are improving. No evidence is recorded of what they show.");
  told.add("evidence/E-7", evidence_of());
  EXPECT_THAT(each(claims().at(0).at("evidence"), "id"), ElementsAre("E-7"));

  told.add("evidence/E-1", outcome_json("A-1", "2017-03-15", "2017-04-15", "child"));
  for (const auto& said : {judge("E-1"), book("2020-01-02"), std::string{testing::close}}) {
    told.add("findings/F-1", said);
  }
  const auto loop = one_of(claims(), "kind", "loop");
  EXPECT_EQ(loop.at("id"), "F-1");
  EXPECT_THAT(each(loop.at("evidence"), "id"), ElementsAre("E-1"));
  told.add("evidence/E-1", R"({"withdrawn": {}})");
  EXPECT_THAT(std::string{one_of(claims(), "kind", "loop").at("sentence").as_string()},
              HasSubstr("None of its evidence stands any more."));
}

}  // namespace
}  // namespace closeloop
