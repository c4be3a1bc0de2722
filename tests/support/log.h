#pragma once

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "eventstore/core/clock.h"
#include "eventstore/log/event_log.h"
#include "eventstore/rocksdb/open.h"

/// What tests of a log need: a clock that is told the time, a place on disk, short commits.
namespace eventstore::testing {

class ToldClock final : public Clock {
 public:
  [[nodiscard]] Timestamp now() const override {
    return Timestamp{std::chrono::milliseconds{ms_.load()}};
  }
  void set(std::int64_t ms) { ms_ = ms; }

 private:
  std::atomic<std::int64_t> ms_ = 1'490'952'600'000;  // 2017-03-31T09:30:00Z
};

/// A directory of its own, gone when this is.
class Directory {
 public:
  Directory() {
    auto name = (std::filesystem::temp_directory_path() / "closeloop-test-XXXXXX").string();
    if (!::mkdtemp(name.data())) std::abort();
    path_ = name;
  }
  ~Directory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// The command id with this number.
inline Uuid command(std::uint64_t number) {
  Uuid id;
  for (std::size_t i = 0; i < 8; ++i) id.bytes[15 - i] = static_cast<std::byte>(number >> (8 * i));
  return id;
}

inline NewEvent event(std::string stream, std::string_view payload = "12345678") {
  NewEvent event;
  event.stream = std::move(stream);
  event.type = "SomethingHappened";
  const auto bytes = bytes_of(payload);
  event.payload.assign(bytes.begin(), bytes.end());
  return event;
}

/// One event of each of the streams, in that order.
inline Commit commit(std::uint64_t number, const std::vector<std::string>& streams,
                     std::vector<Precondition> preconditions = {}) {
  Commit commit;
  commit.command_id = command(number);
  commit.request_digest = sha256(std::to_string(number));
  commit.actor = "P-1";
  commit.preconditions = std::move(preconditions);
  for (const auto& stream : streams) commit.events.push_back(event(stream));
  return commit;
}

/// What can be kept of a recorded event.
struct Kept {
  std::uint64_t position;
  std::string stream;
  std::uint64_t version;
  Uuid command_id;
  std::string payload;
  std::int64_t recorded_ms;

  friend bool operator==(const Kept&, const Kept&) = default;
};

inline Kept keep(const RecordedEvent& event) {
  return {event.position.number(),
          std::string{event.stream},
          event.version.number(),
          event.command_id,
          std::string{text_of(event.payload)},
          event.recorded_at.time_since_epoch().count()};
}

/// Everything after a position. Fails the test if the log says it is damaged.
inline std::vector<Kept> everything(const EventLog& log, Position after = {}) {
  std::vector<Kept> events;
  const auto read = log.read_all(after, log.head(), [&](const RecordedEvent& event) {
    events.push_back(keep(event));
    return true;
  });
  EXPECT_TRUE(read) << read.error().message;
  return events;
}

inline std::vector<Kept> stream_of(const EventLog& log, std::string_view name, Version after = {}) {
  std::vector<Kept> events;
  const auto read = log.read_stream(name, after, [&](const RecordedEvent& event) {
    events.push_back(keep(event));
    return true;
  });
  EXPECT_TRUE(read) << read.error().message;
  return events;
}

/// A log that must open.
inline std::unique_ptr<EventLog> opened(const std::filesystem::path& path, const Clock& clock) {
  auto log = open_rocksdb_event_log(path, clock);
  if (!log) {
    ADD_FAILURE() << log.error().message;
    return nullptr;
  }
  return std::move(log).value();
}

}  // namespace eventstore::testing
