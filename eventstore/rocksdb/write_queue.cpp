#include "eventstore/rocksdb/write_queue.h"

#include <utility>

namespace eventstore {

WriteQueue::WriteQueue(Write write) : write_{std::move(write)}, thread_{[this] { run(); }} {}

WriteQueue::~WriteQueue() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

Result<Committed> WriteQueue::submit(Commit commit) {
  Waiting waiting{std::move(commit), std::nullopt};
  std::unique_lock lock{mutex_};
  if (stopping_) return unavailable("log.closing", "The log is being closed. Try again later.");
  if (!writing_ && next_->waiting.empty()) {
    writing_ = true;
    lock.unlock();
    Waiting* const alone[] = {&waiting};
    write_(alone);
    lock.lock();
    writing_ = false;
    // Under the lock: once it is let go, a queue that is being destroyed may be gone.
    if (stopping_ || !next_->waiting.empty()) wake_.notify_one();
    return *std::move(waiting.result);
  }
  const auto batch = next_;
  batch->waiting.push_back(&waiting);
  if (!writing_) wake_.notify_one();
  lock.unlock();
  batch->done.wait(0, std::memory_order_acquire);
  return *std::move(waiting.result);
}

void WriteQueue::run() {
  std::unique_lock lock{mutex_};
  while (true) {
    wake_.wait(lock, [this] { return !writing_ && (stopping_ || !next_->waiting.empty()); });
    if (next_->waiting.empty()) return;
    const auto batch = std::exchange(next_, std::make_shared<Batch>());
    writing_ = true;
    lock.unlock();
    write_(batch->waiting);
    batch->done.store(1, std::memory_order_release);
    batch->done.notify_all();
    lock.lock();
    writing_ = false;
  }
}

}  // namespace eventstore
