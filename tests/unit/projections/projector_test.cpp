#include "projections/projector.h"

#include <atomic>
#include <chrono>
#include <new>
#include <thread>

#include "projections/queries.h"
#include "tests/support/told_loop.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told loop.
using namespace std::chrono_literals;
using eventstore::Position;

AsAt known_at(std::string_view day) { return {a_day(day), {}, {}}; }
AsAt true_on(std::string_view day) { return {{}, a_day(day), {}}; }
AsAt at_position(std::uint64_t number) { return {{}, {}, Position{number}}; }

struct Following {
  explicit Following(const Chronicle& told) : projector{told.log()} {
    EXPECT_TRUE(projector.start());
  }
  [[nodiscard]] BoardView at(const AsAt& as_at) const {
    auto view = projector.at(as_at);
    EXPECT_TRUE(view) << view.error().message;
    return std::move(view).value();
  }
  Projector projector;
};

std::string stage_of_first(const Board& board, Day day) {
  const auto loop = finding_loop(board, "F-1", day);
  return loop ? std::string{loop.value().at("stage").at("name").as_string()} : "not raised";
}

TEST(PastBoards, R89_WhatWasKnownDiffersFromWhatWasTrueWhenAnEventArrivesLate) {
  Chronicle told;
  agree_loop(told);
  told.on("2017-04-20").late("2017-03-01", "actions/A-1", deliver("2017-03-01"));
  const Following following{told};
  const auto day = a_day("2017-03-31");
  // On 31 March nobody had told the board of the delivery; yet it was delivered.
  EXPECT_EQ(stage_of_first(*following.at(known_at("2017-03-31")), day), "actionsUnderWay");
  EXPECT_EQ(stage_of_first(*following.at(true_on("2017-03-31")), day), "delivered");
  EXPECT_EQ(stage_of_first(*following.at(known_at("2017-04-20")), day), "delivered");
  EXPECT_EQ(stage_of_first(*following.at(true_on("2017-02-28")), day), "actionsUnderWay");
  // Known by then, and true by then: both clocks at once.
  const AsAt both{a_day("2017-04-19"), a_day("2017-03-31"), {}};
  EXPECT_EQ(stage_of_first(*following.at(both), day), "actionsUnderWay");
}

TEST(PastBoards, R89_KnownAtADayHoldsTheWholeOfThatDayAndNothingOfTheNext) {
  Chronicle told;
  agree_loop(told);  // The last of it recorded on 2 January at nine.
  told.on("2017-01-03").add("findings/F-2", finding_json());
  const Following following{told};
  EXPECT_TRUE(following.at(known_at("2017-01-02"))->exists("actions", "A-1"));
  EXPECT_FALSE(following.at(known_at("2017-01-02"))->exists("findings", "F-2"));
  EXPECT_TRUE(following.at(known_at("2017-01-03"))->exists("findings", "F-2"));
  EXPECT_EQ(following.at(known_at("2016-01-01"))->position(), Position{});
}

TEST(PastBoards, R89_OneStepsThroughALoopPositionByPosition) {
  Chronicle told;
  closed_loop(told);
  const Following following{told};
  std::vector<std::string> stages;
  for (std::uint64_t number = 1; number <= told.head().number(); ++number) {
    const auto board = following.at(at_position(number));
    EXPECT_EQ(board->position(), Position{number});
    stages.push_back(stage_of_first(*board, told.today()));
  }
  EXPECT_THAT(stages,
              ::testing::ElementsAre("not raised", "raised", "learningAgreed", "actionsAgreed",
                                     "actionsUnderWay", "delivered", "verified", "outcomeEvidenced",
                                     "judged", "judged", "closed"));
}

TEST(PastBoards, R89_AnyPositionHasTheDigestOfAFreshReplay) {
  Chronicle told;
  closed_loop(told);
  const Following following{told};
  for (std::uint64_t number = 1; number <= told.head().number(); ++number) {
    EXPECT_EQ(following.at(at_position(number))->digest(), told.board(at_position(number)).digest())
        << "at position " << number;
  }
  for (const auto* day : {"2016-12-01", "2017-03-01", "2017-03-08", "2017-06-01"}) {
    EXPECT_EQ(following.at(known_at(day))->digest(), told.board(known_at(day)).digest());
    EXPECT_EQ(following.at(true_on(day))->digest(), told.board(true_on(day)).digest());
  }
  EXPECT_EQ(following.projector.live()->digest(), told.board().digest());
}

