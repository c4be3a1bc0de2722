// How many durable appends a second go through EventLog, every check included, against
// RocksDB's own group commit of the same three rows?
#include <atomic>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "eventstore/core/clock.h"
#include "eventstore/rocksdb/open.h"
#include "tools/bench/bench.h"
#include "tools/bench/raw_append.h"

namespace closeloop::bench {
namespace {

double log_appends(const std::filesystem::path& directory, int writers, double for_seconds) {
  const eventstore::SystemClock clock;
  auto opened = eventstore::open_rocksdb_event_log(directory, clock);
  if (!opened) std::abort();
  auto& log = *opened.value();
  std::atomic<bool> stop = false;
  std::atomic<std::uint64_t> done = 0;
  std::vector<std::thread> threads;
  const double elapsed = seconds([&] {
    for (int w = 0; w < writers; ++w) {
      threads.emplace_back([&, w] {
        std::uint64_t turn = 0;
        while (!stop.load(std::memory_order_relaxed)) {
          eventstore::Commit commit;
          commit.command_id = eventstore::new_uuid(clock.now());
          commit.request_digest = eventstore::sha256(eventstore::to_string(commit.command_id));
          commit.actor = "P-1";
          const auto stream = "actions/A-" + std::to_string(w) + "-" + std::to_string(turn / 20);
          commit.preconditions.push_back({stream, eventstore::Version{turn % 20}});
          ++turn;
          commit.events.push_back({stream, "ActionProgressed", 1, {}, {}, eventstore::Bytes(160)});
          if (!log.append(std::move(commit))) std::abort();
          ++done;
        }
      });
    }
    std::this_thread::sleep_for(std::chrono::duration<double>(for_seconds));
    stop = true;
    for (auto& thread : threads) thread.join();
  });
  return static_cast<double>(done.load()) / elapsed;
}

void compare(int writers, double goal) {
  const Scratch scratch;
  std::vector<double> raw;
  std::vector<double> ours;
  for (int run = 0; run < 3; ++run) {  // In turn, so that both see the same neighbours.
    scratch.clear();
    raw.push_back(raw_appends(scratch.path() / "raw", writers, 2));
    ours.push_back(log_appends(scratch.path() / "log", writers, 2));
  }
  const auto who = std::to_string(writers) + (writers == 1 ? " writer" : " writers");
  print_rate("RocksDB, three rows, " + who, median(raw));
  print_rate("EventLog, " + who, median(ours));
  print_ratio("ratio, " + who, median(ours) / median(raw), goal);
}

}  // namespace
}  // namespace closeloop::bench

int main() {
  closeloop::bench::compare(1, 0.8);
  closeloop::bench::compare(64, 1.3);
}
