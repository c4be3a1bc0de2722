#include <map>
#include <optional>

#include <gmock/gmock.h>

#include "projections/work_lists.h"
#include "tests/support/log.h"
#include "tests/support/served_board.h"

/// What HTTP promises of commands and questions, over the log on disk, and once it was closed and
/// opened again.
namespace closeloop::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

/// A board on disk that can be closed and opened again, as when the program is restarted.
class BoardOnDisk {
 public:
  BoardOnDisk() { open(); }

  ServedBoard& operator*() { return *served_; }
  ServedBoard* operator->() { return &*served_; }

  void reopen() {
    const auto tokens = served_->tokens;
    served_.reset();
    open();
    served_->tokens = tokens;
  }

 private:
  void open() {
    served_.emplace(ServedBoard::Serves::api_only, [this](const eventstore::Clock& clock) {
      return eventstore::testing::opened(directory_.path() / "log", clock);
    });
  }

  eventstore::testing::Directory directory_;
  std::optional<ServedBoard> served_;
};

void must(const Answer& answer) { ASSERT_EQ(answer.status(), 201) << answer.response.body; }

/// The loop of `raise_a_loop`, seen through to its closing.
void close_the_loop(ServedBoard& board) {
  raise_a_loop(board);
  measure_something(board);
  must(board.post("actions/A-1/deliver", "agencyLead", R"({"on": "2017-06-01"})"));
  must(board.post("actions/A-1/verify-delivery", "auditor", "{}"));
  must(board.post("evidence/E-1/record", "analyst",
                  R"({"kind": "outcome", "title": "Dip sample", "actions": ["A-1"],
                      "method": "dipSample", "strength": "medium", "voiceOf": "child",
                      "observedFrom": "2017-06-01", "observedTo": "2017-06-01"})"));
  must(board.post("findings/F-1/judge-improvement", "chair",
                  R"({"result": "met", "evidence": ["E-1"], "statement": "I am asked"})"));
  must(board.post("findings/F-1/book-sustainability-check", "chair", R"({"on": "2018-06-01"})"));
  must(board.post("findings/F-1/close", "chair", R"({"statement": "The tool is used"})"));
}

std::string with(std::string pattern, std::string_view brace, std::string_view value) {
  if (const auto at = pattern.find(brace); at != std::string::npos) {
    pattern.replace(at, brace.size(), value);
  }
  return pattern;
}

/// Every question of the API, about a record that `close_the_loop` made, now and of the past.
std::vector<std::string> every_question(const ServedBoard& board) {
  const std::map<std::string, std::string, std::less<>> ids{
      {"reviews", "R-1"}, {"findings", "F-1"}, {"learning-points", "L-1"},
      {"actions", "A-1"}, {"evidence", "E-1"}, {"agencies", "AG-1"},
      {"people", "P-2"},  {"boards", "B-1"},   {"indicators", "I-1"},
      {"series", "S-1"},  {"returns", "DR-1"}, {"questions", "Q-1"}};
  constexpr std::string_view root = "/api/v1/";
  std::vector<std::string> questions;
  for (const auto& route : board.application->router().routes()) {
    if (route.method != "GET" || route.access != api::Access::bearer) continue;
    if (!route.pattern.starts_with(root)) continue;
    auto path = with(route.pattern.substr(root.size()), "{position}", "1");
    const auto id = ids.find(path.substr(0, path.find('/')));
    if (id != ids.end()) path = with(std::move(path), "{id}", id->second);
    if (path.find('{') == std::string::npos) questions.push_back(path);
    if (path.find("{list}") == std::string::npos) continue;
    for (const auto list : work_list_names) {
      questions.push_back(with(path, "{list}", list));
    }
  }
  for (const auto* past : {"known_at=2017-06-01", "true_on=2017-06-01", "position=20"}) {
    questions.push_back("loops?" + std::string{past});
    questions.push_back("agencies/AG-1?" + std::string{past});
  }
  return questions;
}

struct Told {
  int status;
  std::string tag;
  std::string body;

  friend bool operator==(const Told&, const Told&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Told& told) {
    return out << told.status << ' ' << told.tag << ' ' << told.body;
  }
};

std::map<std::string, Told> answers(ServedBoard& board) {
  board.catch_up();
  std::map<std::string, Told> told;
  for (const auto& question : every_question(board)) {
    const auto answer = board.get(question);
    EXPECT_EQ(answer.status(), 200) << question << answer.response.body;
    told[question] = {answer.status(), std::string{answer.response.header("ETag")},
                      answer.response.body};
  }
  return told;
}

TEST(HttpOverRocksdb, a_reopened_log_gives_the_same_answers_with_the_same_tags) {
  BoardOnDisk board;
  close_the_loop(*board);
  const auto before = answers(*board);
  EXPECT_THAT(before, SizeIs(::testing::Ge(40)));
  EXPECT_THAT(before.at("findings/F-1").tag, HasSubstr("v4-p"));
  EXPECT_THAT(before.at("findings/F-1/loop").body, HasSubstr("closed with improvement"));

  board.reopen();
  const auto after = answers(*board);
  ASSERT_EQ(after.size(), before.size());
  for (const auto& [question, told] : before) EXPECT_EQ(after.at(question), told) << question;

  // What a client kept from before the restart still holds.
  const auto& tag = before.at("actions/A-1").tag;
  EXPECT_EQ(board->get("actions/A-1", "analyst", {{"if-none-match", tag}}).status(), 304);
}

