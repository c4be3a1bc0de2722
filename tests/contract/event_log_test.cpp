// What every log promises, asked of each that there is. See eventstore/log/event_log.h.

#include "eventstore/log/event_log.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "eventstore/log/admission.h"
#include "eventstore/log/memory_event_log.h"
#include "tests/support/log.h"

namespace eventstore {
namespace {

using namespace eventstore::testing;

struct Kind {
  const char* name;
  std::unique_ptr<EventLog> (*make)(const Directory&, const Clock&);
};

class EventLogContract : public ::testing::TestWithParam<Kind> {
 protected:
  Directory directory_;
  ToldClock clock_;
  std::unique_ptr<EventLog> log_ = GetParam().make(directory_, clock_);

  Committed must(Commit commit) {
    auto result = log_->append(std::move(commit));
    EXPECT_TRUE(result) << result.error().message;
    return result ? result.value() : Committed{};
  }
  Error refused(Commit commit) {
    const auto before = log_->head();
    auto result = log_->append(std::move(commit));
    EXPECT_TRUE(result.has_error());
    EXPECT_EQ(log_->head(), before) << "What is refused is not recorded.";
    return result.has_error() ? result.error() : Error{};
  }
};

INSTANTIATE_TEST_SUITE_P(, EventLogContract,
                         ::testing::Values(Kind{"Memory",
                                                [](const Directory&, const Clock& clock) {
                                                  return make_memory_event_log(clock);
                                                }},
                                           Kind{"RocksDB",
                                                [](const Directory& directory, const Clock& clock) {
                                                  return opened(directory.path() / "data", clock);
                                                }}),
                         [](const auto& kind) { return kind.param.name; });

TEST_P(EventLogContract, IsEmptyAtFirst) {
  EXPECT_EQ(log_->head(), Position{});
  EXPECT_TRUE(everything(*log_).empty());
  EXPECT_TRUE(stream_of(*log_, "actions/A-1").empty());
  EXPECT_EQ(log_->stream_version("actions/A-1").value(), Version{});
  EXPECT_FALSE(log_->find_command(command(1), {}).value());
}

TEST_P(EventLogContract, NumbersEventsFromOneInTheLogAndInTheirStreams) {
  EXPECT_EQ(must(commit(1, {"a", "b", "a"})), (Committed{Position{1}, Position{3}}));
  EXPECT_EQ(must(commit(2, {"b"})), (Committed{Position{4}, Position{4}}));
  const auto events = everything(*log_);
  ASSERT_EQ(events.size(), 4U);
  std::vector<std::string> places;
  for (const auto& event : events) {
    places.push_back(std::to_string(event.position) + event.stream + std::to_string(event.version));
  }
  EXPECT_EQ(places, (std::vector<std::string>{"1a1", "2b1", "3a2", "4b2"}));
  EXPECT_EQ(log_->head(), Position{4});
  EXPECT_EQ(log_->stream_version("a").value(), Version{2});
}

TEST_P(EventLogContract, GivesBackAllThatWasSaid) {
  Commit said = commit(7, {});
  said.on_behalf_of = "P-2";
  said.reason = "The “board” decided";
  said.correlation = "import 7";
  auto what = event("actions/A-31", std::string_view{"\0\1\2\3\4\5\6\7", 8});
  what.type = "ActionDateMoved";
  what.schema_version = 3;
  what.effective_on = *parse_day("1969-12-31");
  what.causation = Position{12};
  said.events.push_back(what);
  must(said);
  int seen = 0;
  ASSERT_TRUE(log_->read_all({}, log_->head(), [&](const RecordedEvent& stored) {
    ++seen;
    EXPECT_EQ(stored.stream, "actions/A-31");
    EXPECT_EQ(stored.type, "ActionDateMoved");
    EXPECT_EQ(stored.schema_version, 3);
    EXPECT_EQ(stored.recorded_at, clock_.now());
    EXPECT_EQ(stored.effective_on, *parse_day("1969-12-31"));
    EXPECT_EQ(stored.actor, "P-1");
    EXPECT_EQ(stored.on_behalf_of, "P-2");
    EXPECT_EQ(stored.reason, "The “board” decided");
    EXPECT_EQ(stored.correlation, "import 7");
    EXPECT_EQ(stored.causation, Position{12});
    EXPECT_EQ(stored.command_id, command(7));
    EXPECT_TRUE(std::ranges::equal(stored.payload, what.payload));
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(stored.payload.data()) % 8, 0U);
    return true;
  }));
  EXPECT_EQ(seen, 1);
}

TEST_P(EventLogContract, TellsTheVersionThatAStreamHasWhenItIsNotAsExpected) {
  must(commit(1, {"a", "a"}));
  const auto error = refused(commit(2, {"a"}, {{"a", Version{1}}}));
  EXPECT_EQ(error.code, Errc::conflict);
  EXPECT_EQ(error.rule, "log.version");
  EXPECT_EQ(error.current_version, 2U);
  must(commit(2, {"a"}, {{"a", Version{2}}}));
}

TEST_P(EventLogContract, VersionZeroExpectsThatAStreamDoesNotExist) {
  must(commit(1, {"a"}, {{"a", Version{}}}));
  EXPECT_EQ(refused(commit(2, {"a"}, {{"a", Version{}}})).current_version, 1U);
  EXPECT_EQ(refused(commit(3, {"b"}, {{"b", Version{1}}})).current_version, 0U);
}

TEST_P(EventLogContract, RecordsAllOfACommitOrNothing) {
  must(commit(1, {"a"}));
  refused(commit(2, {"b", "a", "c"}, {{"b", Version{}}, {"a", Version{5}}}));
  EXPECT_TRUE(stream_of(*log_, "b").empty());
  EXPECT_EQ(log_->stream_version("c").value(), Version{});
  EXPECT_FALSE(log_->find_command(command(2), sha256("2")).value());
}

TEST_P(EventLogContract, MayExpectAStreamThatItDoesNotWriteTo) {
  must(commit(1, {"finding"}));
  must(commit(2, {"action"}, {{"finding", Version{1}}}));
  must(commit(3, {"finding"}));
  EXPECT_EQ(refused(commit(4, {"action"}, {{"finding", Version{1}}})).current_version, 2U);
}

TEST_P(EventLogContract, RepeatsTheFirstResultOfACommandForEver) {
  const auto first = must(commit(1, {"a", "b"}, {{"a", Version{}}}));
  EXPECT_FALSE(first.repeated);
  must(commit(2, {"a"}));
  const auto again = must(commit(1, {"a", "b"}, {{"a", Version{}}}));
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.first, first.first);
  EXPECT_EQ(again.last, first.last);
  EXPECT_EQ(log_->head(), Position{3});
  EXPECT_EQ(log_->find_command(command(1), sha256("1")).value(), again);
}

