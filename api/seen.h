#pragma once

#include <optional>
#include <string>

#include <boost/json/object.hpp>

#include "api/parameters.h"
#include "eventstore/core/clock.h"
#include "eventstore/log/event_log.h"
#include "projections/measures/audience.h"
#include "projections/measures/openings.h"
#include "projections/projector.h"

namespace closeloop::api {

/// The board as a request asked to see it, held for as long as this lives.
struct Seen {
  BoardView board;
  AsAt as_at;
  Day asked_on;  ///< The day that what depends on a date is worked out for.
  /// The board as it was known on an earlier day, if the call names one to compare with (`then`).
  std::optional<BoardView> then;
  std::optional<Day> then_on;
  const Projector* projector = nullptr;
  Audience audience = {};
  std::optional<SmallNumbersOpening> opening = {};  ///< By which small numbers are shown.

  /// The same as long as the answers are: "p1204-d20790".
  [[nodiscard]] std::string tag() const;
  /// The same day by the other clock: as true on for what was asked as known at, and the other way
  /// round. Nothing for a board of today, of one position, or of both clocks.
  [[nodiscard]] Result<std::optional<BoardView>> by_the_other_clock() const;
  /// {"knownAt", "trueOn", "position", "askedOn"}, as every answer echoes.
  [[nodiscard]] boost::json::object as_at_json() const;
};

/// The day on which the event at a position was recorded: what "as known then" is asked on.
[[nodiscard]] Result<Day> day_of(eventstore::Position position, const eventstore::EventLog& log);

/// Waits for `min_position`, if there is one, and takes the board as at the moment asked for.
///
/// - `invalid` "parameter" for a position that the log does not have.
/// - `unavailable` "views.behind" if the views do not come to `min_position` within 2 seconds.
[[nodiscard]] Result<Seen> see(const Parameters& parameters, const eventstore::EventLog& log,
                               const Projector& projector, const eventstore::Clock& clock);

}  // namespace closeloop::api
