// A disk that takes no more: nothing is acknowledged that is not there, no more is written until
// the log is opened again, and reading goes on.

#include <csignal>

#include <sys/resource.h>

#include "tests/support/log.h"

namespace eventstore {
namespace {

using namespace eventstore::testing;

/// No file of this process grows beyond a limit while this lives: a write then fails.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    rlimit limit = before_;
    limit.rlim_cur = bytes;
    signal_ = std::signal(SIGXFSZ, SIG_IGN);
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, signal_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit before_{};
  void (*signal_)(int) = nullptr;
};

TEST(LogDisk, ThatIsFullIsSaidAndWhatWasRecordedStays) {
  const Directory directory;
  const ToldClock clock;
  std::uint64_t acknowledged = 0;
  std::uint64_t number = 0;
  {
    auto log = opened(directory.path(), clock);
    const FullDisk full{200'000};
    while (number < 1000) {
      auto large = commit(++number, {});
      large.events.push_back(event("a", std::string(8'000, 'x')));
      const auto done = log->append(large);
      if (!done) {
        EXPECT_EQ(done.error().code, Errc::unavailable);
        EXPECT_EQ(done.error().rule, "log.disk");
        break;
      }
      acknowledged = done.value().last.number();
    }
    ASSERT_GT(acknowledged, 5U);
    ASSERT_LT(number, 1000U) << "The disk was never full.";
    EXPECT_EQ(log->append(commit(number + 1, {"b"})).error().rule, "log.disk");
    EXPECT_EQ(log->head().number(), acknowledged);
    EXPECT_EQ(everything(*log).size(), acknowledged) << "Reading goes on.";
  }
  auto log = opened(directory.path(), clock);
  ASSERT_TRUE(log);
  // The one that failed may be there after all: nobody was told that it is not. No other is.
  ASSERT_GE(log->head().number(), acknowledged);
  ASSERT_LE(log->head().number(), acknowledged + 1);
  EXPECT_EQ(everything(*log).size(), log->head().number());
  EXPECT_TRUE(log->append(commit(number + 2, {"b"})));
}

}  // namespace
}  // namespace eventstore
