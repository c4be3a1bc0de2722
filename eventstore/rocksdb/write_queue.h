#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

#include "eventstore/core/error.h"
#include "eventstore/log/commit.h"

namespace eventstore {

/// A commit that waits, and what became of it.
struct Waiting {
  Commit commit;
  std::optional<Result<Committed>> result;
};

/// Brings commits from many threads to one writer at a time, all that wait at once.
///
/// With nobody before it a caller writes for itself, without handing over to another thread;
/// otherwise the queue's own thread writes for all who came meanwhile. Everyone of a batch
/// waits on the same word, so that waking them is one call. Safe from any thread.
class WriteQueue {
 public:
  /// Gives each waiting commit its result. Never called twice at a time.
  using Write = std::function<void(std::span<Waiting* const>)>;

  explicit WriteQueue(Write write);
  /// Waits for those that were submitted; refuses any that come meanwhile. After it none may.
  ~WriteQueue();

  [[nodiscard]] Result<Committed> submit(Commit commit);

 private:
  struct Batch {
    std::vector<Waiting*> waiting;
    std::atomic<int> done = 0;  // An int, so that waiting on it is the kernel's own.
  };

  void run();

  Write write_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::shared_ptr<Batch> next_ = std::make_shared<Batch>();
  bool writing_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace eventstore
