#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json/array.hpp>

#include "domain/decider.h"
#include "eventstore/core/clock.h"
#include "eventstore/core/strong.h"
#include "eventstore/core/uuid.h"
#include "eventstore/log/event_log.h"
#include "projections/projector.h"

namespace closeloop::api {

/// What someone asks to happen. Who asks was told by the token, never by the body.
struct CommandRequest {
  Actor actor;
  std::string resource;  ///< "actions"
  std::string id;        ///< "A-31"; empty if the system is to give one (creating only).
  std::string intent;    ///< "move-date"
  std::string body;      ///< The event's own members and the common ones, as a JSON object.
  bool form = false;     ///< The body is an HTML form instead.
  /// The version at which the asker saw the record. A stale one is a conflict.
  std::optional<Version> seen;
  bool must_have_seen = false;  ///< A command on an existing record needs `seen` (HTTP 428).
  bool only_try = false;        ///< Say what would come of it, but record nothing.
  eventstore::Uuid command_id;  ///< Names the request for ever.
  std::string correlation;
};

/// What happened. The same for the first asking and for every repetition.
struct CommandResult {
  eventstore::Position position;  ///< Of the last event.
  Version version;                ///< Of the record, by the last event.
  std::string resource;
  std::string id;
  boost::json::array events;  ///< {type, stream, version, position, data} each.
  std::string token;          ///< Of `issue-token`: shown once, never again.
  bool repeated = false;
};

/// The one path that every command takes, whether it comes by HTTP or from the command line:
/// may this role ask it? is it well formed? what is the state? does the rule allow it? record
/// it. Safe from any thread.
class Commands {
 public:
  /// All three must outlive it.
  Commands(eventstore::EventLog& log, const Projector& projector, const eventstore::Clock& clock);
  ~Commands();

  /// Returns once what happened is durable. A request repeated under the same command id
  /// gets the first result again, for ever. One that only tries gets the record's id and version
  /// as they are, and no events.
  ///
  /// - `invalid`: every problem of the body with its pointer; rule "json" if it is no JSON.
  /// - `not_found`: no such resource, intent or record.
  /// - `refused`: a rule of the domain, or one named "permission…" if the role may not ask it.
  /// - `conflict`: "log.version" or "command.stale" with the version the record has;
  ///   "log.command-reused"; "command.exists" if a record of the chosen id is there.
  /// - `unavailable`, `corrupt`: as the log says.
  [[nodiscard]] Result<CommandResult> execute(const CommandRequest& request);

  /// Whether it is of any use to ask: the role may, the record is there, and no rule refuses it
  /// whatever is answered (phase_rules.h), as the board has it that the asker looks at. Asks the
  /// decider, with an event that says nothing.
  [[nodiscard]] bool is_open(const Actor& actor, const Board& board, std::string_view resource,
                             const std::string& id, std::string_view intent);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace closeloop::api
