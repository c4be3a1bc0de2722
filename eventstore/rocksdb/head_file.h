#pragma once

#include <chrono>
#include <filesystem>
#include <utility>

#include "eventstore/core/error.h"
#include "eventstore/core/strong.h"

namespace eventstore {

/// A note of the head, kept beside the database: what alone tells a log that was cut between
/// two records from one that ended there (decision 6). It never runs ahead of the log.
/// Not safe from several threads.
class HeadFile {
 public:
  /// Opens the note, or makes one that says 0 if `may_create`. `corrupt` if it is missing
  /// otherwise, or damaged.
  [[nodiscard]] static Result<HeadFile> open(const std::filesystem::path& path, bool may_create);

  HeadFile(HeadFile&& other) noexcept
      : file_{std::exchange(other.file_, -1)}, noted_{other.noted_}, synced_at_{other.synced_at_} {}
  HeadFile& operator=(HeadFile&&) = delete;
  ~HeadFile();  ///< Syncs.

  [[nodiscard]] Position noted() const { return noted_; }

  /// Notes a head that is durable. Survives the loss of the process; synced to disk when the
  /// last sync is over a second ago, so that after a loss of power it may lag.
  [[nodiscard]] Result<void> note(Position head);

 private:
  explicit HeadFile(int file) : file_{file} {}

  int file_;
  Position noted_;
  std::chrono::steady_clock::time_point synced_at_;
};

}  // namespace eventstore
