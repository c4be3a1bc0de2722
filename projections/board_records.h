#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "domain/aggregates.h"
#include "domain/status.h"
#include "eventstore/schema/message.h"
#include "projections/board.h"
#include "projections/lists.h"
#include "projections/measures/concern_memo.h"
#include "projections/measures/protection_memo.h"
#include "projections/record_store.h"

namespace closeloop {

/// A loop as the rules look at it, with the numbers of what is in it. Lent: the states lie in
/// the board.
struct Loop {
  Number finding = 0;
  std::vector<Number> learning;
  std::vector<Number> recommendations;
  std::vector<Number> actions;   ///< Of it, of its learning and of its recommendations.
  std::vector<Number> evidence;  ///< About it or its actions.
  std::vector<Known<action::State>> known_actions;
  std::vector<Known<evidence::State>> known_evidence;

  void clear();
};

/// Who recorded an event, and for whom; the ids of persons, as the log has them.
struct Author {
  std::string actor;
  std::string on_behalf_of;
};

/// Inside a Board. For this room only; outside it, ask a question.
struct Board::Records {
  RecordStore store;
  Lists lists;

  template <typename State>
  [[nodiscard]] const State& state(Number number) const {
    return std::get<Segmented<State>>(states)[store[number].slot];
  }
  [[nodiscard]] const finding::State& finding(Number number) const {
    return state<finding::State>(number);
  }
  [[nodiscard]] const action::State& action(Number number) const {
    return state<action::State>(number);
  }
  [[nodiscard]] const evidence::State& evidence(Number number) const {
    return state<evidence::State>(number);
  }

  // --- Along the links. Only what exists is named, each once, in the order it was linked.
  [[nodiscard]] std::vector<Number> back(Number from, RecordKind kind) const;
  [[nodiscard]] std::vector<Number> forward(Number from, RecordKind kind) const;
  /// Fills `loop`, which may have been used before.
  void loop_of(Number finding, Loop& loop) const;
  [[nodiscard]] LoopFacts facts_of(const Loop& loop) const {
    return {finding(loop.finding), loop.known_actions, loop.known_evidence};
  }
  /// The findings an action answers, directly or by way of learning and recommendations.
  [[nodiscard]] std::vector<Number> findings_of(Number action) const;
  /// The evidence about an action, or about a finding that it answers directly.
  [[nodiscard]] std::vector<Number> evidence_of(Number action) const;

  /// The first finding after this one's closing, within 24 months and from another review, that
  /// shares a theme with it; 0 if there is none.
  [[nodiscard]] Number found_again(Number finding) const;
  /// When its loop was last closed, open again or not; nothing if it never was.
  [[nodiscard]] std::optional<Day> closed_on(Number finding) const;
  /// The last event of that kind that was kept of a record.
  [[nodiscard]] const KeptEvent* last_kept(Number number, std::uint16_t which) const;

  // --- Written by the fold.
  std::tuple<Segmented<review::State>, Segmented<finding::State>, Segmented<learning::State>,
             Segmented<recommendation::State>, Segmented<action::State>, Segmented<evidence::State>,
             Segmented<agency::State>, Segmented<person::State>, Segmented<board::State>,
             Segmented<indicator::State>, Segmented<series::State>, Segmented<data_return::State>,
             Segmented<question::State>, Segmented<service::State>, Segmented<strategy::State>,
             Segmented<code_list::State>>
      states;
  boost::unordered_flat_map<std::string, Number> tokens;  ///< By SHA-256: whose it is.
  /// Of what is shown with its author, such as a narrative: by the position of the event.
  boost::unordered_flat_map<std::uint64_t, Author> authors;
  eventstore::Position position;
  std::uint64_t history = 0;  ///< Runs over every event applied, so that none can differ unseen.
  eventstore::Timestamp recorded_at;  ///< When the last event was.
  /// Who said that they open the small numbers of an indicator, and when.
  struct Opening {
    Number indicator = 0;
    std::string person;
    eventstore::Timestamp at;
    std::uint64_t position = 0;
  };
  std::vector<Opening> openings;  ///< In the order of the log.
  eventstore::Uuid command;       ///< Of the last event.
  eventstore::Position commit;    ///< Where that command's events begin.
  bool amid_commit = false;       ///< More of them are in the log than here.
  eventstore::Opener opener;

  /// What may be shown of series, worked out when it is first asked for. Forgotten when the board
  /// settles what it rests on.
  ProtectionMemo protection;
  /// Likewise, of the loops that figures give concern about.
  ConcernMemo concerns;
  /// Of a board as true on a day: all series and indicators that were known, by which what may be
  /// shown is decided. Null where that is this board itself.
  std::unique_ptr<Board> all_known;
};

}  // namespace closeloop
