#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>

namespace closeloop::api {

/// Lets so many work at a time; who comes beyond waits for a turn, in the order of coming. Many at
/// once would take the processor from each other, and some would wait far longer than most.
/// Safe from any thread.
class Turns {
 public:
  explicit Turns(unsigned at_once) : free_{at_once} {}

  /// How many wait just now.
  [[nodiscard]] std::size_t waiting() const {
    const std::lock_guard lock{mutex_};
    return waiting_.size();
  }

  /// A turn that was had, until it is let go.
  class Turn {
   public:
    explicit Turn(Turns& of) : of_{of} { of_.take(); }
    ~Turn() { of_.give_back(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    Turns& of_;
  };

 private:
  struct Waiting {
    std::condition_variable called;
    bool is_called = false;
  };

  void take() {
    std::unique_lock lock{mutex_};
    if (free_ > 0) {
      --free_;
      return;
    }
    Waiting waiting;
    waiting_.push_back(&waiting);
    waiting.called.wait(lock, [&] { return waiting.is_called; });
  }

  void give_back() {
    const std::lock_guard lock{mutex_};
    if (waiting_.empty()) {
      ++free_;
      return;
    }
    auto& next = *waiting_.front();
    waiting_.pop_front();
    next.is_called = true;
    next.called.notify_one();  // Under the lock: once called, it may be gone.
  }

  mutable std::mutex mutex_;
  unsigned free_;
  std::deque<Waiting*> waiting_;
};

}  // namespace closeloop::api
