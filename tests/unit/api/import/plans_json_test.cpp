#include "api/import/plans_json.h"

#include <gmock/gmock.h>

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

std::vector<PlanDraft> read(std::string_view text, ImportReport& report) {
  auto plans = read_plans_json(text, report);
  check_plans(plans, report);
  return plans;
}

std::string plan_with(const std::string& finding, const std::string& action) {
  return R"({"plan_id": "P1", "title": "T", "findings": [)" + finding + R"(], "actions": [)" +
         action + "]}";
}

TEST(PlansJson, a_plan_may_stand_alone_in_a_list_or_under_plans) {
  const auto plan = plan_with("", "");
  for (const auto& text : {plan, "[" + plan + "]", R"({"note": "n", "plans": [)" + plan + "]}"}) {
    ImportReport report;
    EXPECT_EQ(read(text, report).size(), 1U);
    EXPECT_THAT(report.refused, IsEmpty());
  }
}

TEST(PlansJson, members_that_are_not_known_become_notes) {
  ImportReport report;
  const auto plans = read(
      R"({"plan_id": "P1", "title": "T", "tags": ["x"], "extra": null, "expected": {"findings": 9},
          "actions": [{"id": "A1", "text": "T", "cancel_reason": "capacity", "size": {"a": 1}}]})",
      report);
  EXPECT_THAT(report.refused, IsEmpty());
  ASSERT_EQ(plans.at(0).notes.size(), 1U);
  EXPECT_EQ(plans[0].notes[0].text, R"(["x"])");
  const auto& notes = plans[0].actions.at(0).notes;
  ASSERT_EQ(notes.size(), 2U);
  EXPECT_EQ(notes[0].name, "cancel_reason");
  EXPECT_EQ(notes[1].text, R"({"a":1})");
  EXPECT_THAT(report.kept_as_text, ElementsAre(Remark{"/actions/0", "cancel_reason", "capacity"},
                                               Remark{"/actions/0", "size", R"({"a":1})"},
                                               Remark{"", "tags", R"(["x"])"}));
}

TEST(PlansJson, numbers_in_notes_stay_as_they_are_written) {
  ImportReport report;
  const auto plans = read(
      R"({"plan_id": "P1", "title": "T \" 1 \\", "x": 1e400, "actions": [
          {"id": "A1", "text": "7", "cost": 12.5, "rate": 62.50, "n": -0,
           "all": {"2": [1.10, "3\"4", {"a": 1E2}], "b": [true, null, 5]}}],
          "last": 12345678901234567890123})",
      report);
  EXPECT_THAT(report.refused, IsEmpty());
  const auto& notes = plans.at(0).actions.at(0).notes;
  EXPECT_THAT(
      notes,
      ElementsAre(NoteDraft{"cost", "12.5"}, NoteDraft{"rate", "62.50"}, NoteDraft{"n", "-0"},
                  NoteDraft{"all", R"({"2":[1.10,"3\"4",{"a":1E2}],"b":[true,null,5]})"}));
  EXPECT_THAT(plans[0].notes,
              ElementsAre(NoteDraft{"x", "1e400"}, NoteDraft{"last", "12345678901234567890123"}));
}

TEST(PlansJson, blanks_around_an_id_are_none_of_it) {
  ImportReport report;
  const auto plans = read(R"({"plan_id": " P1", "title": "T",
      "findings": [{"id": " F1 ", "text": "x"}],
      "actions": [{"id": "A1\t", "text": "y", "finding_ids": ["F1 "]}]})",
                          report);
  EXPECT_THAT(report.refused, IsEmpty());
  EXPECT_EQ(plans.at(0).id, "P1");
  EXPECT_EQ(plans[0].findings.at(0).id, "F1");
  EXPECT_EQ(plans[0].actions.at(0).id, "A1");
  EXPECT_THAT(plans[0].actions[0].findings, ElementsAre("F1"));
  (void)read(plan_with(R"({"id": " F1 ", "text": "x"}, {"id": "F1", "text": "y"})", ""), report);
  EXPECT_THAT(report.refused,
              ElementsAre(Remark{"/findings/1", "id", "There is another finding 'F1'."}));
}

TEST(PlansJson, only_an_iso_date_is_a_date) {
  for (const auto* text : {"31/03/2017", "31 March 2017", "2017/03/31", "2017-03-31 00:00"}) {
    ImportReport report;
    const auto plans = read(
        plan_with("", R"({"id": "A1", "text": "T", "due_date": ")" + std::string{text} + "\"}"),
        report);
    EXPECT_FALSE(plans.at(0).actions.at(0).due) << text;
    EXPECT_EQ(plans[0].actions[0].due_text, text);
  }
}

TEST(PlansJson, a_month_is_kept_as_text) {
  ImportReport report;
  const auto plans = read(plan_with("", R"({"id": "A1", "text": "T", "due_date": "2017-04",
                             "completed_text": "May", "completed_date": "2017-05"})"),
                          report);
  const auto& action = plans.at(0).actions.at(0);
  EXPECT_FALSE(action.due);
  EXPECT_EQ(action.due_text, "2017-04");
  EXPECT_FALSE(action.completed_on);
  EXPECT_EQ(action.completed_text, "May");
  ASSERT_EQ(action.notes.size(), 1U);
  EXPECT_EQ(action.notes[0].text, "2017-05");
}

