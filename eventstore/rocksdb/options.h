#pragma once

#include <rocksdb/options.h>

#include "eventstore/rocksdb/open.h"

/// How RocksDB is run. Every value that differs from its default has a reason.
namespace eventstore {

[[nodiscard]] rocksdb::DBOptions database_options(const InfoLog& info_log);
[[nodiscard]] rocksdb::ColumnFamilyOptions log_options();      ///< position -> envelope
[[nodiscard]] rocksdb::ColumnFamilyOptions stream_options();   ///< stream, version -> position
[[nodiscard]] rocksdb::ColumnFamilyOptions command_options();  ///< command id -> result
[[nodiscard]] rocksdb::WriteOptions durable();                 ///< Synced before it returns.

}  // namespace eventstore
