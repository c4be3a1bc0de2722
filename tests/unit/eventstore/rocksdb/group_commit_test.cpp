#include "eventstore/rocksdb/group_commit.h"

#include <atomic>
#include <future>
#include <vector>

#include <gtest/gtest.h>

namespace eventstore {
namespace {

/// Numbers that are kept if they are even.
struct Numbers {
  std::vector<int> kept;
  [[nodiscard]] bool empty() const { return kept.empty(); }
};

/// A disk that is as slow as the test wants, and may fail.
class Disk {
 public:
  Result<void> write(const Numbers& batch) {
    ++begun;
    std::unique_lock lock{mutex_};
    moved_.wait(lock, [this] { return !held_; });
    if (failing) return unavailable("disk", "The disk is full.");
    written.insert(written.end(), batch.kept.begin(), batch.kept.end());
    ++batches;
    return allowed();
  }
  void hold() {
    const std::lock_guard lock{mutex_};
    held_ = true;
  }
  void let_go() {
    {
      const std::lock_guard lock{mutex_};
      held_ = false;
    }
    moved_.notify_all();
  }
  void wait_until_begun(int times) const {
    while (begun < times) std::this_thread::yield();
  }

  std::atomic<int> begun = 0;
  std::atomic<bool> failing = false;
  std::vector<int> written;
  int batches = 0;

 private:
  std::mutex mutex_;
  std::condition_variable moved_;
  bool held_ = false;
};

class Group : public testing::Test {
 protected:
  Result<int> accept(int number, Numbers& open, const Numbers* written) {
    ++accepted_;
    if (number % 2 != 0) return conflict("odd", "Only even numbers.", 0);
    open.kept.push_back(number);
    if (written) filled_meanwhile_ = true;
    return number;
  }
  std::future<Result<int>> submit(int number) {
    return std::async(std::launch::async, [this, number] { return commits_.submit(number); });
  }
  void wait_until_accepted(int many) const {
    while (accepted_ < many) std::this_thread::yield();
  }
  static bool waits(const std::future<Result<int>>& answer) {
    return answer.wait_for(std::chrono::milliseconds{20}) == std::future_status::timeout;
  }

  Disk disk_;
  std::atomic<int> accepted_ = 0;
  std::atomic<bool> filled_meanwhile_ = false;
  GroupCommit<Numbers, int, int> commits_{
      [this](const int& number, Numbers& open, const Numbers* written) {
        return accept(number, open, written);
      },
      [this](Numbers& batch) { return disk_.write(batch); }};
};

TEST_F(Group, writes_all_who_came_meanwhile_as_one_batch) {
  disk_.hold();
  auto first = submit(0);
  disk_.wait_until_begun(1);
  std::vector<std::future<Result<int>>> others;
  for (int number = 2; number <= 20; number += 2) others.push_back(submit(number));
  wait_until_accepted(11);
  EXPECT_TRUE(waits(first));
  EXPECT_TRUE(waits(others.front()));
  disk_.let_go();
  EXPECT_EQ(first.get().value(), 0);
  int number = 2;
  for (auto& each : others) {
    EXPECT_EQ(each.get().value(), number);
    number += 2;
  }
  EXPECT_EQ(disk_.batches, 2);
  EXPECT_EQ(disk_.written.size(), 11U);
  EXPECT_TRUE(filled_meanwhile_);  // While the first was on its way to disk.
}

TEST_F(Group, refuses_only_when_what_it_judged_by_is_durable) {
  disk_.hold();
  auto first = submit(0);
  disk_.wait_until_begun(1);
  auto refused = submit(1);
  wait_until_accepted(2);
  EXPECT_TRUE(waits(refused));
  disk_.let_go();
  EXPECT_EQ(refused.get().error().rule, "odd");
  EXPECT_EQ(first.get().value(), 0);
}

TEST_F(Group, refuses_when_nothing_is_under_way) {
  EXPECT_EQ(commits_.submit(1).error().rule, "odd");
  EXPECT_TRUE(disk_.written.empty());
}

TEST_F(Group, tells_all_of_a_batch_that_it_could_not_be_written) {
  disk_.hold();
  disk_.failing = true;
  auto first = submit(0);
  disk_.wait_until_begun(1);
  auto second = submit(2);
  auto refused = submit(1);
  wait_until_accepted(3);
  disk_.let_go();
  EXPECT_EQ(first.get().error().rule, "disk");
  EXPECT_EQ(second.get().error().rule, "disk");
  EXPECT_EQ(refused.get().error().rule, "disk");
  EXPECT_TRUE(disk_.written.empty());
}

TEST_F(Group, refuses_by_nothing_that_could_not_be_written) {
  disk_.hold();
  disk_.failing = true;
  auto first = submit(0);
  disk_.wait_until_begun(1);
  auto refused = submit(1);  // Alone in its batch, which is empty.
  wait_until_accepted(2);
  disk_.let_go();
  EXPECT_EQ(first.get().error().rule, "disk");
  EXPECT_EQ(refused.get().error().rule, "disk");
}

TEST_F(Group, keeps_the_order_and_loses_nothing_under_many_threads) {
  std::vector<std::thread> threads;
  std::atomic<int> answered = 0;
  for (int thread = 0; thread < 16; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 200; ++i) {
        const auto number = 2 * (thread * 200 + i);
        if (commits_.submit(number).value() == number) ++answered;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(answered, 3200);
  ASSERT_EQ(disk_.written.size(), 3200U);
  std::vector<int> last(16, -1);
  for (const auto number : disk_.written) {  // Of each thread in the order in which it asked.
    auto& before = last[static_cast<std::size_t>(number / 400)];
    EXPECT_LT(before, number);
    before = number;
  }
}

}  // namespace
}  // namespace eventstore
