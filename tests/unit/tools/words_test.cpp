#include <sstream>

#include <gmock/gmock.h>

#include "tools/closeloop/outline.h"
#include "tools/closeloop/progress_bar.h"
#include "tools/closeloop/suggestion.h"

namespace closeloop::tools {
namespace {

using namespace std::chrono_literals;

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
