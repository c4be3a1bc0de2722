#pragma once

#include <optional>
#include <string>
#include <vector>

#include "eventstore/core/digest.h"
#include "eventstore/log/event.h"

namespace eventstore {

/// What must hold of a stream, at the place in the log where the commit comes to lie.
struct Precondition {
  std::string stream;
  Version version;  ///< Exactly this one; 0: the stream does not exist.
};

/// The unit of atomicity, of idempotency and of replication: all of it is recorded, or
/// nothing. Everything that decides on its acceptance is in it as data, so the same commits
/// in the same order make the same log on any machine.
struct Commit {
  Uuid command_id;        ///< Names the request for ever.
  Digest request_digest;  ///< Of the request, so that a reused id is told from a repetition.
  std::string actor;
  std::string on_behalf_of;
  std::string reason;
  std::string correlation;
  std::vector<Precondition> preconditions;
  std::vector<NewEvent> events;  ///< Of one or more streams, in order. Never empty.
};

/// Where a commit came to lie. `first` to `last` without gaps.
struct Committed {
  Position first;
  Position last;
  bool repeated = false;  ///< It was recorded before, under the same command id.

  friend bool operator==(const Committed&, const Committed&) = default;
};

}  // namespace eventstore
