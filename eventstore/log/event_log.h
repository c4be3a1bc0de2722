#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "eventstore/core/error.h"
#include "eventstore/log/commit.h"
#include "eventstore/log/event.h"

namespace eventstore {

/// Given each event in turn; false stops the reading.
using EventVisitor = std::function<bool(const RecordedEvent&)>;

/// Told that the head moved, never what it moved over: read at your own pace. Called on the
/// writer's thread, so it only takes note and returns.
using HeadListener = std::function<void(Position head)>;

/// The append-only log: events in one order, each also in its stream. There is no call that
/// changes or deletes an event. Every function is safe from any thread.
class EventLog {
 public:
  virtual ~EventLog() = default;

  /// Records a commit, and returns once it is durable: it survives the loss of the process
  /// and, where the disk keeps its word, of power. Waits for the writer meanwhile.
  ///
  /// - The same command id and digest as before: the first result, `repeated`; nothing is
  ///   checked or recorded again, ever.
  /// - `conflict` "log.command-reused": the command id was used for another request.
  /// - `conflict` "log.version": a stream is not at the expected version; the error carries
  ///   the version it has.
  /// - `invalid`: the commit itself is malformed (no events, empty or overlong names, too large).
  /// - `unavailable` "log.closing": the log is shutting down; nothing was recorded.
  /// - `unavailable` "log.disk": the disk refused. Nothing more is written until the log is
  ///   opened again; whether this commit is recorded is known then, so send it again.
  ///
  /// Events of one commit have one `recorded_at`; it never goes back along the log, whatever
  /// the clock does.
  [[nodiscard]] virtual Result<Committed> append(Commit commit) = 0;

  /// The first result of a command, if this command was recorded. Lets a repeated request be
  /// answered before anything is decided. `conflict` if the digest is another.
  [[nodiscard]] virtual Result<std::optional<Committed>> find_command(
      const Uuid& command_id, const Digest& request_digest) const = 0;

  /// The events of a stream after `after`, in order. A stream that does not exist has none.
  /// `corrupt` if any cannot be read: then what was visited is not the whole.
  [[nodiscard]] virtual Result<void> read_stream(std::string_view stream, Version after,
                                                 const EventVisitor& visit) const = 0;

  /// All events after `after` up to and including `last`, in order, as of the time of the call.
  /// `corrupt` if one is missing or damaged: never served short.
  [[nodiscard]] virtual Result<void> read_all(Position after, Position last,
                                              const EventVisitor& visit) const = 0;

  /// The version of a stream's last event; 0 if it does not exist.
  [[nodiscard]] virtual Result<Version> stream_version(std::string_view stream) const = 0;

  /// The position of the last durable event.
  [[nodiscard]] virtual Position head() const = 0;

  /// The listener is told until the returned token is destroyed; after that it is not running
  /// and never runs again.
  [[nodiscard]] virtual std::shared_ptr<void> on_head_moved(HeadListener listener) = 0;
};

}  // namespace eventstore
