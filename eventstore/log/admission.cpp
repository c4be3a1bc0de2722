#include "eventstore/log/admission.h"

#include <fmt/format.h>

namespace eventstore {
namespace {

Result<void> check_text(std::string_view what, std::string_view text, std::size_t bytes_max,
                        bool may_be_empty) {
  if (text.empty() && !may_be_empty) {
    return invalid("log.commit", fmt::format("A commit needs its {}.", what));
  }
  if (text.size() > bytes_max) {
    return invalid("log.commit", fmt::format("The {} has {} bytes; {} is the most.", what,
                                             text.size(), bytes_max));
  }
  return allowed();
}

}  // namespace

Result<void> check_form(const Commit& commit) {
  if (commit.events.empty()) return invalid("log.commit", "A commit holds at least one event.");
  if (commit.events.size() > commit_events_max) {
    return invalid("log.commit", fmt::format("A commit has {} events; {} is the most. Split it.",
                                             commit.events.size(), commit_events_max));
  }
  BOOST_OUTCOME_TRY(check_text("actor", commit.actor, name_bytes_max, false));
  BOOST_OUTCOME_TRY(check_text("person acted for", commit.on_behalf_of, name_bytes_max, true));
  BOOST_OUTCOME_TRY(check_text("reason", commit.reason, text_bytes_max, true));
  BOOST_OUTCOME_TRY(check_text("correlation", commit.correlation, name_bytes_max, true));
  for (const auto& expected : commit.preconditions) {
    BOOST_OUTCOME_TRY(check_text("stream", expected.stream, name_bytes_max, false));
  }
  std::size_t bytes = 0;
  for (const auto& event : commit.events) {
    BOOST_OUTCOME_TRY(check_text("stream", event.stream, name_bytes_max, false));
    BOOST_OUTCOME_TRY(check_text("type", event.type, name_bytes_max, false));
    if (event.payload.empty()) return invalid("log.commit", "An event has no payload.");
    if (event.payload.size() > payload_bytes_max) {
      return invalid("log.commit",
                     fmt::format("An event of {} has {} bytes; {} is the most. Shorten it.",
                                 event.stream, event.payload.size(), payload_bytes_max));
    }
    bytes += event.payload.size();
  }
  if (bytes > commit_bytes_max) {
    return invalid("log.commit", fmt::format("A commit has {} bytes; {} is the most. Split it.",
                                             bytes, commit_bytes_max));
  }
  return allowed();
}

Result<void> check_version(const Precondition& expected, Version actual) {
  if (actual == expected.version) return allowed();
  if (!expected.version) {
    return conflict("log.version", fmt::format("{} exists already.", expected.stream),
                    actual.number());
  }
  return conflict("log.version",
                  fmt::format("{} has changed: it is at version {}, not {}. Look again.",
                              expected.stream, actual.number(), expected.version.number()),
                  actual.number());
}

Error command_reused() {
  return conflict("log.command-reused",
                  "This command id was used for another request. Give each request its own.");
}

}  // namespace eventstore