TEST(HttpOverRocksdb, a_command_repeated_gets_the_first_answer_before_and_after_reopening) {
  BoardOnDisk board;
  raise_a_loop(*board);
  const std::vector<api::Header> headers{{"idempotency-key", "move-it"}, {"if-match", "\"v2\""}};
  const auto body = R"({"newDate": "2017-10-31", "reason": "training postponed"})";
  const auto move = [&] {
    return board->post("actions/A-1/move-date", "agencyLead", body, headers);
  };
  const auto first = move();
  ASSERT_EQ(first.status(), 201) << first.response.body;
  EXPECT_EQ(first.number("version"), 3U);
  const auto head = board->log->head();
  EXPECT_EQ(first.number("position"), head.number());

  EXPECT_EQ(move().response.body, first.response.body);
  board.reopen();
  ASSERT_EQ(board->log->head(), head);
  const auto again = move();
  EXPECT_EQ(again.status(), 201);
  EXPECT_EQ(again.response.body, first.response.body);
  EXPECT_EQ(again.response.header("ETag"), first.response.header("ETag"));
  EXPECT_EQ(board->log->head(), head) << "recorded once";

  // The same key with another request is refused, restart or not.
  const auto other = board->post("actions/A-1/move-date", "agencyLead",
                                 R"({"newDate": "2017-11-30", "reason": "again"})", headers);
  EXPECT_EQ(other.status(), 409);
  EXPECT_EQ(other.problem(), "/problems/key-reused");
  EXPECT_EQ(board->log->head(), head);
}

TEST(HttpOverRocksdb, a_stale_if_match_is_told_what_changed_and_nothing_is_recorded) {
  BoardOnDisk board;
  raise_a_loop(*board);
  board->catch_up();
  const std::string seen{board->get("actions/A-1").response.header("ETag")};
  must(board->post("actions/A-1/move-date", "agencyLead",
                   R"({"newDate": "2017-10-31", "reason": "training postponed"})"));
  const auto head = board->log->head();
  const auto block = [&] {
    return board->post("actions/A-1/block", "agencyLead", R"({"reason": "no trainer"})",
                       {{"if-match", seen}});
  };
  for (const bool reopened : {false, true}) {
    if (reopened) board.reopen();
    const auto refused = block();
    EXPECT_EQ(refused.status(), 412) << refused.response.body;
    EXPECT_EQ(refused.problem(), "/problems/stale");
    EXPECT_EQ(refused.number("currentVersion"), 3U);
    EXPECT_EQ(board->log->head(), head);
  }
  board->catch_up();
  const std::string fresh{board->get("actions/A-1").response.header("ETag")};
  EXPECT_EQ(board
                ->post("actions/A-1/block", "agencyLead", R"({"reason": "no trainer"})",
                       {{"if-match", fresh}})
                .status(),
            201);
}

TEST(HttpOverRocksdb, a_reopened_board_goes_on_where_it_was) {
  BoardOnDisk board;
  raise_a_loop(*board);
  const auto head = board->log->head();
  board.reopen();
  const auto raised = board->post("findings", "analyst",
                                  R"({"reviews": ["R-1"], "nature": "concern", "statement": "x"})");
  ASSERT_EQ(raised.status(), 201) << raised.response.body;
  EXPECT_EQ(raised.text("id"), "F-2") << "the next number";
  EXPECT_EQ(raised.number("position"), head.next().number());
  EXPECT_EQ(raised.number("version"), 1U);
  // Rules still know what was recorded before: two people, and a version that is held up.
  must(board->post("actions/A-1/deliver", "agencyLead", R"({"on": "2017-06-01"})"));
  const auto own = board->post("findings/F-1/close", "chair", R"({"statement": "Done"})");
  EXPECT_EQ(own.text("rule"), "closure.unmet");
  EXPECT_THAT(own.response.body, HasSubstr("A-1 is delivered but not verified"));
  board->catch_up();
  const auto loops = board->get("loops");
  EXPECT_EQ(loops.number("open"), 2U);
}

TEST(HttpOverRocksdb, a_token_that_was_revoked_stays_so) {
  BoardOnDisk board;
  raise_a_loop(*board);
  const auto person = board->get("people/P-4", "boardManager");
  const std::string token{person.json.at("tokens").at(0).at("id").as_string()};
  must(board->post("people/P-4/revoke-token", "boardManager", R"({"token": ")" + token + "\"}"));
  board->catch_up();
  EXPECT_EQ(board->get("loops").status(), 401);
  board.reopen();
  EXPECT_EQ(board->get("loops").status(), 401);
  EXPECT_EQ(board->get("loops", "auditor").status(), 200);
}

}  // namespace
}  // namespace closeloop::testing