TEST_P(EventLogContract, RefusesACommandIdThatWasUsedForAnotherRequest) {
  must(commit(1, {"a"}));
  auto other = commit(1, {"b"});
  other.request_digest = sha256("another");
  const auto error = refused(other);
  EXPECT_EQ(error.code, Errc::conflict);
  EXPECT_EQ(error.rule, "log.command-reused");
  EXPECT_EQ(log_->find_command(command(1), sha256("another")).error().rule, "log.command-reused");
}

TEST_P(EventLogContract, ARefusedCommandMayBeTriedAgain) {
  refused(commit(1, {"a"}, {{"a", Version{1}}}));
  must(commit(2, {"a"}));
  EXPECT_FALSE(must(commit(1, {"a"}, {{"a", Version{1}}})).repeated);
}

TEST_P(EventLogContract, RefusesAMalformedCommit) {
  const std::string overlong(name_bytes_max + 1, 'x');
  std::map<std::string, Commit> malformed;
  const auto add = [&](const char* what, auto spoil) { spoil(malformed[what] = commit(1, {"a"})); };
  add("no events", [](Commit& c) { c.events.clear(); });
  add("no actor", [](Commit& c) { c.actor.clear(); });
  add("long actor", [&](Commit& c) { c.actor = overlong; });
  add("long on behalf of", [&](Commit& c) { c.on_behalf_of = overlong; });
  add("long correlation", [&](Commit& c) { c.correlation = overlong; });
  add("long reason", [](Commit& c) { c.reason.assign(text_bytes_max + 1, 'x'); });
  add("no stream", [](Commit& c) { c.events[0].stream.clear(); });
  add("long stream", [&](Commit& c) { c.events[0].stream = overlong; });
  add("no type", [](Commit& c) { c.events[0].type.clear(); });
  add("no payload", [](Commit& c) { c.events[0].payload.clear(); });
  add("large payload", [](Commit& c) { c.events[0].payload.resize(payload_bytes_max + 8); });
  add("long expected stream", [&](Commit& c) { c.preconditions = {{overlong, {}}}; });
  add("no expected stream", [](Commit& c) { c.preconditions = {{"", {}}}; });
  add("many events", [](Commit& c) { c.events.resize(commit_events_max + 1, c.events[0]); });
  for (auto& [what, spoilt] : malformed) {
    SCOPED_TRACE(what);
    EXPECT_EQ(refused(spoilt).code, Errc::invalid);
  }
  must(commit(1, {"a"}));
}