TEST(PastBoards, R89_TheDigestDiffersIfAnyEventDiffers) {
  const auto digest_with = [](std::string_view delivered_on, std::string_view effective,
                              const char* actor, const char* title) {
    Chronicle told;
    agree_loop(told);
    told.on("2017-03-01").by(actor).late(effective, "actions/A-1", deliver(delivered_on));
    told.add("evidence/E-1", std::string{R"({"recorded": {"kind": "output", "title": ")"} + title +
                                 R"(", "actions": ["A-1"], "method": "document",
                                 "strength": "weak"}})");
    return told.board().digest();
  };
  const auto first = digest_with("2017-03-01", "2017-03-01", "dora", "Register");
  EXPECT_EQ(first, digest_with("2017-03-01", "2017-03-01", "dora", "Register"));
  EXPECT_NE(first, digest_with("2017-02-28", "2017-03-01", "dora", "Register")) << "its payload";
  EXPECT_NE(first, digest_with("2017-03-01", "2017-02-28", "dora", "Register")) << "its day";
  EXPECT_NE(first, digest_with("2017-03-01", "2017-03-01", "alan", "Register")) << "its actor";
  EXPECT_NE(first, digest_with("2017-03-01", "2017-03-01", "dora", "Registers")) << "a word";
}

TEST(PastBoards, APositionBeyondTheHeadIsInvalid) {
  Chronicle told;
  agree_loop(told);
  const Following following{told};
  const auto beyond = following.projector.at(at_position(told.head().number() + 1));
  ASSERT_TRUE(beyond.has_error());
  EXPECT_EQ(beyond.error().code, Errc::invalid);
  EXPECT_EQ(beyond.error().problems.at(0).pointer, "/position");
  EXPECT_TRUE(following.projector.at(at_position(told.head().number())));
}

TEST(PastBoards, AreKeptWhileTheyAreAskedForAndTheOldestIsLetGo) {
  Chronicle told;
  closed_loop(told);
  const Following following{told};
  const auto address = [&](std::uint64_t number) { return &*following.at(at_position(number)); };
  const auto* const first = address(1);
  EXPECT_EQ(address(1), first) << "not folded again";
  const auto held = following.at(at_position(2));
  for (std::uint64_t number = 3; number <= 8; ++number) address(number);
  // Let go by the cache, and still there for who holds it.
  EXPECT_EQ(held->position(), Position{2});
  EXPECT_EQ(following.at(at_position(2))->digest(), held->digest());
}

/// A log that, when told to, breaks off behind the first events that it reads.
class BreakingLog final : public eventstore::EventLog {
 public:
  enum class Break { never, by_failing, by_throwing, by_waiting };

  explicit BreakingLog(eventstore::EventLog& log) : log_{log} {}
  void breaks(Break how) {
    how_ = how;
    how_.notify_all();
  }
  /// Returns when that many readers wait for it to go on.
  void await_waiting(int readers) const {
    for (int now = waiting_; now != readers; now = waiting_) waiting_.wait(now);
  }

  eventstore::Result<eventstore::Committed> append(eventstore::Commit commit) override {
    return log_.append(std::move(commit));
  }
  [[nodiscard]] eventstore::Result<std::optional<eventstore::Committed>> find_command(
      const eventstore::Uuid& id, const eventstore::Digest& digest) const override {
    return log_.find_command(id, digest);
  }
  [[nodiscard]] eventstore::Result<void> read_stream(
      std::string_view stream, eventstore::Version after,
      const eventstore::EventVisitor& visit) const override {
    return log_.read_stream(stream, after, visit);
  }
  [[nodiscard]] eventstore::Result<void> read_all(
      Position after, Position last, const eventstore::EventVisitor& visit) const override {
    if (how_ == Break::by_waiting) {
      ++waiting_;
      waiting_.notify_all();
      how_.wait(Break::by_waiting);
    }
    if (how_ == Break::never) return log_.read_all(after, last, visit);
    EXPECT_TRUE(log_.read_all(after, Position{after.number() + 3}, visit));
    if (how_ == Break::by_throwing) throw std::bad_alloc{};
    return eventstore::corrupt("The disk ends here.");
  }
  [[nodiscard]] eventstore::Result<eventstore::Version> stream_version(
      std::string_view stream) const override {
    return log_.stream_version(stream);
  }
  [[nodiscard]] Position head() const override { return log_.head(); }
  std::shared_ptr<void> on_head_moved(eventstore::HeadListener listener) override {
    return log_.on_head_moved(std::move(listener));
  }

 private:
  eventstore::EventLog& log_;
  std::atomic<Break> how_ = Break::never;
  mutable std::atomic<int> waiting_ = 0;
};

