#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "eventstore/core/error.h"
#include "eventstore/rocksdb/latch.h"

namespace eventstore {

/// Brings requests of many threads one after the other into batches, and fills the next batch
/// while the one before it is made durable.
///
/// There is no thread for accepting: whoever comes while nobody accepts does so for itself and
/// for all who come meanwhile. If nothing is being written and no others came of late, it also
/// writes, without handing over to another thread; otherwise the group's own thread writes, one
/// batch after the other. Safe from any thread.
///
/// `Batch` is default-constructible and has `bool empty() const`.
template <typename Batch, typename Request, typename Answer>
class GroupCommit {
 public:
  /// Judges a request as of the end of what was accepted before it, and adds it to the open
  /// batch if it is accepted. Also given the batch that is being written, or null. Never called
  /// twice at a time.
  using Accept = std::function<Result<Answer>(const Request&, Batch& open, const Batch* written)>;
  /// Makes a batch durable. One at a time, in the order in which they were filled. An empty one
  /// too, whose callers were judged by those before it: it fails if one of those has failed.
  using Write = std::function<Result<void>(Batch&)>;

  GroupCommit(Accept accept, Write write)
      : accept_{std::move(accept)}, write_{std::move(write)}, thread_{[this] { run(); }} {}

  /// Waits for all that were submitted; refuses any that come meanwhile. After it none may.
  ~GroupCommit() {
    {
      const std::lock_guard lock{mutex_};
      stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
  }
  GroupCommit(const GroupCommit&) = delete;
  GroupCommit& operator=(const GroupCommit&) = delete;

  /// What accepting said, when everything that it was judged against is durable, be it an
  /// acceptance, a repetition or a refusal; or the error of writing, if that failed.
  [[nodiscard]] Result<Answer> submit(const Request& request) {
    Caller caller{request};
    {
      std::unique_lock lock{mutex_};
      if (stopping_) return unavailable("log.closing", "The log is being closed. Try again later.");
      arrived_.push_back(&caller);
      if (!accepting_) accept_arrived(lock);
    }
    caller.answered.wait();
    for (auto* other : caller.to_wake) other->answered.open();
    return *std::move(caller.answer);
  }

 private:
  struct Caller {
    explicit Caller(const Request& r) : request{r} {}
    const Request& request;
    std::optional<Result<Answer>> answer;
    std::vector<Caller*> to_wake;  // By this one, when it is awake.
    Latch answered;
  };
  struct Group {
    Batch batch;
    std::vector<Caller*> callers;
  };

  // An exception here would leave callers waiting for ever: better that the process ends, and the
  // log is opened anew as it is on disk.
  void accept_arrived(std::unique_lock<std::mutex>& lock) noexcept {
    accepting_ = true;
    std::vector<Caller*> now;
    while (!arrived_.empty()) {
      now.swap(arrived_);
      const auto written = written_;
      lock.unlock();
      for (auto* caller : now) {
        caller->answer =
            accept_(caller->request, open_->batch, written ? &written->batch : nullptr);
        open_->callers.push_back(caller);
      }
      now.clear();
      lock.lock();
      if (!written_ && !arrived_.empty()) {  // The disk need not wait for those.
        written_ = std::exchange(open_, std::make_shared<Group>());
        wake_.notify_one();
      }
    }
    accepting_ = false;
    if (claimed_ || open_->callers.empty()) return;  // Whoever writes goes on with the open one.
    if (crowded_ || written_) {
      wake_.notify_one();
    } else {
      write_next(lock);
      // Under the lock: once it is let go, a group that is being destroyed may be gone.
      if (stopping_ || (!accepting_ && !open_->callers.empty())) wake_.notify_one();
    }
  }

  void run() {
    std::unique_lock lock{mutex_};
    while (true) {
      wake_.wait(lock, [this] {
        if (claimed_) return false;
        return written_ || (!accepting_ && (stopping_ || !open_->callers.empty()));
      });
      if (!written_ && open_->callers.empty()) return;
      write_next(lock);
    }
  }

  /// Writes what was handed over, or else what is open, and answers.
  void write_next(std::unique_lock<std::mutex>& lock) noexcept {
    if (!written_) written_ = std::exchange(open_, std::make_shared<Group>());
    claimed_ = true;
    const auto group = written_;
    lock.unlock();
    const auto result = write_(group->batch);
    auto callers = std::move(group->callers);
    if (!result) {
      for (auto* caller : callers) caller->answer = result.error();
    }
    const bool crowded = callers.size() > 1;
    // Waking many takes as long as a sync: the first wakes the others, while the next is written.
    auto* first = callers.front();
    callers.erase(callers.begin());
    first->to_wake = std::move(callers);
    first->answered.open();  // From here on all of them may be gone.
    lock.lock();
    written_ = nullptr;
    claimed_ = false;
    // Those who were answered together come back together: the first of them should not be
    // written alone while all others wait for the batch after.
    crowded_ = crowded;
  }

  Accept accept_;
  Write write_;
  std::mutex mutex_;
  std::condition_variable wake_;  // For the thread.
  std::vector<Caller*> arrived_;
  std::shared_ptr<Group> open_ = std::make_shared<Group>();  // Of whoever accepts.
  std::shared_ptr<Group> written_;                           // Or handed over to be written.
  bool accepting_ = false;
  bool claimed_ = false;  // Somebody is writing `written_`.
  bool crowded_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace eventstore
