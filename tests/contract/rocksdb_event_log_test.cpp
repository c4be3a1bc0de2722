// What a log on disk promises beyond every other: it is there again.

#include <fstream>
#include <thread>

#include <sys/wait.h>

#include "eventstore/rocksdb/head_file.h"
#include "eventstore/rocksdb/lock_file.h"
#include "tests/support/log.h"

namespace eventstore {
namespace {

using namespace eventstore::testing;

class RocksdbEventLog : public ::testing::Test {
 protected:
  Directory directory_;
  ToldClock clock_;
  std::filesystem::path data_ = directory_.path() / "deep" / "data";
  std::unique_ptr<EventLog> log_ = opened(data_, clock_);

  void reopen() {
    log_.reset();
    log_ = opened(data_, clock_);
    ASSERT_TRUE(log_);
  }
};

TEST_F(RocksdbEventLog, IsThereAgain) {
  for (std::uint64_t i = 1; i <= 50; ++i) {
    ASSERT_TRUE(log_->append(commit(i, {"a", "b/" + std::to_string(i % 7)})));
    if (i % 10 == 0) {
      const auto before = everything(*log_);
      reopen();
      ASSERT_EQ(everything(*log_), before);
      ASSERT_EQ(log_->head(), Position{2 * i});
    }
  }
  EXPECT_EQ(stream_of(*log_, "a").size(), 50U);
}

TEST_F(RocksdbEventLog, KnowsCommandsAgain) {
  ASSERT_TRUE(log_->append(commit(1, {"a", "b"})));
  reopen();
  const auto again = log_->append(commit(1, {"a", "b"}));
  ASSERT_TRUE(again);
  EXPECT_EQ(again.value(), (Committed{Position{1}, Position{2}, true}));
  auto other = commit(1, {"a"});
  other.request_digest = sha256("another");
  EXPECT_EQ(log_->append(other).error().rule, "log.command-reused");
  EXPECT_EQ(log_->head(), Position{2});
}

TEST_F(RocksdbEventLog, KnowsVersionsAgain) {
  ASSERT_TRUE(log_->append(commit(1, {"a", "a"})));
  reopen();
  EXPECT_EQ(log_->append(commit(2, {"a"}, {{"a", Version{1}}})).error().current_version, 2U);
  EXPECT_TRUE(log_->append(commit(2, {"a"}, {{"a", Version{2}}})));
}

TEST_F(RocksdbEventLog, TimeDoesNotGoBackWhenItIsOpenedAgain) {
  clock_.set(5'000);
  ASSERT_TRUE(log_->append(commit(1, {"a"})));
  clock_.set(1'000);
  reopen();
  ASSERT_TRUE(log_->append(commit(2, {"a"})));
  EXPECT_EQ(everything(*log_).back().recorded_ms, 5'000);
}

TEST_F(RocksdbEventLog, ASecondOneIsToldWhoHoldsTheData) {
  const auto second = open_rocksdb_event_log(data_, clock_);
  ASSERT_TRUE(second.has_error());
  EXPECT_EQ(second.error().code, Errc::unavailable);
  EXPECT_EQ(second.error().rule, "log.locked");
  EXPECT_NE(second.error().message.find("process " + std::to_string(::getpid())), std::string::npos)
      << second.error().message;
  EXPECT_TRUE(log_->append(commit(1, {"a"}))) << "The first is not disturbed.";
}

TEST_F(RocksdbEventLog, ALockGoesWithItsProcess) {
  const auto path = directory_.path() / "lock";
  const auto child = ::fork();
  if (child == 0) {
    const auto lock = LockFile::acquire(path);
    ::raise(SIGKILL);
  }
  ::waitpid(child, nullptr, 0);
  EXPECT_TRUE(LockFile::acquire(path));
}

TEST_F(RocksdbEventLog, WhatWasBegunIsFinishedBeforeItIsGone) {
  for (std::uint64_t round = 0; round < 20; ++round) {
    std::vector<std::thread> writers;
    std::atomic<int> inside = 0;
    std::atomic<std::uint64_t> recorded = 0;
    const auto before = log_->head().number();
    for (std::uint64_t w = 0; w < 6; ++w) {
      writers.emplace_back([&, w] {
        ++inside;
        if (log_->append(commit(round * 6 + w + 1, {"a"}))) ++recorded;
      });
    }
    while (inside < 6) std::this_thread::yield();
    for (auto& writer : writers) writer.join();
    reopen();
    ASSERT_EQ(log_->head().number(), before + recorded);
    ASSERT_EQ(recorded, 6U);
  }
}

TEST_F(RocksdbEventLog, WhatWasBeingMadeWhenTheProcessWasKilledIsMadeAnew) {
  const Directory fresh;
  std::filesystem::create_directories(fresh.path() / "rocksdb.new");
  std::ofstream{fresh.path() / "rocksdb.new" / "CURRENT"} << "MANIFEST-";
  const auto log = opened(fresh.path(), clock_);
  ASSERT_TRUE(log);
  EXPECT_TRUE(log->append(commit(1, {"a"})));
}

TEST_F(RocksdbEventLog, ABatchLargerThanWhatIsCachedKeepsItsVersions) {
  // Each commit of many streams: the versions that a batch gave are known to nothing else yet.
  std::vector<std::string> streams;
  for (int i = 0; i < 40'000; ++i) streams.push_back("s/" + std::to_string(i));
  std::vector<std::thread> writers;
  for (std::uint64_t w = 0; w < 8; ++w) {
    writers.emplace_back([&, w] {
      auto mine = streams;
      for (auto& stream : mine) stream += "/" + std::to_string(w);
      mine.push_back("shared");
      EXPECT_TRUE(log_->append(commit(w + 1, mine)));
    });
  }
  for (auto& writer : writers) writer.join();
  EXPECT_EQ(log_->head().number(), 8U * 40'001);
  EXPECT_EQ(stream_of(*log_, "shared").size(), 8U);
}

TEST_F(RocksdbEventLog, TheHeadIsNotedBesideTheDatabase) {
  ASSERT_TRUE(log_->append(commit(1, {"a", "b", "c"})));
  log_.reset();
  const auto head = HeadFile::open(data_ / "head", false);
  ASSERT_TRUE(head);
  EXPECT_EQ(head.value().noted(), Position{3});
}

}  // namespace
}  // namespace eventstore
