#include <algorithm>
#include <atomic>
#include <limits>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

#include <boost/unordered/unordered_flat_map.hpp>
#include <fmt/format.h>

#include "eventstore/log/admission.h"
#include "eventstore/log/envelope.h"
#include "eventstore/log/head_listeners.h"
#include "eventstore/rocksdb/database.h"
#include "eventstore/rocksdb/head_file.h"
#include "eventstore/rocksdb/key_layout.h"
#include "eventstore/rocksdb/lock_file.h"
#include "eventstore/rocksdb/open.h"
#include "eventstore/rocksdb/options.h"
#include "eventstore/rocksdb/write_queue.h"

namespace eventstore {
namespace {

constexpr std::size_t cached_versions_max = 200'000;
constexpr std::uint64_t long_read_events = 1'000;
constexpr Version version_max{std::numeric_limits<std::uint64_t>::max()};

rocksdb::Slice slice(std::string_view text) { return {text.data(), text.size()}; }
std::string_view view(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

/// Positions and times of the last event of an opened log.
struct End {
  Position position;
  Timestamp recorded_at{};
};

class RocksdbEventLog final : public EventLog {
 public:
  RocksdbEventLog(LockFile lock, Database database, HeadFile head_file, End end, const Clock& clock)
      : lock_{std::move(lock)},
        database_{std::move(database)},
        head_file_{std::move(head_file)},
        clock_{clock},
        last_recorded_at_{end.recorded_at},
        head_{end.position.number()},
        queue_{[this](auto waiting) { write(waiting); }} {}

  Result<Committed> append(Commit commit) override {
    BOOST_OUTCOME_TRY(check_form(commit));
    return queue_.submit(std::move(commit));
  }

  Result<std::optional<Committed>> find_command(const Uuid& id,
                                                const Digest& digest) const override {
    rocksdb::PinnableSlice stored;
    const auto status =
        database_.db->Get({}, database_.command, slice(layout::command_key(id)), &stored);
    if (status.IsNotFound()) return std::optional<Committed>{};
    if (!status.ok()) return unreadable(status);
    auto command = layout::read_command_value(view(stored));
    if (!command) return corrupt("The record of a command is damaged. Restore from a backup.");
    if (command->digest != digest) return command_reused();
    command->committed.repeated = true;
    return std::optional{command->committed};
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
    rocksdb::ReadOptions options;
    if (end.number() - after.number() > long_read_events) {
      options.readahead_size = 2 * 1024 * 1024;
      options.fill_cache = false;
    }
    const std::unique_ptr<rocksdb::Iterator> entry{
        database_.db->NewIterator(options, database_.log)};
    EnvelopeReader reader;
    auto position = after.next();
    for (entry->Seek(layout::log_key(position)); entry->Valid(); entry->Next()) {
      bool more = true;
      bool same = false;
      BOOST_OUTCOME_TRY(
          reader.read(bytes_of(view(entry->value())), [&](const RecordedEvent& event) {
            same = event.position == position &&
                   layout::get_u64(view(entry->key())) == position.number();
            more = same && visit(event);
          }));
      if (!same) break;
      if (!more || position == end) return allowed();
      position = position.next();
    }
    if (!entry->status().ok()) return unreadable(entry->status());
    return corrupt(fmt::format("Position {} is missing from the log. Restore it from a backup.",
                               position.number()));
  }

  Result<Version> stream_version(std::string_view stream) const override {
    return stored_version(stream);
  }

  Position head() const override { return Position{head_.load(std::memory_order_acquire)}; }

  std::shared_ptr<void> on_head_moved(HeadListener listener) override {
    return listeners_.add(std::move(listener));
  }

 private:
  struct Pending {
    Waiting* waiting;
    Committed committed;
    std::vector<Placement> placements;
  };
  using Versions = boost::unordered_flat_map<std::string, Version, std::hash<std::string>>;

  [[nodiscard]] Result<Version> stored_version(std::string_view stream) const {
    const auto first = layout::stream_key(stream, Version{});
    const auto last = layout::stream_key(stream, version_max);
    const std::unique_ptr<rocksdb::Iterator> entry{database_.db->NewIterator({}, database_.stream)};
    entry->SeekForPrev(last);
    if (!entry->status().ok()) return unreadable(entry->status());
    if (!entry->Valid() || entry->key().compare(first) < 0) return Version{};
    return Version{layout::get_u64(view(entry->key()).substr(first.size() - 8))};
  }

  /// As of the end of what this batch accepted so far. On the writing thread only.
  [[nodiscard]] Result<Version> current_version(const std::string& stream) {
    if (const auto found = versions_.find(stream); found != versions_.end()) return found->second;
    BOOST_OUTCOME_TRY(const auto version, stored_version(stream));
    versions_.emplace(stream, version);
    return version;
  }

  /// The first result of a command that was accepted earlier in this batch.
  [[nodiscard]] static const Pending* find_pending(const std::vector<Pending>& pending,
                                                   const Commit& commit) {
    const auto found = std::ranges::find_if(pending, [&](const Pending& each) {
      return each.waiting->commit.command_id == commit.command_id;
    });
    return found == pending.end() ? nullptr : &*found;
  }

  void write(std::span<Waiting* const> waiting) {
    if (failed_.load()) {
      for (auto* each : waiting) each->result = out_of_order();
      return;
    }
    // Only here: later on they tell of what this batch accepted and nothing else knows yet.
    if (versions_.size() >= cached_versions_max) versions_.clear();
    rocksdb::WriteBatch batch{0, 0, 8, 0};  // 8: a checksum with each key on its way to disk.
    std::vector<Pending> pending;
    pending.reserve(waiting.size());
    std::vector<std::pair<Waiting*, std::size_t>> repeats;  // Of the pending one at that index.
    auto head = this->head();
    const auto recorded_at = std::max(clock_.now(), last_recorded_at_);
    for (auto* each : waiting) {
      if (const auto* same = find_pending(pending, each->commit)) {
        repeats.emplace_back(each, static_cast<std::size_t>(same - pending.data()));
        continue;
      }
      const auto before = find_command(each->commit.command_id, each->commit.request_digest);
      if (!before) {
        each->result = before.error();
        continue;
      }
      if (before.value()) {
        each->result = *before.value();
        continue;
      }
      auto placements = accept(each->commit, head, recorded_at);
      if (!placements) {
        each->result = std::move(placements).error();
        continue;
      }
      const auto first = head.next();
      head = placements.value().back().position;
      pending.push_back({each, {first, head}, std::move(placements).value()});
      put(batch, pending.back());
    }
    if (pending.empty()) return;

    if (const auto status = database_.db->Write(durable_, &batch); !status.ok()) {
      fail(fmt::format("The disk refused: {}.", status.ToString()));
      for (const auto& each : pending) each.waiting->result = out_of_order();
      for (const auto& [each, index] : repeats) each->result = out_of_order();
      return;
    }
    last_recorded_at_ = recorded_at;
    head_.store(head.number(), std::memory_order_release);
    if (auto noted = head_file_.note(head); !noted) fail(noted.error().message);
    for (const auto& each : pending) each.waiting->result = each.committed;
    for (const auto& [each, index] : repeats) {
      auto first = pending[index].committed;
      first.repeated = true;
      if (pending[index].waiting->commit.request_digest == each->commit.request_digest) {
        each->result = first;
      } else {
        each->result = command_reused();
      }
    }
    listeners_.tell(head);
  }

  /// Where the events come to lie.
  Result<std::vector<Placement>> accept(const Commit& commit, Position head,
                                        Timestamp recorded_at) {
    BOOST_OUTCOME_TRY(auto placements,
                      admit(commit, head, recorded_at,
                            [this](const std::string& stream) { return current_version(stream); }));
    for (std::size_t i = 0; i < placements.size(); ++i) {
      versions_[commit.events[i].stream] = placements[i].version;
    }
    return placements;
  }

  void put(rocksdb::WriteBatch& batch, const Pending& pending) {
    const auto& commit = pending.waiting->commit;
    for (std::size_t i = 0; i < pending.placements.size(); ++i) {
      const auto& placement = pending.placements[i];
      const auto bytes = encode_envelope(commit, commit.events[i], placement);
      const auto position = layout::log_key(placement.position);
      must(batch.Put(database_.log, position, slice(text_of(bytes))));
      must(batch.Put(database_.stream,
                     layout::stream_key(commit.events[i].stream, placement.version), position));
    }
    must(batch.Put(database_.command, slice(layout::command_key(commit.command_id)),
                   layout::command_value(commit.request_digest, pending.committed)));
  }

  /// Putting into a batch in memory fails only if the program is wrong.
  static void must(const rocksdb::Status& status) {
    if (!status.ok()) std::abort();
  }

  /// After a failed write nobody knows what the disk holds: no more is written until the log is
  /// opened again, which finds out.
  void fail(std::string why) {
    const std::lock_guard lock{why_mutex_};
    why_failed_ = std::move(why);
    failed_.store(true);
  }
  [[nodiscard]] Error out_of_order() const {
    const std::lock_guard lock{why_mutex_};
    return unavailable("log.disk", why_failed_ + " Nothing more is recorded until a restart.");
  }

  LockFile lock_;
  Database database_;
  HeadFile head_file_;
  const Clock& clock_;
  const rocksdb::WriteOptions durable_ = durable();
  HeadListeners listeners_;

  // Of the writing thread.
  Versions versions_;
  Timestamp last_recorded_at_;

  std::atomic<std::uint64_t> head_;
  std::atomic<bool> failed_ = false;
  mutable std::mutex why_mutex_;
  std::string why_failed_;
  WriteQueue queue_;  // Last, so that it is gone before what it writes to.
};

Result<End> find_end(const Database& database) {
  const std::unique_ptr<rocksdb::Iterator> entry{database.db->NewIterator({}, database.log)};
  entry->SeekToLast();
  if (!entry->status().ok()) return unreadable(entry->status());
  End end;
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
