#include "projections/fold.h"

#include <algorithm>

namespace closeloop {
namespace {

using eventstore::Position;
using eventstore::RecordedEvent;

// Few enough that readers of a live board wait no more than about a millisecond.
constexpr std::uint64_t kBatch = 512;
// Beyond this the board is not in use yet, and settling once is cheaper.
constexpr std::uint64_t kReplay = 16 * kBatch;

}  // namespace

eventstore::Result<void> Fold::catch_up(const eventstore::EventLog& log, Position head) {
  const std::lock_guard alone{moving_};
  if (failed()) {
    return eventstore::unavailable("board.incomplete",
                                   "This view of the board could not be made whole. Ask again.");
  }
  try {
    auto moved = apply_up_to(log, as_at_.position ? std::min(*as_at_.position, head) : head);
    failed_ = !moved;
    return moved;
  } catch (...) {
    failed_ = true;
    throw;
  }
}

eventstore::Result<void> Fold::apply_up_to(const eventstore::EventLog& log, Position last) {
  while (!complete() && seen() < last) {
    const auto left = last.number() - seen().number();
    const auto count = left > kReplay ? left : std::min(left, kBatch);
    BOOST_OUTCOME_TRY(apply_batch(log, Position{seen().number() + count}));
  }
  if (as_at_.position && seen() >= *as_at_.position) complete_ = true;
  return boost::outcome_v2::success();
}

/// A batch, or a board as at a position, may end between two events that came together.
eventstore::Result<void> Fold::note_whether_amid_commit(const eventstore::EventLog& log,
                                                        Position last) {
  eventstore::Uuid next_command;
  if (last < log.head()) {
    BOOST_OUTCOME_TRY(log.read_all(last, last.next(), [&](const RecordedEvent& event) {
      next_command = event.command_id;
      return false;
    }));
  }
  board_.set_amid_commit(next_command);
  return boost::outcome_v2::success();
}

eventstore::Result<void> Fold::apply_batch(const eventstore::EventLog& log, Position last) {
  std::unique_lock turn{turnstile_};
  const std::unique_lock exclusive{held_};
  turn.unlock();
  eventstore::Result<void> applied = boost::outcome_v2::success();
  const auto read = log.read_all(seen(), last, [&](const RecordedEvent& event) {
    if (as_at_.ends_before(event)) {
      complete_ = true;
      return false;
    }
    if (as_at_.true_on) applied = board_.note_for_protection(event);
    if (applied && as_at_.includes(event)) applied = board_.apply(event);
    return applied.has_value();
  });
  board_.settle();
  BOOST_OUTCOME_TRY(read);
  BOOST_OUTCOME_TRY(applied);
  BOOST_OUTCOME_TRY(note_whether_amid_commit(log, last));
  seen_.store(last.number(), std::memory_order_release);
  return boost::outcome_v2::success();
}

}  // namespace closeloop
