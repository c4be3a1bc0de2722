#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "eventstore/core/error.h"
#include "eventstore/log/commit.h"
#include "eventstore/log/envelope.h"

/// What every log asks of a commit. Kept apart from where the log lies, so that acceptance is
/// the same everywhere: a function of the commit and of what was accepted before it.
namespace eventstore {

inline constexpr std::size_t commit_events_max = 50'000;
inline constexpr std::size_t commit_bytes_max = 64 * 1024 * 1024;
inline constexpr std::size_t name_bytes_max = 200;   ///< Of a stream, a type, an actor.
inline constexpr std::size_t text_bytes_max = 4096;  ///< Of a reason, a correlation.

/// `invalid`, naming the part, if the commit is malformed by itself.
[[nodiscard]] Result<void> check_form(const Commit& commit);

/// `conflict` "log.version" unless the stream is as the precondition says.
[[nodiscard]] Result<void> check_version(const Precondition& expected, Version actual);

/// `conflict` "log.command-reused".
[[nodiscard]] Error command_reused();

/// Checks the preconditions of a commit and numbers its events, as they would lie after `head`.
/// `version_of(stream)` gives a Result<Version> as of there; nothing is changed by asking.
template <typename VersionOf>
[[nodiscard]] Result<std::vector<Placement>> admit(const Commit& commit, Position head,
                                                   Timestamp recorded_at, VersionOf&& version_of) {
  for (const auto& expected : commit.preconditions) {
    BOOST_OUTCOME_TRY(const auto actual, version_of(expected.stream));
    BOOST_OUTCOME_TRY(check_version(expected, actual));
  }
  std::vector<Placement> placements;
  placements.reserve(commit.events.size());
  std::unordered_map<std::string_view, Version> reached;  // By earlier events of this commit.
  for (const auto& event : commit.events) {
    Version& version = reached[event.stream];
    if (!version) {
      BOOST_OUTCOME_TRY(version, version_of(event.stream));
    }
    version = version.next();
    head = head.next();
    placements.push_back({head, version, recorded_at});
  }
  return placements;
}

}  // namespace eventstore
