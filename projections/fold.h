#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <utility>

#include "eventstore/log/event_log.h"
#include "projections/as_at.h"
#include "projections/board.h"

namespace closeloop {

/// A Board and how far through the log it has come, shared between one that moves it on and
/// many that read it. Live and past boards differ by `as_at` alone.
class Fold {
 public:
  explicit Fold(AsAt as_at) : as_at_{as_at} {}

  /// Applies what the log holds up to `head` and this fold has not seen. Reads and applies
  /// alone; of two callers one waits for the other. If that fails or throws, the board holds
  /// part of what it should: it has `failed` for good, and every later call fails likewise.
  [[nodiscard]] eventstore::Result<void> catch_up(const eventstore::EventLog& log,
                                                  eventstore::Position head);

  /// Holds the board still. Readers queue behind a waiting writer, so that a steady stream of
  /// them cannot keep the board from moving.
  [[nodiscard]] std::shared_lock<std::shared_mutex> hold() const {
    const std::lock_guard turn{turnstile_};
    return std::shared_lock{held_};
  }
  [[nodiscard]] const Board& board() const { return board_; }
  [[nodiscard]] const AsAt& as_at() const { return as_at_; }
  /// How far it has come through the log.
  [[nodiscard]] eventstore::Position seen() const {
    return eventstore::Position{seen_.load(std::memory_order_acquire)};
  }
  [[nodiscard]] bool failed() const { return failed_.load(std::memory_order_acquire); }
  /// Whether it holds all that belongs to it of the log up to `head`.
  [[nodiscard]] bool is_level(eventstore::Position head) const {
    return !failed() && (complete() || seen() >= head);
  }
  /// Whether nothing that is still to be recorded can belong to it.
  [[nodiscard]] bool complete() const { return complete_.load(std::memory_order_acquire); }

 private:
  [[nodiscard]] eventstore::Result<void> apply_up_to(const eventstore::EventLog& log,
                                                     eventstore::Position last);
  [[nodiscard]] eventstore::Result<void> apply_batch(const eventstore::EventLog& log,
                                                     eventstore::Position last);
  [[nodiscard]] eventstore::Result<void> note_whether_amid_commit(const eventstore::EventLog& log,
                                                                  eventstore::Position last);

  const AsAt as_at_;
  std::mutex moving_;
  mutable std::mutex turnstile_;
  mutable std::shared_mutex held_;
  Board board_;
  std::atomic<std::uint64_t> seen_ = 0;
  std::atomic<bool> complete_ = false;
  std::atomic<bool> failed_ = false;
};

}  // namespace closeloop
