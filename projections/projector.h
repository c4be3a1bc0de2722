#pragma once

#include <chrono>
#include <memory>
#include <shared_mutex>

#include "eventstore/log/event_log.h"
#include "projections/as_at.h"
#include "projections/board.h"

namespace closeloop {

/// A board to ask questions of, for the length of one request: the live one, held still, or a
/// past one. Let it go soon: the board cannot move on meanwhile.
class BoardView {
 public:
  [[nodiscard]] const Board& operator*() const { return *board_; }
  [[nodiscard]] const Board* operator->() const { return board_.get(); }

 private:
  friend class Projector;
  std::shared_ptr<const Board> board_;  // Outlives the lock on it.
  std::shared_lock<std::shared_mutex> lock_;
};

/// Keeps a Board level with the log: one thread applies what is new as soon as the head moves.
/// Every function is safe from any thread.
class Projector {
 public:
  /// `log` must outlive it.
  explicit Projector(eventstore::EventLog& log);
  ~Projector();
  Projector(const Projector&) = delete;
  Projector& operator=(const Projector&) = delete;

  /// Replays the log and then follows it. Returns when the board is level with the head that
  /// the log had; `corrupt` if the log cannot be read whole. Called once.
  [[nodiscard]] eventstore::Result<void> start();

  /// The board as it is now.
  [[nodiscard]] BoardView live() const;
  /// The board as known at or true on; `live` if `as_at` asks for neither. Recently asked
  /// boards are kept. `invalid` for a position beyond the head. Takes as long as a replay when
  /// the board is not at hand, and never holds up the live board. `unavailable` "past.busy" if
  /// others are being replayed and none of them ended in time.
  [[nodiscard]] eventstore::Result<BoardView> at(const AsAt& as_at) const;

  /// True once the live board holds that position; false if it does not within `timeout`.
  [[nodiscard]] bool wait_for(eventstore::Position position,
                              std::chrono::milliseconds timeout) const;

  /// What stopped the live board from following, if anything did: it then stays where it was.
  [[nodiscard]] eventstore::Result<void> health() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace closeloop
