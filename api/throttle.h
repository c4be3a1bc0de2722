#pragma once

#include <chrono>
#include <deque>
#include <mutex>
#include <string>
#include <unordered_map>

#include "eventstore/core/time.h"

namespace closeloop::api {

/// How often something may be tried within a minute, by who tries. Safe from any thread.
class Throttle {
 public:
  explicit Throttle(std::size_t a_minute) : a_minute_{a_minute} {}

  /// Counts a try; zero if it may be made, or else the seconds after which it may. Where more
  /// are kept apart than fit, nobody new may try for a moment.
  [[nodiscard]] std::chrono::seconds take(const std::string& who, eventstore::Timestamp now);

  /// The last try does not count after all: it succeeded.
  void give_back(const std::string& who);

 private:
  std::size_t a_minute_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::deque<eventstore::Timestamp>> tries_;  ///< None is empty.
};

}  // namespace closeloop::api
