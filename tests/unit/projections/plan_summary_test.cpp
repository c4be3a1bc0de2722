#include "projections/plan_summary.h"

#include "tests/support/told_loop.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told loop.
using ::testing::ElementsAre;
using ::testing::IsEmpty;

void import_plan(Chronicle& told, const std::string& plan) {
  told.add("reviews/" + plan, R"({"opened": {"kind": "other", "title": "Plan )" + plan +
                                  R"(", "sourceDigest": "0123"}})");
}
/// A finding of a plan: reference "F1" of plan "P01" is the record P01-F1.
void raise(Chronicle& told, const std::string& plan, const std::string& reference,
           const std::string& nature = "concern", const std::string& more = "") {
  told.add("findings/" + plan + "-" + reference,
           R"({"raised": {"reviews": [")" + plan + R"("], "nature": ")" + nature +
               R"(", "statement": "Seen", "reference": ")" + reference + "\"" + more + "}}");
}
/// An action of a plan: `more` is what else its source says of it.
void agree(Chronicle& told, const std::string& plan, const std::string& reference,
           const std::string& findings, const std::string& more) {
  told.add("actions/" + plan + "-" + reference,
           R"({"agreed": {"statement": "Do", "reviews": [")" + plan + R"("], "findings": [)" +
               findings + R"(], "reference": ")" + reference + "\"" + more + "}}");
}
void say(Chronicle& told, const std::string& action, const std::string& status) {
  told.add("actions/" + action, R"({"sourceStatusReported": {"status": ")" + status + "\"}}");
}

/// P01:
///   F1  concern: A1 complete, with an output; A2 complete, with an outcome; A3 cancelled
///   F2  concern: A4 on track, due "ongoing"
///   F3  concern: A4 too
///   F4  concern, without any action
///   F5  strength, with its outcome stated
///   A5  answers no finding, nobody leads it, its source says nothing of it; due 30 June 2017
/// And R-9, a review that was not imported.
void told_plan(Chronicle& told) {
  told.on("2017-12-01");
  import_plan(told, "P01");
  for (const auto* finding : {"F1", "F2", "F3", "F4"}) raise(told, "P01", finding);
  raise(told, "P01", "F5", "strength", R"(, "outcomeStated": "Children are heard")");
  const std::string led = R"(, "leadInSource": "Council", "due": "2017-01-31")";
  agree(told, "P01", "A1", R"("P01-F1")", led);
  agree(told, "P01", "A2", R"("P01-F1")", led);
  agree(told, "P01", "A3", R"("P01-F1")", led);
  agree(told, "P01", "A4", R"("P01-F2", "P01-F3")",
        R"(, "leadInSource": "Council", "dueInSource": "ongoing")");
  agree(told, "P01", "A5", "", R"(, "due": "2017-06-30", "dueInSource": "June 2017")");
  say(told, "P01-A1", "on_track");
  say(told, "P01-A1", "complete");  // What it said last counts.
  say(told, "P01-A2", "complete");
  say(told, "P01-A3", "cancelled");
  say(told, "P01-A4", "on_track");
  told.add("evidence/E-1", R"({"recorded": {"kind": "output", "title": "Register",
      "actions": ["P01-A1"], "method": "statedInSource", "strength": "weak"}})");
  told.add("evidence/E-2", R"({"recorded": {"kind": "outcome", "title": "Children say so",
      "actions": ["P01-A2"], "method": "statedInSource", "strength": "weak"}})");
  told.add("reviews/R-9", R"({"opened": {"kind": "multiAgencyAudit", "title": "Our own"}})");
  told.add("findings/F-9", finding_json("R-9"));
}

boost::json::object of_plan(const Chronicle& told, std::string_view plan,
                            std::string_view day = "2017-12-15") {
  return one_of(plan_summaries(told.board(), a_day(day)).at("plans"), "plan_id", plan);
}
std::vector<std::string> which(const boost::json::object& summary, std::string_view name) {
  std::vector<std::string> found;
  for (const auto& one : summary.at(name).as_array()) found.emplace_back(one.as_string());
  return found;
}

TEST(PlanSummary, CountsAndNamesWhatAPlanHoldsInItsOwnReferences) {
  Chronicle told;
  told_plan(told);
  const auto plan = of_plan(told, "P01");
  EXPECT_EQ(plan.at("title"), "Plan P01");
  EXPECT_EQ(plan.at("findings"), 5);
  EXPECT_EQ(plan.at("actions"), 5);
  EXPECT_EQ(
      plan.at("actions_by_status"),
      (boost::json::object{{"cancelled", 1}, {"complete", 2}, {"on_track", 1}, {"unknown", 1}}));
  EXPECT_EQ(plan.at("actions_complete"), 2);
  EXPECT_THAT(which(plan, "findings_needing_action"), ElementsAre("F1", "F2", "F3", "F4"));
  EXPECT_THAT(which(plan, "loop_gap_findings_without_any_action"), ElementsAre("F4"));
  EXPECT_THAT(which(plan, "findings_whose_every_live_action_is_complete"), ElementsAre("F1"));
  EXPECT_THAT(which(plan, "actions_linked_to_no_finding"), ElementsAre("A5"));
  EXPECT_THAT(which(plan, "actions_serving_several_findings"), ElementsAre("A4"));
  EXPECT_THAT(which(plan, "findings_with_several_actions"), ElementsAre("F1"));
  EXPECT_THAT(which(plan, "complete_actions_without_outcome"), ElementsAre("A1"));
  EXPECT_THAT(which(plan, "complete_actions_without_evidence"), ElementsAre("A2"));
  EXPECT_THAT(which(plan, "actions_without_due_date"), ElementsAre("A4"));
  EXPECT_THAT(which(plan, "due_text_that_is_not_a_date"), ElementsAre("A4"));
  EXPECT_THAT(which(plan, "actions_without_lead"), ElementsAre("A5"));
  EXPECT_THAT(which(plan, "findings_with_stated_outcome"), ElementsAre("F5"));
  EXPECT_THAT(which(plan, "overdue_at_2017-12-15_not_complete"), ElementsAre("A5"))
      << "not A1 and A2, which are complete; not A3, which was cancelled";
}

