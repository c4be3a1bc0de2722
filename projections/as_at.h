#pragma once

#include <optional>

#include "eventstore/core/strong.h"
#include "eventstore/core/time.h"

namespace closeloop {

/// The moment from which the board is looked at. Two clocks: when the board came to know
/// (`known_at`, or exactly: `position`), and when it was true (`true_on`).
struct AsAt {
  std::optional<eventstore::Day> known_at;       ///< Events recorded on or before this day (UTC).
  std::optional<eventstore::Day> true_on;        ///< Events effective on or before this day.
  std::optional<eventstore::Position> position;  ///< Events up to and including this one.

  /// Nothing can be written while one looks at the past.
  [[nodiscard]] bool is_past() const { return known_at || true_on || position; }

  friend bool operator==(const AsAt&, const AsAt&) = default;
};

}  // namespace closeloop
