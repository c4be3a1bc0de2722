#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "domain/decider.h"
#include "eventstore/log/commit.h"
#include "eventstore/log/event_log.h"
#include "eventstore/schema/catalogue.h"

namespace closeloop::imports {

/// An event that is asked of a record, as the JSON of its schema.
struct Asked {
  std::string resource;  ///< "actions"
  std::string id;        ///< "P01-A1"
  std::string type;      ///< "ActionAgreed"
  Day effective_on;
  boost::json::object body;
};

/// Many events, decided one after another by the domain's rules and made into one commit: all or
/// nothing. For what comes from a file, or with the
/// board itself; everything else goes through api::Commands.
///
/// What `$required` asks of a person is not asked here, since a published source leaves things
/// out; lengths, ids, dates and every rule of the domain are.
class Deciding {
 public:
  /// `must_be_permitted` is asked for each event, in the role of `actor`. Records are taken as
  /// `log` has them when they are first asked about; without one, none exists yet. `log` must
  /// outlive it.
  Deciding(Actor actor, Day today, const eventstore::EventLog* log = nullptr);
  Deciding(Deciding&&) noexcept;
  Deciding& operator=(Deciding&&) noexcept;
  ~Deciding();

  /// Decides on the event, and keeps what comes of it. `invalid` with each problem of the body;
  /// `refused` as the rules say. After an error nothing of this event is kept.
  [[nodiscard]] Result<void> ask(const Asked& asked);

  /// The same of an event that is a part of something that was permitted: whether the role may ask
  /// for it alone is not asked.
  [[nodiscard]] Result<void> ask_as_part(const Asked& asked);

  /// Everything that was decided, with the preconditions that each record still is as it was
  /// found.
  [[nodiscard]] eventstore::Commit commit(const eventstore::Uuid& command_id,
                                          std::string reason) &&;

  /// What was decided, without recording it.
  [[nodiscard]] std::vector<eventstore::NewEvent> events() && { return std::move(events_); }

 private:
  struct States;
  template <typename Aggregate>
  Result<void> find(const std::string& id);
  template <typename Aggregate>
  Result<void> decide(const Asked& asked, const eventstore::EventKind& kind);

  Actor actor_;
  Day today_;
  std::unique_ptr<States> states_;
  const eventstore::EventLog* log_;
  std::vector<eventstore::Precondition> found_;
  std::vector<eventstore::NewEvent> events_;
};

/// Every kind of event, by its type.
[[nodiscard]] const eventstore::Catalogue& catalogue();

}  // namespace closeloop::imports
