#include <sstream>

#include <gmock/gmock.h>

#include "tools/closeloop/import/source_date.h"
#include "tools/closeloop/import/source_words.h"
#include "tools/closeloop/outline.h"
#include "tools/closeloop/progress_bar.h"
#include "tools/closeloop/suggestion.h"

namespace closeloop::tools {
namespace {

using namespace std::chrono_literals;

TEST(SourceDate, only_a_full_date_is_a_date) {
  const auto day = eventstore::parse_day("2017-04-01");
  EXPECT_EQ(full_date("2017-04-01", false), day);
  EXPECT_EQ(full_date("1/4/2017", true), day);
  EXPECT_EQ(full_date("01/04/2017", true), day);
  for (const auto* text : {"2017-04", "2017", "April 2017", "01/04/17", "1.4.2017", "31/02/2017",
                           "2017-02-29", "0001-01-01", ""}) {
    EXPECT_FALSE(full_date(text, true)) << text;
  }
  EXPECT_FALSE(full_date("01/04/2017", false)) << "JSON knows ISO dates only";
}

TEST(SourceDate, a_slip_of_the_pen_is_no_text) {
  EXPECT_TRUE(is_impossible_date("2017-02-29", false));
  EXPECT_TRUE(is_impossible_date("31/02/2017", true));
  EXPECT_TRUE(is_impossible_date("1017-03-31", false));
  EXPECT_FALSE(is_impossible_date("2017-03-31", false));
  EXPECT_FALSE(is_impossible_date("February 30th", true));
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

TEST(Suggestion, is_near_or_there_is_none) {
  const std::vector<std::string> words{"serve", "init", "import", "event", "loop"};
  EXPECT_EQ(nearest("imprt", words), "import");
  EXPECT_EQ(nearest("sevre", words), "serve");
  EXPECT_EQ(nearest("zebra-crossing", words), "");
}

TEST(Progress, says_how_far_and_how_long) {
  EXPECT_EQ(progress_line("replay", "ev", 430, 1204, 2048ms),
            "replay  [█████───────] 430/1,204  35%  209 ev/s  4 s left");
}

TEST(Progress, draws_only_on_a_terminal_and_only_what_takes_long) {
  const auto now = ProgressBar::Time::clock::now();
  std::ostringstream quick;
  { ProgressBar{quick, true, "x", "ev", 10}.at(5, now); }
  EXPECT_EQ(quick.str(), "");
  std::ostringstream plain;
  {
    ProgressBar bar{plain, false, "x", "ev", 10};
    bar.at(5, now + 2s);
    bar.at(5, now + 3s);
  }
  EXPECT_THAT(plain.str(), testing::MatchesRegex("x .*50%.*\n"));
  EXPECT_EQ(plain.str().find('\r'), std::string::npos);
}

TEST(Outline, says_everything_that_is_not_empty) {
  std::ostringstream out;
  print_outline(out, {{"dueOn", "2017-03-31"},
                      {"closed", false},
                      {"nothing", nullptr},
                      {"actions", boost::json::array{"A-1", "A-2"}},
                      {"stage", boost::json::object{{"name", "raised"}, {"count", 3}}}});
  EXPECT_EQ(out.str(),
            "Due on: 2017-03-31\nClosed: no\nActions: A-1, A-2\nStage:\n  Name: raised\n"
            "  Count: 3\n");
}

}  // namespace
}  // namespace closeloop::tools
