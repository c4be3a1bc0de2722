#include "api/import/take_plans.h"

#include <gmock/gmock.h>

#include "api/import/plans_file.h"
#include "eventstore/log/memory_event_log.h"
#include "tests/support/log.h"

namespace closeloop::imports {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using Remark = ImportReport::Remark;

/// A log into which plans are taken at a time that is told.
class TakingPlans : public testing::Test {
 protected:
  /// What comes of a file of JSON.
  ImportReport take(std::string_view file) {
    ImportReport report;
    const auto plans = read_plans(file, PlansFormat::json, {}, report);
    Taking taking;
    taking.actor.person = Id<PersonId>{"P-1"};
    taking.actor.role = person::Role::BOARD_MANAGER;
    const auto taken = take_plans(*log_, clock_, plans, taking, report);
    EXPECT_TRUE(taken) << taken.error().message;
    return report;
  }
  void today_is(std::string_view moment) {
    clock_.set(eventstore::parse_timestamp(moment)->time_since_epoch().count());
  }

  eventstore::testing::ToldClock clock_;
  std::unique_ptr<eventstore::EventLog> log_ = eventstore::make_memory_event_log(clock_);
};

constexpr auto of_december = R"({"plan_id": "P1", "title": "T", "date": "2017-12-05",
  "findings": [{"id": "F1", "text": "x"}],
  "actions": [{"id": "A1", "text": "y", "finding_ids": ["F1"], "status": "complete",
               "completed_text": "Dec", "completed_date": "2017-12-10"}]})";

TEST_F(TakingPlans, the_same_file_changes_nothing_once_its_dates_have_come) {
  today_is("2017-11-28T09:00:00Z");
  const auto first = take(of_december);
  EXPECT_THAT(first.refused, IsEmpty());
  EXPECT_THAT(first.kept_as_text, Contains(Remark{"/actions/0", "completed_date", "2017-12-10"}));
  const auto head = log_->head();
  for (const auto* later : {"2017-12-07T09:00:00Z", "2018-01-15T09:00:00Z"}) {
    SCOPED_TRACE(later);
    today_is(later);
    const auto again = take(of_december);
    EXPECT_THAT(again.refused, IsEmpty());
    EXPECT_THAT(again.unchanged, ElementsAre("P1"));
    EXPECT_EQ(log_->head(), head);
  }
}

TEST_F(TakingPlans, what_the_file_says_otherwise_later_is_still_refused) {
  today_is("2017-11-28T09:00:00Z");
  ASSERT_THAT(take(of_december).refused, IsEmpty());
  today_is("2018-01-15T09:00:00Z");
  std::string changed = of_december;
  changed.replace(changed.find("2017-12-10"), 10, "2017-12-11");
  EXPECT_THAT(take(changed).refused,
              ElementsAre(Field(&Remark::text, HasSubstr("said otherwise: actions/P1-A1: notes"))));
}

std::string linked_to(int findings) {
  std::string texts;
  std::string ids;
  for (int i = 0; i < findings; ++i) {
    const auto id = "F" + std::to_string(i);
    texts += (i ? "," : "") + (R"({"id": ")" + id + R"(", "text": "x"})");
    ids += (i ? ",\"" : "\"") + id + "\"";
  }
  return R"({"plan_id": "P1", "title": "T", "findings": [)" + texts +
         R"(], "actions": [{"id": "A1", "text": "y", "status": "complete", "evidence": ["e"],
             "finding_ids": [)" +
         ids + "]}]}";
}

TEST_F(TakingPlans, what_only_follows_from_a_refused_record_does_not_hide_why_it_is_refused) {
  EXPECT_THAT(
      take(linked_to(501)).refused,
      ElementsAre(AllOf(Field(&Remark::place, "/actions/0"), Field(&Remark::column, "finding_ids"),
                        Field(&Remark::text, HasSubstr("500")))));
  EXPECT_EQ(log_->head(), eventstore::Position{});
  EXPECT_THAT(take(linked_to(500)).refused, IsEmpty());
}

TEST_F(TakingPlans, a_record_from_elsewhere_is_named_once) {
  ASSERT_TRUE(log_->append(eventstore::testing::commit(1, {"actions/P1-A1"})));
  EXPECT_THAT(
      take(linked_to(1)).refused,
      ElementsAre(Remark{"/actions/0", "id", "There is actions/P1-A1 already, from elsewhere."}));
}

TEST_F(TakingPlans, what_no_record_can_hold_is_refused_at_its_place) {
  const std::string text(60'000, 'x');
  const auto report = take(R"({"plan_id": "P1", "title": "T", "actions": [
      {"id": "A1", "text": "y"}, {"id": "A2", "text": "y", "progress": ")" +
                           text + R"("}]})");
  EXPECT_THAT(report.refused,
              ElementsAre(AllOf(Field(&Remark::place, "/actions/1"),
                                Field(&Remark::text, HasSubstr("a record holds 53248 at most")))));
  EXPECT_THAT(report.taken, IsEmpty());
  EXPECT_EQ(log_->head(), eventstore::Position{});
}

TEST_F(TakingPlans, a_spreadsheet_is_told_to_be_saved_as_csv) {
  for (const std::string_view begin : {"PK\x03\x04", "\xD0\xCF\x11\xE0"}) {
    for (const auto format : {PlansFormat::csv, PlansFormat::json}) {
      ImportReport report;
      EXPECT_THAT(read_plans(std::string{begin} + "and more", format, {}, report), IsEmpty());
      EXPECT_THAT(report.refused,
                  ElementsAre(Field(&Remark::text,
                                    AllOf(HasSubstr("JSON or CSV"), HasSubstr("save the sheet")))));
    }
  }
}

}  // namespace
}  // namespace closeloop::imports
