#include "api/turns.h"

#include <atomic>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace closeloop::api {
namespace {

TEST(Turns, NoMoreThanSoManyWorkAtATimeAndEachComesToIt) {
  Turns turns{3};
  std::atomic<int> at_work{0};
  std::atomic<int> most{0};
  std::atomic<int> done{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 16; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < 200; ++round) {
        const Turns::Turn turn{turns};
        const auto now = ++at_work;
        for (auto seen = most.load(); seen < now && !most.compare_exchange_weak(seen, now);) {
        }
        ++done;
        --at_work;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_LE(most, 3);
  EXPECT_EQ(done, 16 * 200);
}

TEST(Turns, WhoCameFirstIsCalledFirst) {
  Turns turns{1};
  std::vector<int> order;
  std::vector<std::thread> threads;
  {
    const Turns::Turn first{turns};
    for (int i = 0; i < 5; ++i) {
      threads.emplace_back([&turns, &order, i] {
        const Turns::Turn turn{turns};
        order.push_back(i);
      });
      while (turns.waiting() <= static_cast<std::size_t>(i)) std::this_thread::yield();
    }
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2, 3, 4}));
}

}  // namespace
}  // namespace closeloop::api
