#include "projections/projector.h"

#include <algorithm>
#include <condition_variable>
#include <list>
#include <mutex>
#include <optional>
#include <semaphore>
#include <thread>
#include <utility>

#include "projections/fold.h"

namespace closeloop {
namespace {

using eventstore::Error;
using eventstore::Position;
using eventstore::Result;

constexpr std::size_t kPastBoards = 4;
constexpr std::uint64_t kPastEvents = 2'000'000;  // Kept in past boards, all in all.
constexpr std::ptrdiff_t kPastFolds = 2;          // At one time.

// Under a stream of commands the board moves on so often, and what came meanwhile is settled
// together: each time whoever reads is held up. It follows at once if nobody commanded of late, or
// if somebody waits for it.
constexpr std::chrono::milliseconds kPace{10};

/// How long a question about the past waits for others that are being folded.
constexpr std::chrono::milliseconds kPatience{1000};

/// Holds one of the places of a semaphore if one came free in time, and gives it back however the
/// holder leaves.
template <typename Semaphore>
class Turn {
 public:
  explicit Turn(Semaphore& places) : places_{places}, has_{places_.try_acquire_for(kPatience)} {}
  ~Turn() {
    if (has_) places_.release();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  [[nodiscard]] explicit operator bool() const { return has_; }

 private:
  Semaphore& places_;
  bool has_;
};

}  // namespace

struct Projector::State {
  explicit State(eventstore::EventLog& l) : log{l} {}

  void follow();
  std::shared_ptr<Fold> past(const AsAt& as_at);
  void forget_oldest();

  eventstore::EventLog& log;
  std::shared_ptr<Fold> live = std::make_shared<Fold>(AsAt{});
  std::shared_ptr<void> listening;

  mutable std::mutex mutex;
  mutable std::condition_variable head_moved;   // For the thread that follows.
  mutable std::condition_variable board_moved;  // For those who wait for a position.
  Position head;
  mutable int waiting = 0;  // For a position that the board has not come to.
  bool stopping = false;
  std::optional<Error> failure;

  std::mutex past_mutex;
  std::list<std::shared_ptr<Fold>> past_boards;  // The most recently asked first.
  std::counting_semaphore<kPastFolds> past_folds{kPastFolds};

  std::thread thread;
};

Projector::Projector(eventstore::EventLog& log) : state_{std::make_unique<State>(log)} {}

Projector::~Projector() {
  state_->listening.reset();
  {
    const std::lock_guard lock{state_->mutex};
    state_->stopping = true;
  }
  state_->head_moved.notify_all();
  state_->board_moved.notify_all();
  if (state_->thread.joinable()) state_->thread.join();
}

Result<void> Projector::start() {
  auto& state = *state_;
  BOOST_OUTCOME_TRY(state.live->catch_up(state.log, state.log.head()));
  state.listening = state.log.on_head_moved([&state](Position head) {
    {
      const std::lock_guard lock{state.mutex};
      state.head = std::max(state.head, head);
    }
    state.head_moved.notify_one();
  });
  {
    const std::lock_guard lock{state.mutex};  // What came before the listener was heard.
    state.head = std::max(state.head, state.log.head());
  }
  state.thread = std::thread{[&state] { state.follow(); }};
  return boost::outcome_v2::success();
}

void Projector::State::follow() {
  std::unique_lock lock{mutex};
  while (true) {
    head_moved.wait(lock, [&] { return stopping || head > live->seen(); });
    if (stopping) return;
    const auto to = head;
    lock.unlock();
    const auto moved = live->catch_up(log, to);
    lock.lock();
    if (!moved) failure = moved.error();
    board_moved.notify_all();
    if (failure) return;
    if (head > live->seen()) {
      head_moved.wait_for(lock, kPace, [&] { return stopping || waiting > 0; });
    }
  }
}

BoardView Projector::live() const {
  BoardView view;
  view.board_ = {state_->live, &state_->live->board()};
  view.lock_ = state_->live->hold();
  return view;
}

Result<BoardView> Projector::at(const AsAt& as_at) const {
  if (!as_at.is_past()) return live();
  const auto head = state_->log.head();
  if (as_at.position && *as_at.position > head) {
    return eventstore::invalid({{"/position", "range",
                                 "The log ends at position " + std::to_string(head.number()) +
                                     ". Ask for that one or an earlier one."}});
  }
  const auto fold = state_->past(as_at);
  if (!fold->is_level(head)) {
    {
      const Turn turn{state_->past_folds};
      if (!turn) {
        return eventstore::unavailable(
            "past.busy", "Others are looking back just now. Try again in a few seconds.");
      }
      BOOST_OUTCOME_TRY(fold->catch_up(state_->log, head));
    }
    state_->forget_oldest();
  }
  BoardView view;
  view.board_ = {fold, &fold->board()};
  view.lock_ = fold->hold();
  return view;
}

std::shared_ptr<Fold> Projector::State::past(const AsAt& as_at) {
  const std::lock_guard lock{past_mutex};
  // Half folded: who asks for it next must begin anew.
  past_boards.remove_if([](const auto& fold) { return fold->failed(); });
  const auto found = std::find_if(past_boards.begin(), past_boards.end(),
                                  [&](const auto& fold) { return fold->as_at() == as_at; });
  if (found != past_boards.end()) {
    past_boards.splice(past_boards.begin(), past_boards, found);
  } else {
    past_boards.push_front(std::make_shared<Fold>(as_at));
  }
  return past_boards.front();
}

void Projector::State::forget_oldest() {
  const std::lock_guard lock{past_mutex};
  std::uint64_t events = 0;
  std::size_t count = 0;
  for (auto fold = past_boards.begin(); fold != past_boards.end();) {
    events += (*fold)->seen().number();
    const bool keep = ++count == 1 || (count <= kPastBoards && events <= kPastEvents);
    fold = keep ? std::next(fold) : past_boards.erase(fold);
  }
}

bool Projector::wait_for(Position position, std::chrono::milliseconds timeout) const {
  const auto& state = *state_;
  if (state.live->seen() >= position) return true;
  std::unique_lock lock{state.mutex};
  ++state.waiting;
  state.head_moved.notify_one();
  state.board_moved.wait_for(lock, timeout, [&] {
    return state.stopping || state.failure || state.live->seen() >= position;
  });
  --state.waiting;
  return state.live->seen() >= position;
}

Result<void> Projector::health() const {
  const std::lock_guard lock{state_->mutex};
  if (state_->failure) return *state_->failure;
  return boost::outcome_v2::success();
}

}  // namespace closeloop
