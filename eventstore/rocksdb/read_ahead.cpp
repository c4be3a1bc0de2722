#include "eventstore/rocksdb/read_ahead.h"

#include <cstring>
#include <memory>

#include "eventstore/rocksdb/key_layout.h"
#include "eventstore/schema/message.h"

namespace eventstore {
namespace {

/// Handed over at once: about a thousand events, which take about a millisecond to fold.
constexpr std::size_t batch_bytes = 256 * 1024;

constexpr std::size_t words_in(std::size_t bytes) {
  return (bytes + sizeof(std::uint64_t) - 1) / sizeof(std::uint64_t);
}

}  // namespace

void ReadAhead::Batch::clear() {
  words.clear();
  places.clear();
}

bool ReadAhead::Batch::is_full() const { return words.size() >= words_in(batch_bytes); }

void ReadAhead::Batch::add(std::uint64_t position, BytesView bytes) {
  const auto begin = words.size();
  words.resize(begin + words_in(bytes.size()));
  if (!bytes.empty()) std::memcpy(words.data() + begin, bytes.data(), bytes.size());
  places.push_back({position, begin, bytes.size()});
}

ReadAhead::Entry ReadAhead::Batch::at(std::size_t n) const {
  const auto& [position, begin, size] = places[n];
  return {position, {reinterpret_cast<const std::byte*>(words.data() + begin), size}};
}

ReadAhead::ReadAhead(const Database& database, Position first, Position last)
    : thread_{[this, &database, first, last] { read(database, first, last); }} {}

ReadAhead::~ReadAhead() {
  stopping_ = true;
  empty_.release();  // It may wait for one.
  thread_.join();
}

void ReadAhead::read(const Database& database, Position first, Position last) {
  rocksdb::ReadOptions options;
  options.readahead_size = 2 * 1024 * 1024;
  options.fill_cache = false;
  const auto upper = layout::log_key(last.next());
  const rocksdb::Slice bound{upper};
  options.iterate_upper_bound = &bound;
  const std::unique_ptr<rocksdb::Iterator> entry{database.db->NewIterator(options, database.log)};
  entry->Seek(layout::log_key(first));
  for (std::size_t n = 0;; ++n) {
    empty_.acquire();
    if (stopping_) return;
    auto& batch = batches_[n % batches_.size()];
    batch.clear();
    for (; entry->Valid() && !batch.is_full(); entry->Next()) {
      const auto value = entry->value();
      batch.add(layout::get_u64({entry->key().data(), entry->key().size()}),
                bytes_of({value.data(), value.size()}));
    }
    const bool done = batch.places.empty();
    if (done) status_ = entry->status();
    full_.release();
    if (done) return;
  }
}

std::optional<ReadAhead::Entry> ReadAhead::next() {
  if (ended_) return std::nullopt;
  if (holds_ && place_ == batches_[current_ % batches_.size()].places.size()) {
    holds_ = false;
    ++current_;
    empty_.release();
  }
  if (!holds_) {
    full_.acquire();
    holds_ = true;
    place_ = 0;
  }
  const auto& batch = batches_[current_ % batches_.size()];
  ended_ = batch.places.empty();
  return ended_ ? std::nullopt : std::optional{batch.at(place_++)};
}

}  // namespace eventstore
