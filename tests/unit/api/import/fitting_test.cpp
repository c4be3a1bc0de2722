#include "api/import/fitting.h"

#include <gmock/gmock.h>

#include "api/import/plan_events.h"
#include "eventstore/schema/text.h"

namespace closeloop::imports {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr auto today = "2017-06-01";

/// A plan with one finding and one action, which `say` says more of.
template <typename Say>
PlanDraft fitted(ImportReport& report, Say&& say) {
  PlanDraft plan;
  plan.place = "/plans/0";
  plan.id = "P1";
  plan.title = "T";
  plan.findings.emplace_back();
  plan.findings[0].place = "/plans/0/findings/0";
  plan.findings[0].id = "F1";
  plan.findings[0].text = "Drift";
  plan.actions.emplace_back();
  plan.actions[0].place = "row 2";
  plan.actions[0].id = "A1";
  plan.actions[0].text = "Train";
  say(plan);
  fit(plan, *eventstore::parse_day(today), report);
  return plan;
}

std::string words(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += "word ";
  return text;
}

TEST(Fitting, leaves_alone_what_fits) {
  ImportReport report;
  const auto plan = fitted(report, [](PlanDraft& it) { it.date = "2017-05"; });
  EXPECT_EQ(plan.findings[0].text, "Drift");
  EXPECT_THAT(report.changed, IsEmpty());
  EXPECT_THAT(report.kept_as_text, IsEmpty());
}

TEST(Fitting, a_text_that_is_too_long_is_shortened_at_a_word_and_stands_whole_in_the_notes) {
  ImportReport report;
  const auto plan = fitted(report, [](PlanDraft& it) {
    it.findings[0].text = words(1000);
    it.actions[0].lead = words(120);
  });
  const auto& finding = plan.findings[0];
  EXPECT_LE(eventstore::characters(finding.text), 2000U);
  EXPECT_THAT(finding.text, testing::EndsWith("word…"));
  EXPECT_THAT(finding.notes, ElementsAre(NoteDraft{"text", words(1000)}));
  EXPECT_THAT(plan.actions[0].notes, ElementsAre(NoteDraft{"lead person", words(120)}));
  ASSERT_THAT(report.changed, SizeIs(2));
  EXPECT_EQ(report.changed[0].place, "/plans/0/findings/0");
  EXPECT_EQ(report.changed[0].column, "text");
  EXPECT_THAT(report.changed[1].text, HasSubstr("500 characters"));
}

TEST(Fitting, several_notes_hold_what_is_too_long_for_one) {
  ImportReport report;
  const auto plan = fitted(report, [](PlanDraft& it) { it.actions[0].text = words(2000); });
  const auto events = events_of(plan, *eventstore::parse_day(today), {});
  const auto& notes = events.events.at(2).asked.body.at("notes").as_array();
  ASSERT_EQ(notes.size(), 3U);
  std::string whole;
  for (const auto& note : notes) whole += note.at("text").as_string();
  EXPECT_EQ(whole, words(2000));
}

TEST(Fitting, characters_of_several_bytes_are_cut_whole) {
  std::string text;
  for (int i = 0; i < 30; ++i) text += "é";
  EXPECT_EQ(eventstore::characters(shortened(text, 20)), 20U);
  EXPECT_EQ(shortened(text, 30), text);
}

TEST(Fitting, a_plan_dated_after_today_counts_from_today_and_says_so) {
  ImportReport report;
  const auto plan = fitted(report, [](PlanDraft& it) { it.date = "2031-01-01"; });
  ASSERT_THAT(report.changed, SizeIs(1));
  EXPECT_THAT(report.changed[0].text, HasSubstr("2031-01-01"));
  const auto review = events_of(plan, *eventstore::parse_day(today), {}).events.at(0).asked;
  EXPECT_EQ(review.effective_on, eventstore::parse_day(today));
  EXPECT_FALSE(review.body.contains("heldOn"));
  EXPECT_EQ(review.body.at("dateInSource"), "2031-01-01");
}

TEST(Fitting, what_cannot_have_happened_yet_stays_text) {
  ImportReport report;
  const auto plan = fitted(report, [](PlanDraft& it) {
    it.actions[0].completed_on = eventstore::parse_day("2018-01-01");
    it.actions[0].start = eventstore::parse_day("2017-05-01");
    it.actions[0].due = eventstore::parse_day("2017-04-01");
  });
  EXPECT_FALSE(plan.actions[0].completed_on);
  EXPECT_FALSE(plan.actions[0].start) << "behind its due date";
  EXPECT_THAT(report.kept_as_text,
              ElementsAre(ImportReport::Remark{"row 2", "delivered on", "2018-01-01"},
                          ImportReport::Remark{"row 2", "start", "2017-05-01"}));
}

}  // namespace
}  // namespace closeloop::imports
