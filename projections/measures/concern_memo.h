#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

namespace closeloop {

/// The closed loops that figures give concern about, by number, until they are forgotten: every
/// list shows how many there are. Safe from any thread.
class ConcernMemo {
 public:
  using Loops = std::shared_ptr<const std::vector<std::uint32_t>>;

  /// Whoever asks at the same time waits for the first.
  template <typename WorkOut>
  [[nodiscard]] Loops find(WorkOut&& work_out) const {
    const std::lock_guard lock{mutex_};
    if (!loops_) loops_ = std::make_shared<const std::vector<std::uint32_t>>(work_out());
    return loops_;
  }
  void forget() {
    const std::lock_guard lock{mutex_};
    loops_.reset();
  }

 private:
  mutable std::mutex mutex_;
  mutable Loops loops_;
};

}  // namespace closeloop
