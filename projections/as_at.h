#pragma once

#include <optional>

#include "eventstore/core/strong.h"
#include "eventstore/core/time.h"
#include "eventstore/log/event.h"

namespace closeloop {

/// The moment from which the board is looked at. Two clocks: when the board came to know
/// (`known_at`, or exactly: `position`), and when it was true (`true_on`).
struct AsAt {
  std::optional<eventstore::Day> known_at;       ///< Events recorded on or before this day (UTC).
  std::optional<eventstore::Day> true_on;        ///< Events effective on or before this day.
  std::optional<eventstore::Position> position;  ///< Events up to and including this one.

  /// Nothing can be written while one looks at the past.
  [[nodiscard]] bool is_past() const { return known_at || true_on || position; }

  /// Neither this event nor any after it belongs to what was known: both the positions and the
  /// times of recording only grow along the log.
  [[nodiscard]] bool ends_before(const eventstore::RecordedEvent& event) const {
    return (position && event.position > *position) ||
           (known_at && event.recorded_at >= *known_at + std::chrono::days{1});
  }
  /// Whether the event is part of what is looked at.
  [[nodiscard]] bool includes(const eventstore::RecordedEvent& event) const {
    return !ends_before(event) && (!true_on || event.effective_on <= *true_on);
  }

  friend bool operator==(const AsAt&, const AsAt&) = default;
};

}  // namespace closeloop
