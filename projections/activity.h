#pragma once

#include <optional>
#include <string_view>

#include "eventstore/log/event_log.h"
#include "eventstore/schema/sealer.h"
#include "projections/as_at.h"
#include "projections/board.h"
#include "projections/measures/audience.h"
#include "projections/page.h"

/// What happened, to what, by whom, when it was recorded and when it was true. Read from the
/// log a page at a time; the board only supplies names. `as_at` leaves out what it leaves out
/// of the board. Events of series that are closed to the audience are left out; one that is asked
/// for is `refused`.
namespace closeloop {

/// One event as an auditor reads it: position, stream, version, type, label, recordedAt,
/// effectiveOn, actor with name, reason, the payload as `data` (the JSON that asked for it) and
/// as `lines` in words. `corrupt` if the payload cannot be read.
[[nodiscard]] Result<boost::json::object> event_model(const Board&,
                                                      const eventstore::RecordedEvent&,
                                                      const eventstore::Sealer&);

/// The event at a position. `not_found` beyond the head or outside `as_at`.
[[nodiscard]] Result<boost::json::object> event_at(const Board&, const eventstore::EventLog&,
                                                   const eventstore::Sealer&, eventstore::Position,
                                                   const AsAt&, Audience = {});

/// One page of everything, newest first. The cursor leads to what is older. With `known_since`
/// only what came to be known after that day: with `as_at.known_at`, the difference between what
/// was known on two dates (domain 5.5, R89).
[[nodiscard]] Result<boost::json::object> activity(const Board&, const eventstore::EventLog&,
                                                   const eventstore::Sealer&, const AsAt&,
                                                   const Page&,
                                                   std::optional<eventstore::Day> known_since = {},
                                                   Audience = {});

/// At most `limit` events after a position, oldest first: the feed. `after` in the answer is
/// what to ask with next.
[[nodiscard]] Result<boost::json::object> events_after(const Board&, const eventstore::EventLog&,
                                                       const eventstore::Sealer&, const AsAt&,
                                                       eventstore::Position after,
                                                       std::size_t limit, Audience = {});

/// One page of what happened to a record ("actions/A-31"), newest first. `not_found` if there
/// is no such record.
[[nodiscard]] Result<boost::json::object> record_activity(const Board&, const eventstore::EventLog&,
                                                          const eventstore::Sealer&,
                                                          std::string_view stream, const AsAt&,
                                                          const Page&, Audience = {});

}  // namespace closeloop
