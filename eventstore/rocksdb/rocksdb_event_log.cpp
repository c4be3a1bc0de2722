#include <algorithm>
#include <limits>
#include <memory>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "eventstore/log/admission.h"
#include "eventstore/log/envelope.h"
#include "eventstore/log/head_listeners.h"
#include "eventstore/rocksdb/appender.h"
#include "eventstore/rocksdb/database.h"
#include "eventstore/rocksdb/head_file.h"
#include "eventstore/rocksdb/key_layout.h"
#include "eventstore/rocksdb/lock_file.h"
#include "eventstore/rocksdb/open.h"
#include "eventstore/rocksdb/read_ahead.h"

namespace eventstore {
namespace {

constexpr std::uint64_t long_read_events = 600;  // Worth a thread.
constexpr Version version_max{std::numeric_limits<std::uint64_t>::max()};

rocksdb::Slice slice(std::string_view text) { return {text.data(), text.size()}; }
std::string_view view(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

/// The positions that are read, one after another and none left out.
class Span {
 public:
  Span(Position after, Position end, const EventVisitor& visit)
      : next_{after.next()}, end_{end}, visit_{visit} {}

  [[nodiscard]] Position next() const { return next_; }
  [[nodiscard]] Position end() const { return end_; }

  /// Takes the entry of that key. False if it was the last that is wanted; `corrupt` if it is not
  /// the event of the next position.
  Result<bool> take(std::uint64_t key, BytesView bytes) {
    bool same = false;
    bool more = false;
    BOOST_OUTCOME_TRY(reader_.read(bytes, [&](const RecordedEvent& event) {
      same = event.position == next_ && key == next_.number();
      more = same && visit_(event);
    }));
    if (!same) return missing();
    if (!more || next_ == end_) return false;
    next_ = next_.next();
    return true;
  }

  [[nodiscard]] Error missing() const {
    return corrupt(fmt::format("Position {} is missing from the log. Restore it from a backup.",
                               next_.number()));
  }

 private:
  EnvelopeReader reader_;
  Position next_;
  Position end_;
  const EventVisitor& visit_;
};

class RocksdbEventLog final : public EventLog {
 public:
  RocksdbEventLog(LockFile lock, Database database, HeadFile head_file, LogEnd end,
                  const Clock& clock)
      : lock_{std::move(lock)},
        database_{std::move(database)},
        appender_{database_, std::move(head_file), end, clock, listeners_} {}

  Result<Committed> append(Commit commit) override { return appender_.append(commit); }

  Result<std::optional<Committed>> find_command(const Uuid& id,
                                                const Digest& digest) const override {
    BOOST_OUTCOME_TRY(const auto command, stored_command(database_, id));
    if (!command) return std::optional<Committed>{};
    if (command->digest != digest) return command_reused();
    auto committed = command->committed;
    committed.repeated = true;
    return std::optional{committed};
  }

  Result<void> read_stream(std::string_view stream, Version after,
                           const EventVisitor& visit) const override {
    if (after == version_max) return allowed();
    const auto end = layout::stream_key(stream, version_max);
    const rocksdb::Slice upper = slice(end);
    rocksdb::ReadOptions options;
    options.iterate_upper_bound = &upper;
    const std::unique_ptr<rocksdb::Iterator> entry{
        database_.db->NewIterator(options, database_.stream)};
    EnvelopeReader reader;
    rocksdb::PinnableSlice stored;
    auto version = after;
    for (entry->Seek(layout::stream_key(stream, after.next())); entry->Valid(); entry->Next()) {
      version = version.next();
      if (entry->key() != layout::stream_key(stream, version) || entry->value().size() != 8) {
        return corrupt(
            fmt::format("Version {} of {} is missing from the log.", version.number(), stream));
      }
      const Position position{layout::get_u64(view(entry->value()))};
      stored.Reset();
      const auto status = database_.db->Get({}, database_.log, layout::log_key(position), &stored);
      if (!status.ok()) return unreadable(status);
      bool more = true;
      bool same = false;
      BOOST_OUTCOME_TRY(reader.read(bytes_of(view(stored)), [&](const RecordedEvent& event) {
        same = event.stream == stream && event.version == version && event.position == position;
        more = same && visit(event);
      }));
      if (!same)
        return corrupt(fmt::format("Position {} is not what it should be.", position.number()));
      if (!more) return allowed();
    }
    if (!entry->status().ok()) return unreadable(entry->status());
    return allowed();
  }

  Result<void> read_all(Position after, Position last, const EventVisitor& visit) const override {
    const auto end = std::min(last, head());
    if (after >= end) return allowed();
    Span span{after, end, visit};
    return end.number() - after.number() > long_read_events ? read_ahead(span) : read(span);
  }

  Result<Version> stream_version(std::string_view stream) const override {
    return stored_version(database_, stream);
  }

  Position head() const override { return appender_.head(); }

  std::shared_ptr<void> on_head_moved(HeadListener listener) override {
    return listeners_.add(std::move(listener));
  }

 private:
  Result<void> read(Span& span) const {
    const std::unique_ptr<rocksdb::Iterator> entry{database_.db->NewIterator({}, database_.log)};
    for (entry->Seek(layout::log_key(span.next())); entry->Valid(); entry->Next()) {
      const auto position = layout::get_u64(view(entry->key()));
      BOOST_OUTCOME_TRY(const auto more, span.take(position, bytes_of(view(entry->value()))));
      if (!more) return allowed();
    }
    return entry->status().ok() ? span.missing() : unreadable(entry->status());
  }

  Result<void> read_ahead(Span& span) const {
    ReadAhead ahead{database_, span.next(), span.end()};
    while (const auto entry = ahead.next()) {
      BOOST_OUTCOME_TRY(const auto more, span.take(entry->position, entry->bytes));
      if (!more) return allowed();
    }
    return ahead.status().ok() ? span.missing() : unreadable(ahead.status());
  }

  LockFile lock_;
  Database database_;
  HeadListeners listeners_;
  Appender appender_;  // Last, so that it is gone before what it writes to.
};

Result<LogEnd> find_end(const Database& database) {
  const std::unique_ptr<rocksdb::Iterator> entry{database.db->NewIterator({}, database.log)};
  entry->SeekToLast();
  if (!entry->status().ok()) return unreadable(entry->status());
  LogEnd end;
  if (!entry->Valid()) return end;
  EnvelopeReader reader;
  BOOST_OUTCOME_TRY(reader.read(bytes_of(view(entry->value())), [&](const RecordedEvent& event) {
    end = {event.position, event.recorded_at};
  }));
  if (layout::log_key(end.position) != view(entry->key())) {
    return corrupt("The last event of the log is not where it should be. Restore from a backup.");
  }
  return end;
}

}  // namespace

Result<std::optional<layout::Command>> stored_command(const Database& database, const Uuid& id) {
  rocksdb::PinnableSlice stored;
  const auto status =
      database.db->Get({}, database.command, slice(layout::command_key(id)), &stored);
  if (status.IsNotFound()) return std::optional<layout::Command>{};
  if (!status.ok()) return unreadable(status);
  auto command = layout::read_command_value(view(stored));
  if (!command) return corrupt("The record of a command is damaged. Restore from a backup.");
  return command;
}

Result<Version> stored_version(const Database& database, std::string_view stream) {
  const auto first = layout::stream_key(stream, Version{});
  const auto last = layout::stream_key(stream, version_max);
  const std::unique_ptr<rocksdb::Iterator> entry{database.db->NewIterator({}, database.stream)};
  entry->SeekForPrev(last);
  if (!entry->status().ok()) return unreadable(entry->status());
  if (!entry->Valid() || entry->key().compare(first) < 0) return Version{};
  return Version{layout::get_u64(view(entry->key()).substr(first.size() - 8))};
}

Result<std::unique_ptr<EventLog>> open_rocksdb_event_log(const std::filesystem::path& directory,
                                                         const Clock& clock, InfoLog info_log) {
  std::error_code failed;
  std::filesystem::create_directories(directory, failed);
  if (failed) {
    return unavailable("log.directory",
                       fmt::format("Cannot make {}: {}.", directory.string(), failed.message()));
  }
  BOOST_OUTCOME_TRY(auto lock, LockFile::acquire(directory / "lock"));
  BOOST_OUTCOME_TRY(auto database, open_database(directory / "rocksdb", info_log));
  BOOST_OUTCOME_TRY(const auto end, find_end(database));
  BOOST_OUTCOME_TRY(auto head_file, HeadFile::open(directory / "head", !end.position));
  if (head_file.noted() > end.position) {
    return corrupt(fmt::format(
        "The log in {} ends at position {}, but {} was recorded: it has been cut. Restore it "
        "from a backup; do not go on without what is missing.",
        directory.string(), end.position.number(), head_file.noted().number()));
  }
  return std::make_unique<RocksdbEventLog>(std::move(lock), std::move(database),
                                           std::move(head_file), end, clock);
}

}  // namespace eventstore
