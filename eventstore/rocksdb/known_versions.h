#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include <boost/unordered/unordered_flat_map.hpp>

#include "eventstore/core/strong.h"

namespace eventstore {

/// The versions that streams lately came to, so that a commit need not ask the database.
///
/// What is not durable yet is known here alone, so it must not be forgotten before it is: the
/// older half goes only when all batches that filled it are written. Not safe from several
/// threads.
class KnownVersions {
 public:
  [[nodiscard]] std::optional<Version> find(const std::string& stream) {
    if (const auto found = newer_.find(stream); found != newer_.end()) return found->second;
    const auto found = older_.find(stream);
    if (found == older_.end()) return std::nullopt;
    return found->second;
  }

  void set(const std::string& stream, Version version) { newer_[stream] = version; }

  /// `reached` is the last position given out, `durable` the last one written.
  void forget_old(Position reached, Position durable) {
    if (newer_.size() < half_max || durable < newer_since_) return;
    older_ = std::exchange(newer_, {});
    newer_since_ = reached;
  }

 private:
  static constexpr std::size_t half_max = 100'000;
  using Versions = boost::unordered_flat_map<std::string, Version, std::hash<std::string>>;

  Versions newer_;
  Versions older_;
  Position newer_since_;  ///< All that the older half tells of lies up to here.
};

}  // namespace eventstore
