#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "eventstore/log/event_log.h"

namespace eventstore {

/// Who wants to be told that the head moved. Safe from any thread.
class HeadListeners {
 public:
  /// Told until the token is destroyed; after that not running, and never again.
  [[nodiscard]] std::shared_ptr<void> add(HeadListener listener);
  void tell(Position head);

 private:
  struct Registry {
    std::mutex mutex;
    std::vector<const HeadListener*> listeners;
  };
  std::shared_ptr<Registry> registry_ = std::make_shared<Registry>();
};

}  // namespace eventstore
