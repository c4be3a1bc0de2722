#pragma once

#include <array>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "eventstore/core/strong.h"

namespace closeloop::api {

/// The states of records lately decided upon, so that a command does not fold the whole stream
/// again. An entry may be behind the log: whoever decides on it makes its version a
/// precondition, and forgets it if that fails. Bounded; safe from any thread.
template <typename State>
class StateCache {
 public:
  struct Entry {
    eventstore::Version version;
    std::shared_ptr<const State> state;
  };

  [[nodiscard]] Entry find(const std::string& stream) const {
    auto& shard = shard_of(stream);
    const std::lock_guard lock{shard.mutex};
    const auto found = shard.entries.find(stream);
    return found == shard.entries.end() ? Entry{} : found->second;
  }

  /// Keeps the later of what is here and what is given.
  void keep(const std::string& stream, Entry entry) {
    auto& shard = shard_of(stream);
    const std::lock_guard lock{shard.mutex};
    const auto [place, added] = shard.entries.try_emplace(stream, entry);
    if (!added) {
      if (place->second.version < entry.version) place->second = std::move(entry);
      return;
    }
    shard.order.push_back(stream);
    if (shard.order.size() > entries_max / shards) {
      shard.entries.erase(shard.order.front());
      shard.order.pop_front();
    }
  }

 private:
  static constexpr std::size_t shards = 16;
  static constexpr std::size_t entries_max = 64 * 1024;

  struct Shard {
    mutable std::mutex mutex;
    std::unordered_map<std::string, Entry> entries;
    std::deque<std::string> order;  // As they came; the oldest goes first.
  };

  Shard& shard_of(std::string_view stream) const {
    return shards_[std::hash<std::string_view>{}(stream) % shards];
  }

  mutable std::array<Shard, shards> shards_;
};

}  // namespace closeloop::api
