#include "api/import/source_words.h"

#include <gtest/gtest.h>

#include "api/import/source_date.h"

namespace closeloop::imports {
namespace {

TEST(SourceDate, only_a_full_date_is_a_date) {
  const auto day = eventstore::parse_day("2017-04-01");
  EXPECT_EQ(full_date("2017-04-01"), day);
  EXPECT_FALSE(full_date("01/04/2017")) << "JSON knows ISO dates only";
}

TEST(SourceDate, a_revised_date_may_say_why_and_how_often) {
  const auto day = eventstore::parse_day("2017-06-30");
  const std::pair<const char*, const char*> cells[] = {
      {"30/06/2017", ""},
      {"2017-06-30", ""},
      {"30/6/2017 (staff left, 2)", "staff left, 2"},
      {"2017-06-30; board agreed", "board agreed"},
      {"30/06/2017\nsecond time", "second time"},
      {"30 June 2017 (staff left, 2)", "staff left, 2"},
      {"Friday, 30th of June, 2017 00:00:00 - 2", "2"},
      {"30.06.2017. Staff left.", "Staff left"}};
  for (const auto& [cell, more] : cells) {
    SCOPED_TRACE(cell);
    const auto revised = revised_date(cell);
    ASSERT_TRUE(revised);
    EXPECT_EQ(revised->to, day);
    EXPECT_EQ(revised->more, more);
  }
  for (const auto* cell : {"June 2017", "31/02/2017", "30/06/20171", "to 30/06/2017", ""}) {
    EXPECT_FALSE(revised_date(cell)) << cell;
  }
}

TEST(SourceDate, a_period_ends_with_its_last_day) {
  EXPECT_EQ(end_of_period("2016-02"), eventstore::parse_day("2016-02-29"));
  EXPECT_EQ(end_of_period("2016"), eventstore::parse_day("2016-12-31"));
  EXPECT_FALSE(end_of_period("2014-15"));
  EXPECT_FALSE(end_of_period("spring"));
}

TEST(SourceWords, strengths_and_expected_outcomes_are_no_concerns) {
  EXPECT_EQ(nature_of("strength"), "strength");
  EXPECT_EQ(nature_of("expected_outcome"), "expectedOutcome");
  EXPECT_EQ(nature_of("Outcome"), "expectedOutcome");
  for (const auto* kind : {"finding", "recommendation", "priority_action", "objective", "", "x"}) {
    EXPECT_EQ(nature_of(kind), "concern") << kind;
  }
}

TEST(SourceWords, kinds_of_review) {
  EXPECT_EQ(review_kind("multi_agency_audit"), "multiAgencyAudit");
  EXPECT_EQ(review_kind("lcspr"), "localPracticeReview");
  EXPECT_EQ(review_kind("jtai_action_plan"), "inspection");
  EXPECT_EQ(review_kind("scr_action_plan"), "seriousCaseReview");
  EXPECT_EQ(review_kind("never heard of"), "other");
}

}  // namespace
}  // namespace closeloop::imports
