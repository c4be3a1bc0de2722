#include "api/import/plans_csv.h"

#include <gmock/gmock.h>

#include "api/import/csv_columns.h"
#include "api/import/plan_events.h"

namespace closeloop::imports {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using Remark = ImportReport::Remark;

std::vector<PlanDraft> read(std::string_view csv, ImportReport& report) {
  auto plans = read_plans_csv(csv, {"SCR-7", "Review of case 7"}, report);
  check_plans(plans, report);
  return plans;
}

TEST(PlansCsv, header_names_are_matched_leniently) {
  for (const std::string table :
       {"Ref,Finding,Action,Lead Person (role),Due\n7,Drift,Train,Nurse,31/03/2017\n",
        "ref;FINDING;action;lead_person;due date\n7;Drift;Train;Nurse;2017-03-31\n",
        "Action Ref,Issue,Action required,Responsible,By when?\n7,Drift,Train,Nurse,31/3/2017\n"}) {
    SCOPED_TRACE(table);
    ImportReport report;
    const auto plans = read(table, report);
    EXPECT_THAT(report.refused, IsEmpty());
    ASSERT_EQ(plans.size(), 1U);
    ASSERT_EQ(plans[0].actions.size(), 1U);
    const auto& action = plans[0].actions[0];
    EXPECT_EQ(action.id, "7");
    EXPECT_EQ(action.lead, "Nurse");
    EXPECT_EQ(action.due, eventstore::parse_day("2017-03-31"));
    EXPECT_EQ(plans[0].findings.at(0).text, "Drift");
  }
}

TEST(PlansCsv, the_same_finding_in_several_rows_is_one_finding) {
  ImportReport report;
  const auto plans = read("finding,action\nDrift,Train\nDrift,Audit\nSilence,Listen\n", report);
  EXPECT_THAT(report.refused, IsEmpty());
  ASSERT_EQ(plans.at(0).findings.size(), 2U);
  ASSERT_EQ(plans[0].actions.size(), 3U);
  EXPECT_EQ(plans[0].actions[0].findings, plans[0].actions[1].findings);
}

TEST(PlansCsv, an_action_may_serve_several_findings) {
  ImportReport report;
  const auto plans = read(
      "finding ref,finding,ref,action\n"
      "F1,Drift,,\nF2,Silence,A1,Listen\nF1; F2,,A2,Audit\nF1,Drift,A1,Listen\n",
      report);
  EXPECT_THAT(report.refused, IsEmpty());
  ASSERT_EQ(plans.at(0).actions.size(), 2U);
  EXPECT_THAT(plans[0].actions[0].findings, ElementsAre("F2", "F1"));
  EXPECT_THAT(plans[0].actions[1].findings, ElementsAre("F1", "F2"));
}

TEST(PlansCsv, rows_of_several_reviews_are_several_plans) {
  ImportReport report;
  const auto plans =
      read("source review,finding\nAudit 1,Drift\nAudit 2,Silence\nAudit 1,Haste\n", report);
  ASSERT_EQ(plans.size(), 2U);
  EXPECT_EQ(plans[0].title, "Audit 1");
  EXPECT_EQ(plans[0].findings.size(), 2U);
}

TEST(PlansCsv, text_is_never_turned_into_a_date) {
  for (const auto* text : {"April 2017", "ongoing", "2017-04", "within three months", "04/2017",
                           "31/02/2017", "31/12/2999"}) {
    SCOPED_TRACE(text);
    ImportReport report;
    const auto plans = read(std::string{"action,due\nTrain,"} + text + "\n", report);
    EXPECT_THAT(report.refused, IsEmpty());
    EXPECT_FALSE(plans.at(0).actions.at(0).due);
    EXPECT_EQ(plans[0].actions[0].due_text, text);
    EXPECT_THAT(report.kept_as_text, ElementsAre(Remark{"row 2", "due", text}));
  }
}

TEST(PlansCsv, a_full_date_is_one_however_a_table_writes_it) {
  for (const auto* text : {"31 March 2017", "31.03.2017", "31-03-2017", "2017/03/31",
                           "31/03/2017 00:00", "31st Mar 2017", "31-Mar-2017"}) {
    SCOPED_TRACE(text);
    ImportReport report;
    const auto plans = read("review date,action,due,delivered on,start\n" + std::string{text} +
                                ",Train," + text + "," + text + "," + text + "\n",
                            report);
    EXPECT_THAT(report.refused, IsEmpty());
    EXPECT_THAT(report.kept_as_text, IsEmpty());
    const auto day = eventstore::parse_day("2017-03-31");
    EXPECT_EQ(plans.at(0).date, "2017-03-31");
    EXPECT_EQ(plans[0].actions.at(0).due, day);
    EXPECT_EQ(plans[0].actions[0].completed_on, day);
    EXPECT_EQ(plans[0].actions[0].start, day);
  }
}

TEST(PlansCsv, near_names_of_columns_are_known_where_no_better_one_is_there) {
  ImportReport report;
  const auto plans = read(
      "No.,Key finding,Agreed action (what),By whom,Target date,Evidence of completion,"
      "Outcome/Impact\n1,Drift,Train,Nurse,31/03/2017,Register,Fewer\n",
      report);
  EXPECT_THAT(report.refused, IsEmpty());
  EXPECT_THAT(report.kept_as_text, IsEmpty());
  EXPECT_EQ(plans.at(0).findings.at(0).text, "Drift");
  const auto& action = plans[0].actions.at(0);
  EXPECT_EQ(action.text, "Train");
  EXPECT_EQ(action.lead, "Nurse");
  EXPECT_THAT(action.findings, ElementsAre("F1"));
  EXPECT_THAT(action.outcomes, ElementsAre("Fewer"));
  EXPECT_THAT(
      meanings_of({"key finding", "finding", "task", "action", "issues"}),
      ElementsAre(Column::other, Column::finding, Column::other, Column::action, Column::other));
  EXPECT_THAT(meanings_of({"key findings", "concern"}), ElementsAre(Column::finding, Column::other))
      << "of two near names the first";
}

TEST(PlansCsv, columns_without_a_place_become_notes) {
  ImportReport report;
  const auto plans = read("action,progress note,BRAG\nTrain,38 of 52,Green\n", report);
  const auto& notes = plans.at(0).actions.at(0).notes;
  ASSERT_EQ(notes.size(), 2U);
  EXPECT_EQ(notes[0].name, "progress note");
  EXPECT_EQ(notes[1].text, "Green");
  EXPECT_THAT(report.kept_as_text, ElementsAre(Remark{"row 2", "progress note", "38 of 52"},
                                               Remark{"row 2", "BRAG", "Green"}));
}

TEST(PlansCsv, a_revised_date_moves_the_date_first_agreed) {
  ImportReport report;
  const auto plans = read(
      "ref,action,due,\"revised due (with reason, count)\"\n"
      "A1,Train,31/03/2017,\"30/06/2017 (staff left, 2)\"\nA2,Audit,31/03/2017,30/06/2017\n"
      "A3,Ask,31/03/2017,after Easter\nA4,Tell,31/03/2017,01/03/2017\nA5,See,,30/06/2017\n",
      report);
  EXPECT_THAT(report.refused, IsEmpty());
  const auto& actions = plans.at(0).actions;
  ASSERT_EQ(actions.size(), 5U);
  const auto first = eventstore::parse_day("2017-03-31");
  const auto later = eventstore::parse_day("2017-06-30");
  EXPECT_EQ(actions[0].due, first);
  EXPECT_EQ(actions[0].moved_to, later);
  ASSERT_EQ(actions[0].notes.size(), 1U) << "why, and how often";
  EXPECT_EQ(actions[0].notes[0].text, "30/06/2017 (staff left, 2)");
  EXPECT_EQ(actions[1].moved_to, later);
  EXPECT_THAT(actions[1].notes, IsEmpty());
  EXPECT_EQ(actions[2].due, first);
  EXPECT_FALSE(actions[2].moved_to) << "text is no date";
  EXPECT_FALSE(actions[3].moved_to) << "not later";
  EXPECT_EQ(actions[3].notes.at(0).text, "01/03/2017");
  EXPECT_FALSE(actions[4].due);
  EXPECT_EQ(actions[4].moved_to, later);
  EXPECT_EQ(report.kept_as_text.size(), 3U);

  const auto events = events_of(plans.at(0), *eventstore::parse_day("2026-01-01"), {});
  std::vector<std::string> moved;
  for (const auto& event : events.events) {
    if (event.asked.type == "ActionDateMoved") moved.push_back(event.asked.id);
  }
  EXPECT_THAT(moved, ElementsAre("SCR-7-A1", "SCR-7-A2", "SCR-7-A5"));
}

TEST(PlansCsv, the_columns_of_the_domain_are_known_with_what_stands_in_brackets) {
  const auto meanings =
      meanings_of({"theme(s)", "lead person (role)", "revised due (with reason, count)", "due",
                   "due (text)", "BRAG", "impact (\"so what?\")"});
  EXPECT_THAT(meanings, ElementsAre(Column::themes, Column::lead_person, Column::revised_due,
                                    Column::due, Column::other, Column::other, Column::other));
}

TEST(PlansCsv, what_another_row_of_an_action_says_otherwise_is_kept) {
  ImportReport report;
  const auto plans = read(
      "ref,action,finding,due,status,note,evidence\nA1,Train,Drift,31/03/2017,On track,first,e1\n"
      "A1,Train,Haste,30/04/2017,On track,second,e2\n",
      report);
  EXPECT_THAT(report.refused, IsEmpty());
  const auto& action = plans.at(0).actions.at(0);
  EXPECT_EQ(action.due, eventstore::parse_day("2017-03-31"));
  EXPECT_THAT(action.outputs, ElementsAre("e1", "e2"));
  EXPECT_THAT(report.kept_as_text,
              ElementsAre(Remark{"row 2", "note", "first"}, Remark{"row 3", "due", "30/04/2017"},
                          Remark{"row 3", "note", "second"}));
}

TEST(PlansCsv, a_row_that_cannot_be_read_is_not_said_to_be_missing) {
  ImportReport report;
  (void)read("action\n\"Train\n", report);
  ASSERT_EQ(report.refused.size(), 1U);
  EXPECT_THAT(report.refused[0].text, HasSubstr("never closed"));
}

TEST(PlansCsv, evidence_status_and_learning_are_taken) {
  ImportReport report;
  const auto plans = read(
      "finding,learning,recommendation,action,status,delivered on,output evidence,outcome "
      "evidence\n"
      "Drift,We drift apart,Measure,Train,Completed,20/03/2017,\"Register\nSlides\",Fewer\n",
      report);
  EXPECT_THAT(report.refused, IsEmpty());
  const auto& plan = plans.at(0);
  EXPECT_EQ(plan.learning.at(0).findings.size(), 1U);
  EXPECT_EQ(plan.recommendations.at(0).text, "Measure");
  const auto& action = plan.actions.at(0);
  EXPECT_EQ(action.status, "complete");
  EXPECT_EQ(action.status_in_source, "Completed");
  EXPECT_EQ(action.completed_on, eventstore::parse_day("2017-03-20"));
  EXPECT_THAT(action.outputs, ElementsAre("Register", "Slides"));
  EXPECT_THAT(action.outcomes, ElementsAre("Fewer"));
}

TEST(PlansCsv, all_that_is_wrong_is_said_by_row_and_column) {
  struct Wrong {
    const char* csv;
    const char* place;
    const char* why;
  };
  const Wrong cases[] = {
      {"colour,shape\nred,round\n", "row 1", "no column 'finding'"},
      {"action\n", "row 1", "no row below"},
      {"action,due,due date\nTrain,,\n", "row 1", "means the same"},
      {"ref,action\nA1,Train\nA1,Audit\n", "row 3", "another action 'A1'"},
      {"finding ref,finding\nF1,Drift\nF1,Haste\n", "row 3", "says something else in row 2"},
      {"finding ref,finding,action\nF1;F2,Drift,Train\n", "row 2", "rows of their own"},
      {"finding ref,action\nF9,Train\n", "row 2", "no finding 'F9'"},
      {"learning,action\nWe drift,Train\n", "row 2", "comes from a finding"},
      {"ref,action,finding\nA1,,\n", "row 2", "neither a finding nor an action"},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.why);
    ImportReport report;
    (void)read(one.csv, report);
    EXPECT_THAT(report.refused, Contains(AllOf(Field(&Remark::place, one.place),
                                               Field(&Remark::text, HasSubstr(one.why)))));
  }
}

TEST(PlansCsv, a_file_without_a_review_column_needs_a_plan_id) {
  ImportReport report;
  (void)read_plans_csv("action\nTrain\n", {}, report);
  ASSERT_EQ(report.refused.size(), 1U);
  EXPECT_THAT(report.refused[0].text, HasSubstr("--plan-id"));
}

}  // namespace
}  // namespace closeloop::imports
