#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include <rocksdb/write_batch.h>

#include "eventstore/core/clock.h"
#include "eventstore/log/admission.h"
#include "eventstore/log/commit.h"
#include "eventstore/log/head_listeners.h"
#include "eventstore/rocksdb/database.h"
#include "eventstore/rocksdb/group_commit.h"
#include "eventstore/rocksdb/head_file.h"
#include "eventstore/rocksdb/key_layout.h"
#include "eventstore/rocksdb/known_versions.h"

namespace eventstore {

/// The last event of a log.
struct LogEnd {
  Position position;
  Timestamp recorded_at{};
};

/// The command as the database has it, if it has.
[[nodiscard]] Result<std::optional<layout::Command>> stored_command(const Database& database,
                                                                    const Uuid& id);
/// The version that a stream has in the database; 0 if it is not there.
[[nodiscard]] Result<Version> stored_version(const Database& database, std::string_view stream);

/// Accepts commits one after the other, in the callers' own threads, and writes those that are
/// accepted while a batch is on its way to disk as the next one: one synced RocksDB batch for
/// all who wait (decision 2). Safe from any thread.
class Appender {
 public:
  /// All must outlive it but the note of the head.
  Appender(Database& database, HeadFile head_file, LogEnd end, const Clock& clock,
           HeadListeners& listeners);

  /// As EventLog::append. `unavailable` "log.disk" once a write has failed, until it is opened
  /// again.
  [[nodiscard]] Result<Committed> append(const Commit& commit);

  [[nodiscard]] Position head() const { return Position{head_.load(std::memory_order_acquire)}; }

 private:
  struct Batch {
    rocksdb::WriteBatch rows{0, 0, 8, 0};  // 8: a checksum with each key on its way to disk.
    std::map<Uuid, layout::Command> commands;
    LogEnd end;

    [[nodiscard]] bool empty() const { return commands.empty(); }
  };

  [[nodiscard]] Result<Committed> accept(const Commit& commit, Batch& open, const Batch* written);
  [[nodiscard]] Result<Version> version_of(const std::string& stream);
  [[nodiscard]] Result<void> write(Batch& batch);
  void fail(std::string why);
  [[nodiscard]] Error out_of_order() const;

  Database& database_;
  HeadFile head_file_;
  const Clock& clock_;
  HeadListeners& listeners_;

  // Of whoever accepts: one at a time.
  KnownVersions versions_;
  LogEnd end_;  // Of what was accepted.

  std::atomic<std::uint64_t> head_;  // Of what is durable.
  std::atomic<bool> failed_ = false;
  mutable std::mutex why_mutex_;
  std::string why_failed_;
  GroupCommit<Batch, Commit, Committed>
      group_;  // Last, so that it is gone before what it writes to.
};

}  // namespace eventstore