TEST_P(EventLogContract, RecordsTheLargestThatItAllows) {
  Commit large = commit(1, {});
  large.actor.assign(name_bytes_max, 'p');
  large.on_behalf_of.assign(name_bytes_max, 'q');
  large.correlation.assign(name_bytes_max, 'r');
  large.reason.assign(text_bytes_max, 's');
  large.events.push_back(
      event(std::string(name_bytes_max, 't'), std::string(payload_bytes_max, 'u')));
  large.events.back().type.assign(name_bytes_max, 'v');
  must(large);
  ASSERT_EQ(everything(*log_).size(), 1U);
  EXPECT_EQ(everything(*log_)[0].payload.size(), payload_bytes_max);
}

TEST_P(EventLogContract, KeepsStreamsApartWhoseNamesBeginAlike) {
  must(commit(1, {"a", "aa", "a\xff", "a/b", "b", "a"}));
  EXPECT_EQ(stream_of(*log_, "a").size(), 2U);
  EXPECT_EQ(stream_of(*log_, "aa").size(), 1U);
  EXPECT_EQ(stream_of(*log_, "a\xff").size(), 1U);
  EXPECT_TRUE(stream_of(*log_, "").empty());
}

TEST_P(EventLogContract, ReadsFromWhereItIsTold) {
  for (std::uint64_t i = 1; i <= 5; ++i) must(commit(i, {"a", "b"}));
  EXPECT_EQ(everything(*log_, Position{7}).size(), 3U);
  EXPECT_TRUE(everything(*log_, Position{10}).empty());
  EXPECT_TRUE(everything(*log_, Position{99}).empty());
  EXPECT_EQ(stream_of(*log_, "a", Version{3}).size(), 2U);
  EXPECT_EQ(stream_of(*log_, "a", Version{3}).front().version, 4U);
  EXPECT_TRUE(stream_of(*log_, "a", Version{5}).empty());
  EXPECT_TRUE(stream_of(*log_, "a", Version{~std::uint64_t{}}).empty());
}

TEST_P(EventLogContract, ReadsUpToWhereItIsToldOrUntilItIsStopped) {
  for (std::uint64_t i = 1; i <= 5; ++i) must(commit(i, {"a"}));
  const auto count = [&](Position last, std::size_t stop_at) {
    std::size_t seen = 0;
    EXPECT_TRUE(log_->read_all({}, last, [&](auto&) { return ++seen != stop_at; }));
    return seen;
  };
  EXPECT_EQ(count(Position{3}, 0), 3U);
  EXPECT_EQ(count(Position{99}, 0), 5U);
  EXPECT_EQ(count(Position{5}, 2), 2U);
  std::size_t seen = 0;
  EXPECT_TRUE(log_->read_stream("a", {}, [&](auto&) { return ++seen != 4; }));
  EXPECT_EQ(seen, 4U);
}

