#include "tools/bench/folding.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

#include <rocksdb/db.h>
#include <sched.h>

#include "domain/schema/event.capnp.h"
#include "eventstore/log/envelope.h"
#include "eventstore/log/event_log.h"
#include "eventstore/rocksdb/database.h"
#include "eventstore/rocksdb/open.h"
#include "projections/board.h"
#include "tools/bench/bench.h"

namespace closeloop::bench {
namespace {

/// Events a second that RocksDB gives by itself: each value of a closed log read in order, its
/// envelope and payload opened.
double scan_rate(const std::filesystem::path& directory, std::uint64_t events) {
  const auto database = must(eventstore::open_database(directory / "rocksdb", {}));
  rocksdb::ReadOptions options;
  options.readahead_size = 2 * 1024 * 1024;
  options.fill_cache = false;
  return static_cast<double>(events) / seconds([&] {
           const std::unique_ptr<rocksdb::Iterator> entry{
               database.db->NewIterator(options, database.log)};
           eventstore::EnvelopeReader reader;
           eventstore::Opener payloads;
           for (entry->SeekToFirst(); entry->Valid(); entry->Next()) {
             const auto read =
                 reader.read(eventstore::bytes_of({entry->value().data(), entry->value().size()}),
                             [&](const eventstore::RecordedEvent& event) {
                               if (!payloads.open<Event>(event.payload, [](auto) {})) std::abort();
                             });
             if (!read) std::abort();
           }
           if (!entry->status().ok()) std::abort();
         });
}

/// Events a second that are folded into a board with all its views.
double fold_rate(const eventstore::EventLog& log) {
  Board board;
  const double took = seconds([&] {
    const auto read = log.read_all({}, log.head(), [&](const eventstore::RecordedEvent& event) {
      return static_cast<bool>(board.apply(event));
    });
    if (!read) std::abort();
    board.settle();
  });
  return static_cast<double>(log.head().number()) / took;
}

/// The same, with every thread of it on the core that this one is on.
double fold_rate_on_one_core(const eventstore::EventLog& log) {
  cpu_set_t all;
  if (sched_getaffinity(0, sizeof all, &all) != 0) std::abort();
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(static_cast<std::size_t>(sched_getcpu()), &one);
  if (sched_setaffinity(0, sizeof one, &one) != 0) std::abort();
  const auto rate = fold_rate(log);
  if (sched_setaffinity(0, sizeof all, &all) != 0) std::abort();
  return rate;
}

}  // namespace

void compare_folding(const std::filesystem::path& directory, const eventstore::Clock& clock,
                     const std::string& what) {
  std::uint64_t events = 0;
  std::vector<double> raw;
  std::vector<double> on_one_core;
  std::vector<double> ours;
  for (int round = 0; round < 3; ++round) {
    {
      const auto log = must(eventstore::open_rocksdb_event_log(directory, clock));
      events = log->head().number();
      on_one_core.push_back(fold_rate_on_one_core(*log));
      ours.push_back(fold_rate(*log));
    }
    raw.push_back(scan_rate(directory, events));
  }
  std::printf("%llu events\n", static_cast<unsigned long long>(events));
  print_rate("RocksDB, scan and decode", median(raw));
  print_rate(what, median(ours));
  print_ratio("ratio", median(ours) / median(raw), 0.4);
  print_rate(what + ", on one core", median(on_one_core));
  print_ratio("of 500,000 events a second", median(on_one_core) / 500'000, 1);
}

}  // namespace closeloop::bench