TEST(PastBoards, WhatBreaksOffIsBegunAnewAndLeavesRoomForOthers) {
  Chronicle told;
  closed_loop(told);
  BreakingLog log{told.log()};
  Projector projector{log};
  ASSERT_TRUE(projector.start());
  const auto then = at_position(9);
  for (int time = 0; time < 5; ++time) {  // More often than boards are folded at one time.
    log.breaks(BreakingLog::Break::by_throwing);
    EXPECT_THROW(std::ignore = projector.at(then), std::bad_alloc);
    log.breaks(BreakingLog::Break::by_failing);
    const auto failed = projector.at(then);
    ASSERT_TRUE(failed.has_error());
    EXPECT_EQ(failed.error().code, Errc::corrupt);
  }
  log.breaks(BreakingLog::Break::never);
  const auto board = projector.at(then);
  ASSERT_TRUE(board) << board.error().message;
  EXPECT_EQ(board.value()->digest(), told.board(then).digest()) << "nothing of it folded twice";
}

TEST(PastBoards, OfWhichTooManyAreReplayedAtOnceAreRefusedForNow) {
  Chronicle told;
  closed_loop(told);
  BreakingLog log{told.log()};
  Projector projector{log};
  ASSERT_TRUE(projector.start());
  log.breaks(BreakingLog::Break::by_waiting);
  std::vector<std::jthread> others;
  for (const std::uint64_t position : {3UL, 4UL}) {
    others.emplace_back([&projector, position] {
      const auto board = projector.at(at_position(position));
      EXPECT_TRUE(board && board.value()->position() == Position{position});
    });
  }
  log.await_waiting(2);
  const auto refused = projector.at(at_position(5));
  ASSERT_TRUE(refused.has_error());
  EXPECT_EQ(refused.error().rule, "past.busy");
  log.breaks(BreakingLog::Break::never);
  others.clear();
  EXPECT_TRUE(projector.at(at_position(5)));
}

TEST(PastBoards, ADayThatIsNotOverTakesInWhatIsStillRecorded) {
  Chronicle told;
  agree_loop(told);
  const Following following{told};
  EXPECT_FALSE(following.at(known_at("2017-01-02"))->exists("findings", "F-2"));
  EXPECT_FALSE(following.at(true_on("2016-12-31"))->exists("findings", "F-3"));
  told.add("findings/F-2", finding_json());  // Later that day.
  EXPECT_TRUE(following.at(known_at("2017-01-02"))->exists("findings", "F-2"));
  told.late("2016-12-01", "findings/F-3", finding_json());
  EXPECT_TRUE(following.at(true_on("2016-12-31"))->exists("findings", "F-3"));
}

TEST(LiveBoard, R91_ANewEventIsVisibleWithinASecond) {
  Chronicle told;
  agree_loop(told);
  const Following following{told};
  EXPECT_FALSE(following.projector.live()->exists("findings", "F-2"));
  for (int round = 2; round < 12; ++round) {
    const auto id = "F-" + std::to_string(round);
    told.add("findings/" + id, finding_json());
    ASSERT_TRUE(following.projector.wait_for(told.head(), 1s));
    const auto live = following.projector.live();
    EXPECT_EQ(live->position(), told.head());
    EXPECT_TRUE(live->exists("findings", id));
    // Settled too: it is in the lists, not only among the records.
    const auto loops = loop_list(*live, {}, {}, told.today()).value();
    EXPECT_THAT(each(loops.at("rows"), "id"), ::testing::Contains(id));
  }
  EXPECT_TRUE(following.projector.health());
}

TEST(LiveBoard, R91_ReadersDoNotKeepItFromMoving) {
  Chronicle told;
  agree_loop(told);
  const Following following{told};
  std::atomic<bool> stop = false;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      while (!stop) std::ignore = loop_list(*following.projector.live(), {}, {}, told.today());
    });
  }
  for (int round = 2; round < 22; ++round) {
    told.add("findings/F-" + std::to_string(round), finding_json());
    EXPECT_TRUE(following.projector.wait_for(told.head(), 1s));
  }
  stop = true;
  for (auto& reader : readers) reader.join();
}

TEST(LiveBoard, WaitingForWhatIsNotRecordedEnds) {
  Chronicle told;
  agree_loop(told);
  const Following following{told};
  const Position next{told.head().number() + 1};
  EXPECT_FALSE(following.projector.wait_for(next, 20ms));
  EXPECT_TRUE(following.projector.wait_for(told.head(), 0ms));
}

TEST(LiveBoard, AskingForNoMomentIsTheLiveBoard) {
  Chronicle told;
  agree_loop(told);
  const Following following{told};
  EXPECT_EQ(&*following.at({}), &*following.projector.live());
}

}  // namespace
}  // namespace closeloop