TEST_P(EventLogContract, ReadsALongPartAsItReadsAShortOne) {
  const std::vector<std::string> streams(100, "a");
  for (std::uint64_t i = 1; i <= 40; ++i) must(commit(i, streams));
  const auto read = [&](Position after, Position last, std::uint64_t stop_at) {
    auto expected = after;
    EXPECT_TRUE(log_->read_all(after, last, [&](const RecordedEvent& event) {
      expected = expected.next();
      EXPECT_EQ(event.position, expected);
      return expected.number() != stop_at;
    }));
    return expected.number();
  };
  EXPECT_EQ(read({}, Position{9'999}, 0), 4'000U);
  EXPECT_EQ(read(Position{17}, Position{3'999}, 0), 3'999U);
  EXPECT_EQ(read(Position{17}, Position{3'999}, 18), 18U) << "stopped at once";
  EXPECT_EQ(read({}, Position{4'000}, 2'500), 2'500U);
  EXPECT_EQ(read({}, Position{4'000}, 4'000), 4'000U);
}

TEST_P(EventLogContract, RecordedAtNeverGoesBack) {
  clock_.set(2'000);
  must(commit(1, {"a"}));
  clock_.set(1'000);
  must(commit(2, {"a", "b"}));
  clock_.set(3'000);
  must(commit(3, {"a"}));
  std::vector<std::int64_t> times;
  for (const auto& event : everything(*log_)) times.push_back(event.recorded_ms);
  EXPECT_EQ(times, (std::vector<std::int64_t>{2'000, 2'000, 2'000, 3'000}));
}

TEST_P(EventLogContract, TellsListenersUntilTheyLeave) {
  std::vector<std::uint64_t> heard;
  auto listening = log_->on_head_moved([&](Position head) { heard.push_back(head.number()); });
  must(commit(1, {"a", "b"}));
  must(commit(1, {"a", "b"}));  // A repetition moves nothing.
  refused(commit(2, {"a"}, {{"a", Version{}}}));
  must(commit(3, {"a"}));
  listening.reset();
  must(commit(4, {"a"}));
  EXPECT_EQ(heard, (std::vector<std::uint64_t>{2, 3}));
}

TEST_P(EventLogContract, WhatAListenerIsToldOfCanBeRead) {
  std::size_t read = 0;
  const auto listening = log_->on_head_moved([&](Position head) {
    read = everything(*log_).size();
    EXPECT_EQ(log_->head(), head);
  });
  must(commit(1, {"a", "b"}));
  EXPECT_EQ(read, 2U);
}

TEST_P(EventLogContract, AListenerMayOutliveTheLog) {
  auto listening = log_->on_head_moved([](Position) {});
  log_.reset();
  listening.reset();
}

TEST_P(EventLogContract, ManyWritersMakeOneOrderWithoutGaps) {
  constexpr std::uint64_t writers = 16;
  constexpr std::uint64_t each = 40;
  std::mutex mutex;
  std::map<std::uint64_t, std::uint64_t> command_at;  // By position, as acknowledged.
  std::vector<std::thread> threads;
  for (std::uint64_t w = 0; w < writers; ++w) {
    threads.emplace_back([&, w] {
      for (std::uint64_t i = 0; i < each; ++i) {
        const auto number = w * each + i + 1;
        const auto own = "own/" + std::to_string(w);
        const auto done = log_->append(commit(number, {own, "shared"}, {{own, Version{i}}}));
        ASSERT_TRUE(done) << done.error().message;
        ASSERT_EQ(done.value().last, done.value().first.next());
        ASSERT_GE(log_->head(), done.value().last);
        const std::lock_guard lock{mutex};
        command_at[done.value().first.number()] = command_at[done.value().last.number()] = number;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  const auto events = everything(*log_);
  ASSERT_EQ(events.size(), writers * each * 2);
  std::map<std::string, std::uint64_t> versions;
  for (std::size_t i = 0; i < events.size(); ++i) {
    ASSERT_EQ(events[i].position, i + 1);
    ASSERT_EQ(events[i].version, ++versions[events[i].stream]);
    ASSERT_EQ(events[i].command_id, command(command_at[i + 1]));
  }
  EXPECT_EQ(stream_of(*log_, "shared").size(), writers * each);
}

TEST_P(EventLogContract, OfManyWhoExpectTheSameVersionOneIsRecorded) {
  for (std::uint64_t round = 0; round < 30; ++round) {
    std::atomic<int> recorded = 0;
    std::vector<std::thread> threads;
    for (std::uint64_t w = 0; w < 8; ++w) {
      threads.emplace_back([&, w] {
        const auto done = log_->append(commit(round * 8 + w + 1, {"a"}, {{"a", Version{round}}}));
        if (done) {
          ++recorded;
        } else {
          EXPECT_EQ(done.error().rule, "log.version");
          EXPECT_EQ(done.error().current_version, round + 1);
        }
      });
    }
    for (auto& thread : threads) thread.join();
    ASSERT_EQ(recorded, 1);
  }
}

TEST_P(EventLogContract, OfOneCommandSentManyTimesAtOnceOneIsRecorded) {
  for (std::uint64_t round = 1; round <= 30; ++round) {
    std::atomic<int> firsts = 0;
    std::atomic<int> reused = 0;
    std::vector<std::thread> threads;
    for (int w = 0; w < 8; ++w) {
      threads.emplace_back([&, w] {
        auto sent = commit(round, {"a"});
        if (w == 7) sent.request_digest = sha256("another");
        const auto done = log_->append(sent);
        if (done) firsts += done.value().repeated ? 0 : 1;
        if (!done) reused += done.error().rule == "log.command-reused" ? 1 : 100;
      });
    }
    for (auto& thread : threads) thread.join();
    ASSERT_EQ(firsts, 1);
    ASSERT_TRUE(reused == 1 || reused == 7) << reused;  // Whichever request came first.
    ASSERT_EQ(log_->head(), Position{round});
  }
}

TEST_P(EventLogContract, ReadersSeeWholeCommitsWhileOthersWrite) {
  std::atomic<bool> stop = false;
  std::thread reader{[&] {
    while (!stop) {
      const auto events = everything(*log_);
      for (std::size_t i = 0; i < events.size(); ++i) ASSERT_EQ(events[i].position, i + 1);
      ASSERT_EQ(events.size() % 3, 0U);
    }
  }};
  for (std::uint64_t i = 1; i <= 100; ++i) must(commit(i, {"a", "b", "c"}));
  stop = true;
  reader.join();
}

}  // namespace
}  // namespace eventstore
