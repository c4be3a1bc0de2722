#include "tools/bench/folding.h"

#include <cstdlib>
#include <memory>

#include <rocksdb/db.h>

#include "domain/schema/event.capnp.h"
#include "eventstore/log/envelope.h"
#include "eventstore/rocksdb/database.h"
#include "projections/board.h"
#include "tools/bench/bench.h"

namespace closeloop::bench {

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

}  // namespace closeloop::bench
