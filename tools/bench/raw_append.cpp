#include "tools/bench/raw_append.h"

#include <atomic>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "eventstore/core/clock.h"
#include "eventstore/rocksdb/database.h"
#include "eventstore/rocksdb/key_layout.h"
#include "eventstore/rocksdb/options.h"
#include "tools/bench/bench.h"

namespace closeloop::bench {

namespace layout = eventstore::layout;

double raw_appends(const std::filesystem::path& directory, int writers, double for_seconds) {
  auto opened = eventstore::open_database(directory, {});
  if (!opened) std::abort();
  auto& database = opened.value();
  const std::string envelope(297, 'e');
  const auto durable = eventstore::durable();
  const eventstore::SystemClock clock;
  std::atomic<std::uint64_t> position = 0;
  std::atomic<bool> stop = false;
  std::vector<std::thread> threads;
  const double elapsed = seconds([&] {
    for (int w = 0; w < writers; ++w) {
      threads.emplace_back([&, w] {
        std::uint64_t turn = 0;
        while (!stop.load(std::memory_order_relaxed)) {
          const eventstore::Position at{++position};
          const auto stream = "actions/A-" + std::to_string(w) + "-" + std::to_string(turn / 20);
          const eventstore::Version version{turn++ % 20 + 1};
          rocksdb::WriteBatch batch;
          const auto key = layout::log_key(at);
          const auto id = eventstore::new_uuid(clock.now());
          batch.Put(database.log, key, envelope).PermitUncheckedError();
          batch.Put(database.stream, layout::stream_key(stream, version), key)
              .PermitUncheckedError();
          const auto command = layout::command_key(id);
          batch
              .Put(database.command, rocksdb::Slice{command.data(), command.size()},
                   layout::command_value({}, {at, at}))
              .PermitUncheckedError();
          if (!database.db->Write(durable, &batch).ok()) std::abort();
        }
      });
    }
    std::this_thread::sleep_for(std::chrono::duration<double>(for_seconds));
    stop = true;
    for (auto& thread : threads) thread.join();
  });
  return static_cast<double>(position.load()) / elapsed;
}

}  // namespace closeloop::bench
