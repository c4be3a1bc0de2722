#pragma once

#include <filesystem>
#include <utility>

#include "eventstore/core/error.h"

namespace eventstore {

/// One process at a time. Holds the lock until destroyed, or until the process is gone,
/// however it goes.
class LockFile {
 public:
  /// `unavailable` "log.locked", naming the process that holds it.
  [[nodiscard]] static Result<LockFile> acquire(const std::filesystem::path& path);

  LockFile(LockFile&& other) noexcept : file_{std::exchange(other.file_, -1)} {}
  LockFile& operator=(LockFile&&) = delete;
  ~LockFile();

 private:
  explicit LockFile(int file) : file_{file} {}

  int file_;
};

}  // namespace eventstore
