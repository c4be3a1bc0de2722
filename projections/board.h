#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/decider.h"
#include "eventstore/core/digest.h"
#include "eventstore/core/uuid.h"
#include "eventstore/log/event.h"

namespace closeloop {

/// What everything recorded so far comes to: every record with its links, and the indexes that
/// lists are served from. A pure fold; the same code whether live, as known at, or as true on.
class Board {
 public:
  Board();
  ~Board();
  Board(Board&&) noexcept;
  Board& operator=(Board&&) noexcept;

  /// Folds one event. Events come in the order of the log; some may be left out (true on).
  /// `corrupt` if its payload cannot be read: the fold must then stop.
  [[nodiscard]] eventstore::Result<void> apply(const eventstore::RecordedEvent& event);

  /// Derives stages, gaps and list membership of the records touched since the last time.
  /// Queries see the board as of the last settling. Cheap for a few events; in bulk, call once.
  void settle();

  /// Takes note of an event for what may be shown of figures, whether or not the board itself
  /// leaves it out. Once one is noted all must be, each before it is applied: then figures are
  /// protected by everything that was known, not only by what was true on the day that is looked
  /// at.
  [[nodiscard]] eventstore::Result<void> note_for_protection(
      const eventstore::RecordedEvent& event);

  /// Says which command the log goes on with; none at its end. Figures of a commit are withheld
  /// until all of it is here: together they may give one away.
  void set_amid_commit(const eventstore::Uuid& next_command);

  [[nodiscard]] eventstore::Position position() const;  ///< Of the last event applied.

  /// When that event was recorded; nothing before the first.
  [[nodiscard]] std::optional<eventstore::Timestamp> recorded_at() const;

  /// Equal for two boards that would answer every query alike.
  [[nodiscard]] eventstore::Digest digest() const;

  /// Who holds the token with this SHA-256 (hex), if it may be used on that day.
  [[nodiscard]] std::optional<Actor> bearer(std::string_view token_sha256, Day today) const;
  [[nodiscard]] std::optional<Actor> person(std::string_view id) const;

  /// Whether a record of that resource ("actions") and id exists.
  [[nodiscard]] bool exists(std::string_view resource, std::string_view id) const;
  /// An id no record of the resource has: prefix, dash, next number ("A-32").
  [[nodiscard]] std::string next_id(std::string_view resource, std::string_view prefix) const;

  /// The streams that judge and close this finding's loop: its actions and the evidence about
  /// it or them.
  struct LoopStreams {
    std::vector<std::string> actions;   ///< "actions/A-31"
    std::vector<std::string> evidence;  ///< "evidence/E-7"
  };
  [[nodiscard]] LoopStreams loop_streams(std::string_view finding) const;

  struct Records;  ///< The records and indexes; for the queries of this room only.
  [[nodiscard]] const Records& records() const { return *records_; }

 private:
  std::unique_ptr<Records> records_;
};

}  // namespace closeloop
