// Commits of chance, given to the log on disk and to the simplest model of a log there is: a
// list. Whatever comes, both say the same. The seed is printed; CLOSELOOP_SEED repeats it.

#include <algorithm>
#include <map>
#include <optional>
#include <thread>

#include "eventstore/log/memory_event_log.h"
#include "tests/support/log.h"
#include "tests/support/random.h"

namespace eventstore {
namespace {

using namespace eventstore::testing;

/// What a log is, in thirty lines: the promises of event_log.h, without disk or threads.
class Model {
 public:
  struct Answer {
    std::string rule;  ///< Empty if it is recorded.
    std::uint64_t current_version = 0;
    Committed committed{};

    friend bool operator==(const Answer&, const Answer&) = default;
  };

  Answer append(const Commit& commit, std::int64_t now) {
    if (commit.events.empty()) return {"log.commit"};
    if (const auto before = commands.find(commit.command_id); before != commands.end()) {
      if (before->second.first != commit.request_digest) return {"log.command-reused"};
      auto answer = before->second.second;
      answer.committed.repeated = true;
      return answer;
    }
    for (const auto& expected : commit.preconditions) {
      const auto actual = version(expected.stream);
      if (actual != expected.version.number()) return {"log.version", actual};
    }
    const auto recorded = std::max(now, events.empty() ? 0 : events.back().recorded_ms);
    const Position first{events.size() + 1};
    for (const auto& event : commit.events) {
      events.push_back({events.size() + 1, event.stream, version(event.stream) + 1,
                        commit.command_id, std::string{text_of(event.payload)}, recorded});
    }
    const Answer answer{{}, 0, {first, Position{events.size()}}};
    commands[commit.command_id] = {commit.request_digest, answer};
    return answer;
  }
  [[nodiscard]] std::uint64_t version(const std::string& stream) const {
    return static_cast<std::uint64_t>(std::ranges::count(events, stream, &Kept::stream));
  }
  [[nodiscard]] std::vector<Kept> of(const std::string& stream, std::uint64_t after) const {
    std::vector<Kept> found;
    std::ranges::copy_if(events, std::back_inserter(found), [&](const Kept& event) {
      return event.stream == stream && event.version > after;
    });
    return found;
  }

  std::vector<Kept> events;
  std::map<Uuid, std::pair<Digest, Answer>> commands;
};

Model::Answer answer_of(const Result<Committed>& result) {
  if (result) return {{}, 0, result.value()};
  return {result.error().rule, result.error().current_version, {}};
}

class LogModel : public ::testing::Test {
 protected:
  void SetUp() override { std::printf("seed %llu\n", static_cast<unsigned long long>(seed())); }

  Random random_;
  ToldClock clock_;
  Model model_;
  std::vector<Commit> sent_;

  std::string any_stream() { return "s/" + std::to_string(random_.below(12)); }

  Commit any_commit() {
    if (!sent_.empty() && random_.once_in(8)) return random_.any_of(sent_);
    Commit made = commit(sent_.size() + 1, {});
    if (!sent_.empty() && random_.once_in(30)) {
      made.command_id = random_.any_of(sent_).command_id;
    }
    for (auto n = random_.once_in(40) ? 0 : 1 + random_.below(4); n > 0; --n) {
      made.events.push_back(event(any_stream(), std::string(8 * (1 + random_.below(60)), 'p')));
      made.events.back().payload[0] = static_cast<std::byte>(random_.below(256));
    }
    for (auto n = random_.below(3); n > 0; --n) {
      const auto stream = any_stream();
      auto version = model_.version(stream);
      if (random_.once_in(4)) version += random_.below(3);
      made.preconditions.push_back({stream, Version{version}});
    }
    sent_.push_back(made);
    return made;
  }

  void expect_same(const EventLog& log) {
    ASSERT_EQ(log.head().number(), model_.events.size());
    ASSERT_EQ(everything(log), model_.events);
    const auto stream = any_stream();
    const auto after = random_.below(10);
    ASSERT_EQ(stream_of(log, stream, Version{after}), model_.of(stream, after));
    ASSERT_EQ(log.stream_version(stream).value().number(), model_.version(stream));
    for (const auto& [id, recorded] : model_.commands) {
      const auto found = log.find_command(id, recorded.first);
      ASSERT_TRUE(found && found.value());
      ASSERT_EQ(found.value()->first, recorded.second.committed.first);
      ASSERT_EQ(found.value()->last, recorded.second.committed.last);
    }
  }
};

TEST_F(LogModel, OnDiskAndInMemoryAnswerAsAListDoes) {
  const Directory directory;
  auto on_disk = opened(directory.path(), clock_);
  const auto in_memory = make_memory_event_log(clock_);
  std::int64_t now = 1'000'000;
  for (int step = 0; step < 1500; ++step) {
    now += static_cast<std::int64_t>(random_.below(50)) - 20;
    clock_.set(now);
    const auto given = any_commit();
    const auto expected = model_.append(given, now);
    ASSERT_EQ(answer_of(on_disk->append(given)), expected) << "step " << step;
    ASSERT_EQ(answer_of(in_memory->append(given)), expected) << "step " << step;
    if (random_.once_in(60)) {
      on_disk.reset();
      on_disk = opened(directory.path(), clock_);
      ASSERT_TRUE(on_disk) << "step " << step;
    }
    if (random_.once_in(40)) {
      expect_same(*on_disk);
      expect_same(*in_memory);
    }
  }
  expect_same(*on_disk);
  expect_same(*in_memory);
}

// Accepting is deterministic: the commits that were recorded by many at once, given again one
// after another in the order in which they lie, make the same log.
TEST_F(LogModel, WhatManyWritersMadeIsMadeAgainByOneInTheSameOrder) {
  constexpr std::size_t writers = 8;
  const Directory directory;
  auto log = opened(directory.path(), clock_);
  std::vector<Commit> given;
  for (int i = 0; i < 800; ++i) {
    auto made = commit(static_cast<std::uint64_t>(i) + 1, {});
    for (auto n = 1 + random_.below(3); n > 0; --n) made.events.push_back(event(any_stream()));
    if (random_.once_in(2)) {
      made.preconditions.push_back({any_stream(), Version{random_.below(60)}});
    }
    given.push_back(made);
    if (random_.once_in(10)) given.push_back(made);  // Sent twice.
  }
  std::vector<std::optional<Model::Answer>> answers(given.size());
  std::vector<std::thread> threads;
  for (std::size_t w = 0; w < writers; ++w) {
    threads.emplace_back([&, w] {
      for (auto i = w; i < given.size(); i += writers) {
        answers[i] = answer_of(log->append(given[i]));
      }
    });
  }
  for (auto& thread : threads) thread.join();

  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (answers[i]->rule.empty() && !answers[i]->committed.repeated) order.push_back(i);
  }
  std::ranges::sort(order, {}, [&](std::size_t i) { return answers[i]->committed.first; });
  for (const auto i : order) {
    ASSERT_EQ(model_.append(given[i], clock_.now().time_since_epoch().count()), *answers[i]);
  }
  expect_same(*log);
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (!answers[i]->committed.repeated) continue;
    auto first = model_.commands.at(given[i].command_id).second.committed;
    first.repeated = true;
    ASSERT_EQ(answers[i]->committed, first);
  }
}

}  // namespace
}  // namespace eventstore
