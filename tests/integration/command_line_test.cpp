#include "tests/support/command_line.h"

#include <gmock/gmock.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>

#include "tools/closeloop/board_directory.h"

namespace closeloop::tools {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

class CommandLine : public ABoard {};

TEST_F(CommandLine, init_says_which_areas_figures_are_the_boards_own) {
  const auto data = directory_ / "shropshire";
  const auto made = closeloop({"init", "--data", data, "--name", "Shropshire board", "--area",
                               "Shropshire", "--area-code", "E06000051"});
  ASSERT_EQ(made.exit, Exit::ok) << made.err;
  const auto said = closeloop({"event", "list", "--data", data, "--json"}).out;
  EXPECT_THAT(said, HasSubstr(R"({"name":"Shropshire","code":"E06000051"})"));
}

TEST_F(CommandLine, wrong_words_get_a_clear_answer_and_an_exit_code) {
  struct Case {
    std::vector<std::string> words;
    Exit exit;
    const char* says;
  };
  const auto nowhere = directory_ / "nowhere";
  const auto csv = directory_.write("a.csv", "action\nTrain\n");
  const auto empty = directory_.write("empty.json", "");
  const Case cases[] = {
      {{}, Exit::usage, "subcommand"},
      {{"imprt"}, Exit::usage, "Did you mean 'import'?"},
      {{"loop", "sumary"}, Exit::usage, "Did you mean 'summary'?"},
      {{"loop", "list", "--jsn", "--data", data_}, Exit::usage, "Did you mean '--json'?"},
      {{"loop", "show", "--data", data_}, Exit::usage, "finding"},
      {{"loop", "show", "F-99", "--data", data_}, Exit::not_found, "F-99"},
      {{"loop", "list", "--stage", "sleeping", "--data", data_}, Exit::usage, "sleeping"},
      {{"loop", "summary", "--as-at", "2017-02-30", "--data", data_}, Exit::usage, "2017-02-30"},
      {{"loop", "list", "--known-at", "yesterday", "--data", data_}, Exit::usage, "yesterday"},
      {{"loop", "list", "--position", "0", "--data", data_}, Exit::usage, "position"},
      {{"loop", "list", "--position", "999", "--data", data_}, Exit::usage, "log ends"},
      {{"loop", "list", "--limit", "0", "--data", data_}, Exit::usage, "limit"},
      {{"event", "list", "--position", "999", "--data", data_}, Exit::usage, "log ends"},
      {{"event", "show", "999", "--data", data_}, Exit::not_found, "999"},
      {{"event", "show", "one", "--data", data_}, Exit::usage, "one"},
      {{"event", "list", "--limit", "-1", "--data", data_}, Exit::usage, "limit"},
      {{"event", "list", "--after=-1", "--data", data_}, Exit::usage, "after"},
      {{"event", "list", "--data", nowhere}, Exit::not_found, "closeloop init --data"},
      {{"replay", "--position", "999", "--data", data_}, Exit::not_found, "999"},
      {{"init", "--data", data_, "--name", "Again"}, Exit::conflict, "already"},
      {{"init", "--data", directory_ / "new"}, Exit::usage, "--name"},
      {{"init", "--data", directory_ / "new", "--name", "X", "--area-code", "E06000051"},
       Exit::usage,
       "--area"},
      {{"init", "--data", "/proc/closeloop", "--name", "X"}, Exit::unreachable, "can't be made"},
      {{"demo", "--data", data_}, Exit::conflict, "already"},
      {{"user", "add", "--name", "X", "--role", "king", "--data", data_}, Exit::usage, "king"},
      {{"user", "add", "--name", "X", "--role", "agencyLead", "--data", data_},
       Exit::refused,
       "agency"},
      {{"user", "add", "--name", "X", "--role", "agencyLead", "--agency", "AG-9", "--data", data_},
       Exit::usage,
       "AG-9"},
      {{"user", "add", "--name", "X", "--role", "chair", "--as", "P-9", "--data", data_},
       Exit::not_found,
       "P-9"},
      {{"user", "token", "P-9", "--data", data_}, Exit::not_found, "P-9"},
      {{"user", "token", "P-1", "--days", "-1", "--data", data_}, Exit::usage, "days"},
      {{"user", "end", "P-1", "--reason", "Left", "--data", data_}, Exit::refused, "own"},
      {{"user", "end", "P-1", "--data", data_}, Exit::usage, "--reason"},
      {{"user", "password", "P-9", "--data", data_}, Exit::not_found, "P-9"},
      {{"user", "password", "P-1", "--sign-in", "b jones", "--data", data_},
       Exit::usage,
       "small letters"},
      {{"user", "add", "--name", "X", "--role", "chair", "--sign-in", "manager", "--data", data_},
       Exit::conflict,
       "manager"},
      {{"user", "revoke", "P-1", "--token", "T-none", "--data", data_}, Exit::refused, "token"},
      {{"import", "plans", nowhere, "--data", data_}, Exit::not_found, "can't be read"},
      {{"import", "plans", "/tmp", "--data", data_}, Exit::not_found, "can't be read"},
      {{"import", "plans", empty, "--data", data_}, Exit::answer_is_no, ""},
      {{"import", "plans", csv, "--data", data_}, Exit::answer_is_no, "--plan-id"},
      {{"import", "plans", csv, "--format", "xml", "--data", data_}, Exit::usage, "xml"},
      {{"serve", "--port", "99999", "--data", data_}, Exit::usage, "port"},
      {{"serve", "--data", nowhere}, Exit::not_found, "closeloop init"},
      {{"completion", "fish"}, Exit::usage, "fish"},
  };
  for (const auto& one : cases) {
    std::string words;
    for (const auto& word : one.words) words += word + " ";
    SCOPED_TRACE(words);
    const auto said = closeloop(one.words);
    EXPECT_EQ(said.exit, one.exit) << said.err;
    EXPECT_THAT(said.out + said.err, HasSubstr(one.says));
    if (one.exit != Exit::answer_is_no) {
      EXPECT_THAT(said.out, IsEmpty());
    }
  }
}

TEST_F(CommandLine, help_begins_with_examples_on_every_command) {
  const std::vector<std::vector<std::string>> commands{{},
                                                       {"serve"},
                                                       {"init"},
                                                       {"demo"},
                                                       {"import"},
                                                       {"replay"},
                                                       {"import", "plans"},
                                                       {"event", "list"},
                                                       {"event", "show"},
                                                       {"loop", "list"},
                                                       {"user"},
                                                       {"loop", "show"},
                                                       {"loop", "summary"},
                                                       {"user", "add"},
                                                       {"user", "end"},
                                                       {"event"},
                                                       {"user", "token"},
                                                       {"user", "password"},
                                                       {"user", "revoke"},
                                                       {"chart"},
                                                       {"chart", "check"},
                                                       {"completion"},
                                                       {"loop"}};
  for (auto words : commands) {
    words.emplace_back("--help");
    const auto said = closeloop(words);
    EXPECT_EQ(said.exit, Exit::ok);
    const auto examples = said.out.find("Examples:\n  closeloop ");
    EXPECT_NE(examples, std::string::npos) << said.out;
    EXPECT_LT(examples, said.out.find("Usage:")) << said.out;
  }
  EXPECT_THAT(closeloop({"--version"}).out, testing::MatchesRegex("closeloop [0-9.]+\n"));
}

TEST_F(CommandLine, people_are_given_accounts_whose_passwords_are_told_once) {
  const auto added = on_board(
      {"user", "add", "--name", "B. Jones", "--role", "chair", "--sign-in", " B.Jones", "--json"});
  ASSERT_EQ(added.exit, Exit::ok) << added.err;
  EXPECT_EQ(added.json().at("person").as_string(), "P-2");
  EXPECT_EQ(added.json().at("signInName").as_string(), "b.jones");
  const std::string first{added.json().at("password").as_string()};
  EXPECT_THAT(first, testing::MatchesRegex("[a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{5}"));

  const auto again = on_board({"user", "password", "P-2"});
  EXPECT_THAT(again.out, testing::StartsWith("sign-in name: b.jones\npassword: "));
  EXPECT_THAT(again.out, testing::Not(HasSubstr(first)));
  const auto file = content_of(data_ + "/accounts.sqlite");
  EXPECT_THAT(file, HasSubstr("b.jones"));
  EXPECT_THAT(file, testing::Not(HasSubstr(first)));
  EXPECT_THAT(file, HasSubstr("$argon2id$"));
  const auto events = on_board({"event", "list", "--json"}).out;
  EXPECT_THAT(events, testing::Not(HasSubstr("argon2")));

  ASSERT_EQ(on_board({"user", "end", "P-2", "--reason", "Left"}).exit, Exit::ok);
  EXPECT_THAT(content_of(data_ + "/accounts.sqlite"), testing::Not(HasSubstr("b.jones")));
  EXPECT_EQ(on_board({"user", "password", "P-2"}).exit, Exit::not_found);
}

TEST_F(CommandLine, people_are_added_given_tokens_and_ended) {
  const auto added = on_board({"user", "add", "--name", "B. Jones", "--role", "chair"});
  ASSERT_EQ(added.exit, Exit::ok) << added.err;
  EXPECT_EQ(added.out, "P-2\n");
  const auto token = on_board({"user", "token", "P-2", "--label", "laptop"});
  EXPECT_THAT(token.out, testing::MatchesRegex("clp_[0-9a-f]{64}\n"));
  const auto refused = on_board({"user", "token", "P-1", "--as", "P-2"});
  EXPECT_EQ(refused.exit, Exit::refused) << "A chair makes no tokens.";
  EXPECT_EQ(on_board({"user", "end", "P-2", "--reason", "Left"}).exit, Exit::ok);
  EXPECT_EQ(on_board({"user", "token", "P-2"}).exit, Exit::refused);
  const auto events = on_board({"event", "list", "--json"}).out;
  EXPECT_THAT(events, testing::Not(HasSubstr(token.out.substr(0, token.out.size() - 1))))
      << "The log never holds a token.";
}

TEST_F(CommandLine, the_board_that_is_named_goes_before_that_of_the_environment) {
  const OwnDirectory elsewhere;
  const auto other = elsewhere / "other";
  ASSERT_EQ(closeloop({"init", "--name", "Othertown", "--data", other}).exit, Exit::ok);
  ::setenv("CLOSELOOP_DATA", other.c_str(), 1);
  const auto added = on_board({"user", "add", "--name", "B. Jones", "--role", "chair"});
  const auto listed = on_board({"event", "list", "--type", "PersonAdded", "--json"});
  const auto shown = on_board({"event", "show", "7"});
  const auto elsewhere_listed = closeloop({"event", "list", "--stream", "people/P-2"});
  ::unsetenv("CLOSELOOP_DATA");
  EXPECT_EQ(added.exit, Exit::ok) << added.err;
  EXPECT_THAT(listed.out, HasSubstr("B. Jones"));
  EXPECT_EQ(shown.exit, Exit::ok) << shown.err;
  EXPECT_THAT(elsewhere_listed.out, testing::Not(HasSubstr("people/P-2")));
}

TEST_F(CommandLine, events_are_listed_and_shown_as_at_any_position) {
  const auto all = on_board({"event", "list", "--json"}).json();
  EXPECT_EQ(all.at("items").as_array().size(), 6U);
  const auto past = on_board({"event", "list", "--position", "2", "--json"}).json();
  EXPECT_EQ(past.at("items").as_array().size(), 2U);
  const auto page = on_board({"event", "list", "--limit", "2", "--json"}).json();
  EXPECT_EQ(page.at("after"), 2);
  const auto stream = on_board({"event", "list", "--stream", "people/P-1", "--json"}).json();
  EXPECT_EQ(stream.at("items").at(0).at("type"), "PersonAdded");
  EXPECT_THAT(on_board({"event", "show", "1"}).out, HasSubstr("Name of the board: Anytown"));
}

// The day of a position is the day its last event was recorded, as by HTTP: not today.
TEST_F(CommandLine, what_depends_on_a_date_is_of_the_day_of_the_position) {
  ASSERT_EQ(on_board({"import", "plans", published_plans()}).exit, Exit::ok);
  const auto last = on_board({"event", "list", "--json", "--limit", "1000"}).json().at("position");
  const auto at = std::to_string(last.to_number<std::uint64_t>());
  class Later final : public eventstore::Clock {
   public:
    [[nodiscard]] eventstore::Timestamp now() const override {
      return eventstore::SystemClock{}.now() + std::chrono::hours{24 * 400};
    }
  };
  const Later later;
  std::ostringstream out;
  std::ostringstream err;
  ASSERT_EQ(
      run({"loop", "list", "--position", at, "--json", "--data", data_}, {out, err, later, false}),
      Exit::ok)
      << err.str();
  EXPECT_EQ(boost::json::parse(out.str()), on_board({"loop", "list", "--json"}).json());
}

TEST_F(CommandLine, what_is_logged_does_not_stand_among_the_data) {
  const eventstore::SystemClock clock;
  std::ostringstream out;
  std::ostringstream err;
  ASSERT_EQ(run({"loop", "list", "--json", "--data", data_}, {out, err, clock, false}), Exit::ok);
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  spdlog::warn("rocksdb: something");
  spdlog::default_logger()->flush();
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  (void)testing::internal::GetCapturedStderr();
}

TEST_F(CommandLine, a_replay_comes_to_the_same_digest) {
  const auto replay = on_board({"replay", "--json"});
  EXPECT_EQ(replay.exit, Exit::ok);
  EXPECT_TRUE(replay.json().at("same").as_bool());
  EXPECT_EQ(replay.json().at("events"), 6);
}

TEST_F(CommandLine, a_board_that_another_holds_is_not_opened) {
  const eventstore::SystemClock clock;
  const auto held = BoardDirectory::open(data_, clock);
  ASSERT_TRUE(held);
  const auto said = on_board({"loop", "list"});
  EXPECT_EQ(said.exit, Exit::unreachable);
  EXPECT_THAT(said.err, HasSubstr(std::to_string(getpid())));
  EXPECT_THAT(said.err, HasSubstr("API"));
}

// R57 (vii): there is no way to edit or delete an event, here neither.
TEST_F(CommandLine, R57_vii_no_command_edits_or_deletes_an_event) {
  const auto before = on_board({"event", "list", "--json"}).json().at("items").as_array();
  ASSERT_EQ(on_board({"user", "add", "--name", "X", "--role", "chair"}).exit, Exit::ok);
  ASSERT_EQ(on_board({"import", "plans", published_plans()}).exit, Exit::ok);
  ASSERT_EQ(on_board({"user", "end", "P-2", "--reason", "Left"}).exit, Exit::ok);
  ASSERT_EQ(on_board({"replay"}).exit, Exit::ok);
  const auto after =
      on_board({"event", "list", "--limit", "1000", "--json"}).json().at("items").as_array();
  ASSERT_GT(after.size(), before.size());
  for (std::size_t i = 0; i < before.size(); ++i) EXPECT_EQ(after[i], before[i]);

  // Every command there is: one that is added has to be thought about here.
  std::vector<std::string> words;
  std::istringstream top{closeloop({"__complete"}).out};
  for (std::string word; top >> word;) {
    if (!word.starts_with("-")) words.push_back(word);
  }
  EXPECT_THAT(words,
              testing::UnorderedElementsAre("serve", "init", "demo", "import", "event", "loop",
                                            "chart", "replay", "user", "completion"));
}

TEST(Demonstration, tells_of_a_loop_closed_well_and_of_each_way_to_break_one) {
  const OwnDirectory directory;
  const auto data = directory / "demo";
  const auto made = closeloop({"demo", "--data", data, "--json"});
  ASSERT_EQ(made.exit, Exit::ok) << made.err;

  struct stat status {};
  ASSERT_EQ(stat((data + "/demo-tokens.txt").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_THAT(content_of(data + "/demo-tokens.txt"), HasSubstr("Chair P-5\tclp_"));

  const auto loops = closeloop({"loop", "list", "--data", data, "--json"}).json();
  for (const auto& gap : loops.at("gaps").as_array()) {
    EXPECT_GT(gap.at("count").as_int64(), 0) << gap.at("name");
  }
  const auto stage_of = [&](const char* finding) {
    const auto said = closeloop({"loop", "show", finding, "--data", data, "--json"});
    return said.json().at("stage").at("name");
  };
  EXPECT_EQ(stage_of("F-1"), "closed");
  EXPECT_EQ(stage_of("F-8"), "closedWithoutImprovement");
  EXPECT_EQ(stage_of("F-4"), "delivered");
  EXPECT_EQ(stage_of("F-6"), "verified");
  EXPECT_EQ(stage_of("F-7"), "verified") << "Evidence from before delivery shows nothing.";
  const auto then =
      closeloop({"loop", "show", "F-1", "--known-at", "2017-10-09", "--data", data, "--json"});
  EXPECT_NE(then.json().at("stage").at("name"), "closed");
}

TEST(Demonstration, is_the_same_every_time) {
  const OwnDirectory directory;
  std::string digests[2];
  for (auto& digest : digests) {
    const auto data = directory / std::to_string(&digest - digests);
    ASSERT_EQ(closeloop({"demo", "--data", data}).exit, Exit::ok);
    digest = closeloop({"replay", "--as-at", "2022-12-31", "--data", data, "--json"})
                 .json()
                 .at("digest")
                 .as_string();
  }
  EXPECT_EQ(digests[0], digests[1]);
}

}  // namespace
}  // namespace closeloop::tools