TEST(PlansJson, a_day_that_there_is_not_is_kept_as_text) {
  ImportReport report;
  const auto plans = read(plan_with("", R"({"id": "A1", "text": "T", "due_date": "2018-02-31"},
                             {"id": "A2", "text": "T", "due_text": "31/02/2018"},
                             {"id": "A3", "text": "T", "due_date": "9999-01-01"})"),
                          report);
  EXPECT_THAT(report.refused, IsEmpty());
  for (const auto& action : plans.at(0).actions) EXPECT_FALSE(action.due) << action.id;
  EXPECT_EQ(plans.at(0).actions.at(0).due_text, "2018-02-31");
  EXPECT_THAT(report.kept_as_text, ElementsAre(Remark{"/actions/0", "due_date", "2018-02-31"},
                                               Remark{"/actions/1", "due_text", "31/02/2018"},
                                               Remark{"/actions/2", "due_date", "9999-01-01"}));
}

TEST(PlansJson, line_ends_and_characters_that_cannot_be_shown_are_made_plain_and_told) {
  ImportReport report;
  const auto plans = read(plan_with(R"({"id": "F1", "text": "a\r\nb\rc\u0085d"})",
                                    R"({"id": "A1", "text": "a\tb\fc\u000bd\u007fe"})"),
                          report);
  EXPECT_THAT(report.refused, IsEmpty());
  EXPECT_EQ(plans.at(0).findings.at(0).text, "a\nb\nc\nd");
  EXPECT_EQ(plans.at(0).actions.at(0).text, "a\tb c d e");
  ASSERT_EQ(report.changed.size(), 2U);
  EXPECT_EQ(report.changed[0].place, "/findings/0");
  EXPECT_EQ(report.changed[0].column, "text");
  EXPECT_THAT(report.changed[1].text, HasSubstr("U+000B, U+000C, U+007F"));
}

TEST(PlansJson, all_that_is_wrong_is_said_with_its_place) {
  const std::string good = R"({"id": "F1", "text": "Drift"})";
  const std::string action = R"({"id": "A1", "text": "Train", )";
  struct Wrong {
    std::string json;
    const char* place;
    const char* column;
    const char* why;
  };
  const Wrong cases[] = {
      {"{", "", "", ""},
      {R"({"plan_id": "P1", "plan_id": "P2", "title": "T"})", "/plan_id", "", ""},
      {"[]", "", "", "no plan"},
      {"[7]", "/0", "", "object"},
      {R"({"plans": {}})", "/plans", "", "list"},
      {R"({"title": "T"})", "", "plan_id", "filled in"},
      {R"({"plan_id": "P1", "title": "  "})", "", "title", "filled in"},
      {R"({"plan_id": 7, "title": "T"})", "", "plan_id", "text"},
      {R"({"plan_id": "P1", "title": "T", "findings": {}})", "", "findings", "list"},
      {plan_with("7", ""), "", "findings/0", "object"},
      {plan_with(R"({"id": "F1"})", ""), "/findings/0", "text", "filled in"},
      {plan_with(R"({"text": "Drift"})", ""), "/findings/0", "id", "filled in"},
      {plan_with(good + "," + good, ""), "/findings/1", "id", "another finding 'F1'"},
      {plan_with("", action + R"("finding_ids": ["F9"]})"), "/actions/0", "finding_ids/0",
       "no finding 'F9'"},
      {plan_with(good, action + R"("finding_ids": ["F1", "F1"]})"), "/actions/0", "finding_ids/1",
       "twice"},
      {plan_with("", action + R"("finding_ids": [1]})"), "/actions/0", "finding_ids/0", "text"},
      {plan_with("", action + R"("lead": "a\u0000b"})"), "/actions/0", "lead", "U+0000"},
      {plan_with("", action + R"("due_date": 20170331})"), "/actions/0", "due_date", "text"},
      {plan_with("", action + R"("evidence": 3})"), "/actions/0", "evidence", "list of texts"},
      {plan_with("", action + R"("evidence": ["x", 3]})"), "/actions/0", "evidence/1", "text"},
      {plan_with("", action + R"("status": true})"), "/actions/0", "status", "text"},
  };
  for (const auto& one : cases) {
    SCOPED_TRACE(one.json);
    ImportReport report;
    (void)read(one.json, report);
    EXPECT_THAT(report.refused,
                Contains(AllOf(Field(&Remark::place, one.place), Field(&Remark::column, one.column),
                               Field(&Remark::text, HasSubstr(one.why)))));
  }
}

TEST(PlansJson, priority_areas_are_named_once) {
  ImportReport report;
  const auto plans = read(
      plan_with(R"({"id": "F1", "text": "x", "theme": ["Neglect", "neglect", "NEGLECT"]})", ""),
      report);
  const auto events = events_of(plans.at(0), eventstore::Day{}, {"neglect"});
  const auto& body = events.events.at(1).asked.body;
  EXPECT_EQ(body.at("priorityAreas"), boost::json::array({"neglect"}));
}

TEST(PlansJson, nothing_is_true_after_today) {
  ImportReport report;
  const auto plans = read(R"([{"plan_id": "P1", "title": "T", "date": "2017"},
                              {"plan_id": "P2", "title": "T", "date": "2016-02"}])",
                          report);
  const auto today = *eventstore::parse_day("2017-06-01");
  const auto effective_on = [&](std::size_t plan) {
    return events_of(plans.at(plan), today, {}).events.at(0).asked.effective_on;
  };
  EXPECT_EQ(effective_on(0), today);
  EXPECT_EQ(effective_on(1), *eventstore::parse_day("2016-02-29"));
}

}  // namespace
}  // namespace closeloop::imports
