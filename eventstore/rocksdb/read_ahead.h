#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <semaphore>
#include <thread>
#include <vector>

#include "eventstore/core/bytes.h"
#include "eventstore/log/commit.h"
#include "eventstore/rocksdb/database.h"

namespace eventstore {

/// Reads a long part of the log on a thread of its own, a few batches ahead of whoever makes
/// something of it: two cores then share a replay. To be used by one thread.
class ReadAhead {
 public:
  struct Entry {
    std::uint64_t position;
    BytesView bytes;  ///< On 8 bytes, as Cap'n Proto wants them.
  };

  /// Begins to read from `first` up to `last`. `database` must outlive it.
  ReadAhead(const Database& database, Position first, Position last);
  ~ReadAhead();
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  /// The next entry, lent until the next call; nothing behind the last that could be read.
  [[nodiscard]] std::optional<Entry> next();
  /// Why there was none, once `next` gave nothing: ok at the end.
  [[nodiscard]] const rocksdb::Status& status() const { return status_; }

 private:
  struct Batch {
    struct Place {
      std::uint64_t position;
      std::size_t begin;  ///< In words.
      std::size_t size;   ///< In bytes.
    };
    std::vector<std::uint64_t> words;
    std::vector<Place> places;

    void clear();
    void add(std::uint64_t position, BytesView bytes);
    [[nodiscard]] bool is_full() const;
    [[nodiscard]] Entry at(std::size_t n) const;
  };
  static constexpr std::ptrdiff_t batch_count = 4;

  void read(const Database& database, Position first, Position last);

  std::array<Batch, batch_count> batches_;
  std::counting_semaphore<batch_count + 1> empty_{batch_count};  // One more when it is to stop.
  std::counting_semaphore<batch_count> full_{0};
  std::atomic<bool> stopping_ = false;
  rocksdb::Status status_;  // Written before the batch without entries, which ends it.

  std::size_t current_ = 0;  // Of the batches, counted on for ever.
  std::size_t place_ = 0;
  bool holds_ = false;
  bool ended_ = false;

  std::thread thread_;
};

}  // namespace eventstore