TEST(PlanSummary, NamesThePlanAsItsSourceDoes) {
  Chronicle told;
  told.on("2017-12-01");
  told.add("reviews/SCR-7-x0b7c19aa", R"({"opened": {"kind": "other", "title": "Plan",
      "reference": "SCR 7", "sourceDigest": "0123"}})");
  raise(told, "SCR-7-x0b7c19aa", "F1");
  const auto model = plan_summaries(told.board(), a_day("2017-12-15"));
  EXPECT_THAT(each(model.at("plans"), "plan_id"), ElementsAre("SCR 7"));
  EXPECT_THAT(which(model.at("all").as_object(), "findings_needing_action"),
              ElementsAre("SCR 7/F1"));
}

TEST(PlanSummary, OverdueIsBehindTheDueDateAndAsOfTheDayAskedFor) {
  Chronicle told;
  told_plan(told);
  EXPECT_THAT(which(of_plan(told, "P01", "2017-06-30"), "overdue_at_2017-06-30_not_complete"),
              IsEmpty());
  EXPECT_THAT(which(of_plan(told, "P01", "2017-07-01"), "overdue_at_2017-07-01_not_complete"),
              ElementsAre("A5"));
}

TEST(PlanSummary, WhatIsDeliveredHereIsCompleteWhateverTheSourceSays) {
  Chronicle told;
  told_plan(told);
  told.add("actions/P01-A4", accept).add("actions/P01-A4", deliver("2017-12-01"));
  const auto plan = of_plan(told, "P01");
  EXPECT_EQ(plan.at("actions_complete"), 3);
  EXPECT_THAT(which(plan, "findings_whose_every_live_action_is_complete"),
              ElementsAre("F1", "F2", "F3"));
  EXPECT_THAT(which(plan, "complete_actions_without_outcome"), ElementsAre("A1", "A4"));
  EXPECT_EQ(plan.at("actions_by_status").at("on_track"), 1) << "what the source says stays";
}

TEST(PlanSummary, EvidenceThatWasWithdrawnShowsNothing) {
  Chronicle told;
  told_plan(told);
  told.because("Wrong plan").add("evidence/E-2", R"({"withdrawn": {}})");
  EXPECT_THAT(which(of_plan(told, "P01"), "complete_actions_without_outcome"),
              ElementsAre("A1", "A2"));
}

TEST(PlanSummary, AllIsTheSumOfTheImportedPlansAndOfNothingElse) {
  Chronicle told;
  told_plan(told);
  import_plan(told, "P02");
  raise(told, "P02", "F1");
  agree(told, "P02", "A1", R"("P02-F1")", R"(, "due": "2017-03-31")");
  say(told, "P02-A1", "on_track");
  const auto model = plan_summaries(told.board(), a_day("2017-12-15"));
  EXPECT_EQ(model.at("asAt"), "2017-12-15");
  EXPECT_THAT(each(model.at("plans"), "plan_id"), ElementsAre("P01", "P02")) << "not R-9";
  const auto& all = model.at("all").as_object();
  EXPECT_EQ(all.at("findings"), 6);
  EXPECT_EQ(all.at("actions"), 6);
  EXPECT_EQ(all.at("actions_by_status").at("on_track"), 2);
  EXPECT_EQ(all.at("actions_by_status").at("complete"), 2);
  EXPECT_THAT(which(all, "loop_gap_findings_without_any_action"), ElementsAre("P01/F4"));
  EXPECT_THAT(which(all, "overdue_at_2017-12-15_not_complete"), ElementsAre("P01/A5", "P02/A1"));
}

TEST(PlanSummary, AllCountsOnceWhatServesTwoPlans) {
  Chronicle told;
  told.on("2017-12-01");
  import_plan(told, "P01");
  import_plan(told, "P02");
  raise(told, "P01", "F1");
  raise(told, "P02", "F1");
  agree(told, "P01", "A1", R"("P01-F1", "P02-F1")", "");
  say(told, "P01-A1", "complete");
  EXPECT_EQ(of_plan(told, "P01").at("actions"), 1);
  EXPECT_EQ(of_plan(told, "P02").at("actions"), 1) << "each plan has it";
  const auto all = plan_summaries(told.board(), a_day("2017-12-15")).at("all").as_object();
  EXPECT_EQ(all.at("findings"), 2);
  EXPECT_EQ(all.at("actions"), 1);
  EXPECT_EQ(all.at("actions_complete"), 1);
  EXPECT_EQ(all.at("actions_by_status").at("complete"), 1);
  EXPECT_THAT(which(all, "complete_actions_without_outcome"), ElementsAre("P01/A1"));
  EXPECT_THAT(which(all, "findings_whose_every_live_action_is_complete"),
              ElementsAre("P01/F1", "P02/F1"));
}

TEST(PlanSummary, WithoutAPlanEveryNameIsThereAndEmpty) {
  const Chronicle told;
  const auto model = plan_summaries(told.board(), a_day("2017-12-15"));
  EXPECT_THAT(model.at("plans").as_array(), IsEmpty());
  EXPECT_EQ(model.at("all").as_object().size(), 17U);
  EXPECT_EQ(model.at("all").at("findings"), 0);
  EXPECT_THAT(which(model.at("all").as_object(), "actions_without_lead"), IsEmpty());
}

}  // namespace
}  // namespace closeloop
