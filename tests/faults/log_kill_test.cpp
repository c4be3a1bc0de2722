// A process that appends under load is killed at a random moment, again and again, on the same
// data. Whatever it was told is recorded is there, once, at its place; and nothing is there in
// part.

#include <chrono>
#include <cstdlib>
#include <map>
#include <set>
#include <thread>

#include <poll.h>
#include <sys/wait.h>

#include "tests/support/log.h"
#include "tests/support/random.h"

namespace eventstore {
namespace {

using namespace eventstore::testing;

constexpr int cycles = 200;
constexpr std::uint64_t threads = 6;

/// What the process says of each commit that it was told is recorded. Shorter than PIPE_BUF,
/// so it goes through the pipe whole or not at all.
struct Acknowledged {
  std::uint64_t number;  // Of the command.
  std::uint64_t first;
  std::uint64_t last;
};

std::vector<std::string> streams_of(std::uint64_t number) {
  std::vector<std::string> streams{"shared", "own/" + std::to_string(number % 23)};
  if (number % 3 == 0) streams.push_back("shared");
  return streams;
}

/// Where the process that is killed learns what to do.
constexpr const char* data_variable = "CLOSELOOP_KILL_DATA";
constexpr const char* pipe_variable = "CLOSELOOP_KILL_PIPE";
constexpr const char* from_variable = "CLOSELOOP_KILL_FROM";

/// That process: this program again, asked for nothing but this. Appends until it is killed.
TEST(LogKilled, DISABLED_AppendsForEver) {
  const char* data = std::getenv(data_variable);
  ASSERT_NE(data, nullptr) << "This is run by LogKill, not by itself.";
  const int pipe = std::atoi(std::getenv(pipe_variable));
  const SystemClock clock;
  auto log = open_rocksdb_event_log(data, clock);
  ASSERT_TRUE(log) << log.error().message;
  std::atomic<std::uint64_t> next = std::strtoull(std::getenv(from_variable), nullptr, 10);
  std::vector<std::thread> writers;
  for (std::uint64_t w = 0; w < threads; ++w) {
    writers.emplace_back([&] {
      while (true) {
        const auto number = next++;
        const auto done = log.value()->append(commit(number, streams_of(number)));
        ASSERT_TRUE(done) << done.error().message;
        const Acknowledged said{number, done.value().first.number(), done.value().last.number()};
        ASSERT_EQ(::write(pipe, &said, sizeof(said)), static_cast<ssize_t>(sizeof(said)));
      }
    });
  }
  for (auto& writer : writers) writer.join();
}

/// Runs it in a process of its own, as a whole new program: threads do not survive a fork.
pid_t start(const std::filesystem::path& data, int pipe, std::uint64_t from) {
  std::vector<std::string> environment{std::string{data_variable} + "=" + data.string(),
                                       std::string{pipe_variable} + "=" + std::to_string(pipe),
                                       std::string{from_variable} + "=" + std::to_string(from)};
  std::vector<char*> variables;
  for (auto& variable : environment) variables.push_back(variable.data());
  for (char** inherited = environ; *inherited; ++inherited) variables.push_back(*inherited);
  variables.push_back(nullptr);
  std::vector<std::string> words{"/proc/self/exe", "--gtest_also_run_disabled_tests",
                                 "--gtest_filter=LogKilled.*", "--gtest_brief=1"};
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const auto child = ::fork();
  if (child == 0) {
    ::dup2(STDERR_FILENO, STDOUT_FILENO);
    ::execve(arguments[0], arguments.data(), variables.data());
    ::_exit(1);
  }
  return child;
}

/// Lets it run for a while, from its start or from the first that it acknowledges, kills it, and
/// gives back all that it said.
enum class From : std::uint8_t { start, first_acknowledged };
std::vector<Acknowledged> run_and_kill(const std::filesystem::path& data, std::uint64_t from,
                                       From begin, std::chrono::microseconds after) {
  int ends[2];
  if (::pipe(ends) != 0) std::abort();
  const auto child = start(data, ends[1], from);
  ::close(ends[1]);
  std::vector<Acknowledged> all;
  Acknowledged one{};
  // However slow the machine is, it opens its log within a minute.
  auto end = std::chrono::steady_clock::now() +
             (begin == From::start ? after : std::chrono::microseconds{std::chrono::minutes{1}});
  bool killed = false;
  while (true) {
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    if (!killed && left.count() <= 0) {
      ::kill(child, SIGKILL);
      killed = true;
    }
    pollfd waiting{ends[0], POLLIN, 0};
    if (::poll(&waiting, 1, killed ? -1 : static_cast<int>(left.count())) == 0) continue;
    if (::read(ends[0], &one, sizeof(one)) != sizeof(one)) break;  // What was left is read.
    if (all.empty() && !killed && begin == From::first_acknowledged) {
      end = std::chrono::steady_clock::now() + after;
    }
    all.push_back(one);
  }
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "It ended by itself: " << WEXITSTATUS(status);
  return all;
}

TEST(LogKill, WhatWasAcknowledgedIsThereOnceAndInOrder) {
  SCOPED_TRACE("CLOSELOOP_SEED=" + std::to_string(seed()));
  Random random;
  const Directory directory;
  const auto data = directory.path() / "data";
  const SystemClock clock;
  std::map<std::uint64_t, Acknowledged> acknowledged;  // By number of the command.
  std::uint64_t next = 1;
  std::uint64_t checked = 0;  // Events up to here were found right in an earlier cycle.
  std::map<std::string, std::uint64_t> versions;
  std::set<std::uint64_t> seen;

  for (int cycle = 0; cycle < cycles; ++cycle) {
    // Some while the database is made or opened, most under load.
    const auto begin = cycle < 20 ? From::start : From::first_acknowledged;
    const std::chrono::microseconds after{begin == From::start ? 20'000 + random.below(40'000)
                                                               : random.below(100'000)};
    for (const auto& said : run_and_kill(data, next, begin, after)) {
      acknowledged[said.number] = said;
    }

    auto log = opened(data, clock);
    ASSERT_TRUE(log) << "after cycle " << cycle;
    const auto events = everything(*log, Position{checked});
    ASSERT_EQ(checked + events.size(), log->head().number());
    for (std::size_t i = 0; i < events.size();) {
      std::uint64_t number = 0;
      for (const auto byte : events[i].command_id.bytes) {
        number = number << 8U | std::to_integer<std::uint64_t>(byte);
      }
      ASSERT_TRUE(seen.insert(number).second) << "command " << number << " is there twice";
      const auto first = events[i].position;
      for (const auto& stream : streams_of(number)) {  // All of the commit, side by side.
        ASSERT_LT(i, events.size()) << "command " << number << " is there in part";
        ASSERT_EQ(events[i].position, ++checked);
        ASSERT_EQ(events[i].command_id, command(number));
        ASSERT_EQ(events[i].stream, stream);
        ASSERT_EQ(events[i].version, ++versions[stream]);
        ++i;
      }
      const auto known = log->find_command(command(number), sha256(std::to_string(number)));
      ASSERT_TRUE(known.has_value() && known.value());
      ASSERT_EQ(known.value()->first.number(), first);
      ASSERT_EQ(known.value()->last.number(), checked);
      next = std::max(next, number + 1);
      if (const auto said = acknowledged.find(number); said != acknowledged.end()) {
        ASSERT_EQ(said->second.first, first);
        ASSERT_EQ(said->second.last, checked);
      }
    }
    for (const auto& [number, said] : acknowledged) {
      ASSERT_TRUE(seen.contains(number)) << "command " << number << " is lost, cycle " << cycle;
    }
    acknowledged.clear();
    next += threads;  // Past those that were on their way.
  }
  std::printf("%d kills, %zu commits of %llu events, seed %llu\n", cycles, seen.size(),
              static_cast<unsigned long long>(checked), static_cast<unsigned long long>(seed()));
  ASSERT_GT(seen.size(), 1000U) << "Too little was recorded for this to show anything.";

  auto log = opened(data, clock);  // And all of it once more, from the first event on.
  EXPECT_EQ(everything(*log).size(), checked);
  for (const auto& [stream, version] : versions) {
    EXPECT_EQ(stream_of(*log, stream).size(), version);
  }
}

}  // namespace
}  // namespace eventstore
