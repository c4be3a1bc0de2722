#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include <rocksdb/db.h>

#include "eventstore/core/error.h"
#include "eventstore/rocksdb/open.h"

namespace eventstore {

/// The RocksDB database of a log, and its column families. Closes them when destroyed.
struct Database {
  std::unique_ptr<rocksdb::DB> db;
  rocksdb::ColumnFamilyHandle* log = nullptr;
  rocksdb::ColumnFamilyHandle* stream = nullptr;
  rocksdb::ColumnFamilyHandle* command = nullptr;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;

  Database() = default;
  Database(Database&&) = default;
  Database& operator=(Database&&) = delete;
  ~Database();
};

/// Opens it, or makes it if nothing lies there. `corrupt` if it is damaged or is not a log of
/// the format this program knows; then nothing in it was changed.
[[nodiscard]] Result<Database> open_database(const std::filesystem::path& path,
                                             const InfoLog& info_log);

/// What a failed read means: the log is damaged, or the disk is.
[[nodiscard]] Error unreadable(const rocksdb::Status& status);

}  // namespace eventstore
