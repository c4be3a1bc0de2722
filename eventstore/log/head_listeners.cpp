#include "eventstore/log/head_listeners.h"

#include <utility>

namespace eventstore {

std::shared_ptr<void> HeadListeners::add(HeadListener listener) {
  auto* kept = new HeadListener{std::move(listener)};
  const std::lock_guard lock{registry_->mutex};
  registry_->listeners.push_back(kept);
  // The lock is held while telling, so once removed a listener is not running either.
  return {kept, [registry = registry_](HeadListener* gone) {
            {
              const std::lock_guard removing{registry->mutex};
              std::erase(registry->listeners, gone);
            }
            delete gone;
          }};
}

void HeadListeners::tell(Position head) {
  const std::lock_guard lock{registry_->mutex};
  for (const auto* listener : registry_->listeners) (*listener)(head);
}

}  // namespace eventstore
