#include "eventstore/rocksdb/database.h"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "eventstore/rocksdb/key_layout.h"
#include "eventstore/rocksdb/options.h"

namespace eventstore {
namespace {

constexpr std::string_view format_key = "format";

Error not_ours(const std::filesystem::path& path) {
  return corrupt(
      fmt::format("{} is not a log that this program knows. Nothing was changed.", path.string()));
}

/// Whether what lies there has exactly our column families.
bool has_our_families(const rocksdb::DBOptions& options, const std::filesystem::path& path) {
  std::vector<std::string> names;
  if (!rocksdb::DB::ListColumnFamilies(options, path.string(), &names).ok()) return true;
  std::ranges::sort(names);
  return names == std::vector<std::string>{"command", "default", "log", "stream"};
}

}  // namespace

Database::~Database() {
  for (auto* handle : handles) db->DestroyColumnFamilyHandle(handle);
  if (db) db->Close().PermitUncheckedError();
}

Result<Database> open_database(const std::filesystem::path& path, const InfoLog& info_log) {
  const auto options = database_options(info_log);
  const bool exists = std::filesystem::exists(path / "CURRENT");
  // A missing CURRENT beside other files is a damaged database, not an empty place.
  if (!exists && std::filesystem::exists(path) && !std::filesystem::is_empty(path)) {
    return corrupt(
        fmt::format("{} lacks the file CURRENT, so the log cannot be opened. "
                    "Restore it from a backup.",
                    path.string()));
  }
  if (exists && !has_our_families(options, path)) return not_ours(path);

  const std::vector<rocksdb::ColumnFamilyDescriptor> families{{"default", {}},
                                                              {"log", log_options()},
                                                              {"stream", stream_options()},
                                                              {"command", command_options()}};
  Database database;
  rocksdb::DB* db = nullptr;
  const auto status = rocksdb::DB::Open(options, path.string(), families, &database.handles, &db);
  if (!status.ok()) {
    return corrupt(
        fmt::format("The log in {} is damaged and was not opened: {}. Restore it from "
                    "a backup.",
                    path.string(), status.ToString()));
  }
  database.db.reset(db);
  database.log = database.handles[1];
  database.stream = database.handles[2];
  database.command = database.handles[3];

  if (exists) {
    std::string format;
    const auto found = db->Get({}, rocksdb::Slice{format_key.data(), format_key.size()}, &format);
    if (!found.ok() || format != layout::format) return not_ours(path);
  } else {
    const auto written = db->Put(durable(), rocksdb::Slice{format_key.data(), format_key.size()},
                                 rocksdb::Slice{layout::format.data(), layout::format.size()});
    if (!written.ok()) return unreadable(written);
  }
  return database;
}

Error unreadable(const rocksdb::Status& status) {
  return corrupt(
      fmt::format("The log cannot be read: {}. Restore it from a backup.", status.ToString()));
}

}  // namespace eventstore
