#include "eventstore/rocksdb/database.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

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

rocksdb::Slice slice(std::string_view text) { return {text.data(), text.size()}; }

Result<Database> open_families(const rocksdb::DBOptions& options,
                               const std::filesystem::path& path) {
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
  return database;
}

/// Makes it beside its place and moves it there whole: a process that is killed on the way
/// leaves nothing that could be taken for a damaged log.
Result<void> make_database(rocksdb::DBOptions options, const std::filesystem::path& path) {
  const std::filesystem::path unfinished = path.string() + ".new";
  std::error_code failed;
  std::filesystem::remove_all(unfinished, failed);
  std::filesystem::create_directories(unfinished, failed);  // RocksDB warns of one that is not.
  options.create_if_missing = true;
  options.create_missing_column_families = true;
  {
    BOOST_OUTCOME_TRY(const auto database, open_families(options, unfinished));
    const auto written = database.db->Put(durable(), slice(format_key), slice(layout::format));
    if (!written.ok()) return unreadable(written);
  }
  std::filesystem::rename(unfinished, path, failed);
  if (failed) {
    return unavailable("log.directory",
                       fmt::format("Cannot make {}: {}.", path.string(), failed.message()));
  }
  const int directory = ::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = directory >= 0 && ::fsync(directory) == 0;
  if (directory >= 0) ::close(directory);
  if (synced) return allowed();
  return unavailable("log.directory", fmt::format("Cannot sync the place of {}: {}.", path.string(),
                                                  std::strerror(errno)));
}

}  // namespace

Database::~Database() {
  for (auto* handle : handles) db->DestroyColumnFamilyHandle(handle);
  if (db) db->Close().PermitUncheckedError();
}

Result<Database> open_database(const std::filesystem::path& path, const InfoLog& info_log) {
  auto options = database_options(info_log);
  std::error_code failed;
  const bool nothing = !std::filesystem::exists(path) || std::filesystem::is_empty(path, failed);
  if (nothing) {
    BOOST_OUTCOME_TRY(make_database(options, path));
  }
  // A missing CURRENT beside other files is a damaged database, not an empty place.
  if (!std::filesystem::exists(path / "CURRENT")) {
    return corrupt(
        fmt::format("{} lacks the file CURRENT, so the log cannot be opened. "
                    "Restore it from a backup.",
                    path.string()));
  }
  if (!has_our_families(options, path)) return not_ours(path);
  BOOST_OUTCOME_TRY(auto database, open_families(options, path));
  std::string stored;
  const auto found = database.db->Get({}, slice(format_key), &stored);
  if (!found.ok() || stored != layout::format) return not_ours(path);
  return database;
}

Error unreadable(const rocksdb::Status& status) {
  return corrupt(
      fmt::format("The log cannot be read: {}. Restore it from a backup.", status.ToString()));
}

}  // namespace eventstore
