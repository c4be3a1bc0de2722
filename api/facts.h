#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

#include <capnp/dynamic.h>

#include "api/command_table.h"
#include "api/record_states.h"
#include "eventstore/log/commit.h"
#include "eventstore/log/event_log.h"
#include "projections/held_state.h"
#include "projections/projector.h"

namespace closeloop::api {

/// So long a command waits for views that must have all that the log has.
inline constexpr std::chrono::seconds views_may_lag{2};

/// Where facts about other records come from.
struct Sources {
  const eventstore::EventLog& log;
  const Projector& projector;
  RecordStates& states;
  bool fresh = false;  ///< Read what the log has beyond kept states.
  /// If it is there, it is asked alone, held still by whoever shows it: nothing is read from the
  /// log and nothing is waited for.
  const Board* board = nullptr;

  /// A record's state and version; version 0 if there is no such record.
  template <typename A>
  [[nodiscard]] Result<RecordStates::Entry<A>> load(const std::string& id) const {
    if (board == nullptr) return states.load<A>(id, fresh);
    const auto held = held_state<A>(*board, id);
    return RecordStates::Entry<A>{held.version, {std::shared_ptr<const void>{}, held.state}};
  }
};

/// One problem for each id in the event that no record has. A record counts as soon as it is in
/// the log, even if the views have not come to it yet.
[[nodiscard]] Result<Problems> unknown_references(const EventKind& kind,
                                                  capnp::DynamicStruct::Reader event,
                                                  const Sources& sources);

/// The streams around a finding's loop, from a board that has all that the log had.
/// `unavailable` if the views are too far behind.
[[nodiscard]] Result<Board::LoopStreams> loop_streams(const std::string& finding,
                                                      const Sources& sources);

/// The findings that an action would serve by the learning points and recommendations that are
/// named for it, if none is named for it itself: as the board knows them that has all that the log
/// had. `unavailable` if the views are too far behind.
[[nodiscard]] Result<std::vector<Id<FindingId>>> findings_behind(const action::State& state,
                                                                 action::Event::Reader asked,
                                                                 const Sources& sources);

/// What the figures say that evidence names, with the versions of the records that was read from:
/// of a board that has all that the log had. `unavailable` if the views are too far behind.
struct FiguresRead {
  evidence::FiguresSaid said;
  std::vector<eventstore::Precondition> seen;
};
[[nodiscard]] Result<FiguresRead> figures_behind(evidence::Recorded::Reader asked,
                                                 const Sources& sources);

/// What a decider is told of other streams, with the versions that were seen. Owns the states
/// that the facts lend.
template <typename A>
struct Gathered {
  typename A::Facts facts;
  std::vector<eventstore::Precondition> seen;
  std::vector<std::shared_ptr<const void>> lent;
};

namespace detail {

/// Loads each stream's state, notes its version, and lends it to `known`.
template <typename Other, typename A>
Result<void> lend(const std::vector<std::string>& streams, const Sources& sources,
                  std::vector<Known<typename Other::State>>& known, Gathered<A>& gathered) {
  known.reserve(streams.size());
  for (const auto& stream : streams) {
    const auto id = std::string_view{stream}.substr(Other::resource.size() + 1);
    BOOST_OUTCOME_TRY(auto entry, sources.load<Other>(std::string{id}));
    gathered.seen.push_back({stream, entry.version});
    // The name is lent too: it lives in a copy beside the state.
    auto name = std::make_shared<const std::string>(id);
    known.push_back({*name, entry.state.get()});
    gathered.lent.push_back(std::move(name));
    gathered.lent.push_back(std::move(entry.state));
  }
  return allowed();
}

/// The aggregate that has this decider.
template <typename D, typename First, typename... Rest>
consteval auto find_aggregate(std::tuple<First, Rest...> /*aggregates*/) {
  if constexpr (std::is_same_v<typename First::Decider, D>) {
    return First{};
  } else {
    return find_aggregate<D>(std::tuple<Rest...>{});
  }
}

}  // namespace detail

template <typename D>
using AggregateOf = decltype(detail::find_aggregate<D>(Aggregates{}));

/// Everything that deciding on this event needs to know of other records.
template <typename A>
[[nodiscard]] Result<Gathered<A>> gather(const EventKind& kind, const std::string& id,
                                         const typename A::State& state,
                                         typename A::Event::Reader asked,
                                         capnp::DynamicStruct::Reader event,
                                         const Sources& sources) {
  Gathered<A> gathered;
  BOOST_OUTCOME_TRY(gathered.facts.unknown, unknown_references(kind, event, sources));
  if constexpr (std::is_same_v<typename A::Decider, finding::Decider>) {
    if (finding::needs_loop(asked)) {
      BOOST_OUTCOME_TRY(const auto loop, loop_streams(id, sources));
      BOOST_OUTCOME_TRY(detail::lend<AggregateOf<action::Decider>>(
          loop.actions, sources, gathered.facts.actions, gathered));
      BOOST_OUTCOME_TRY(detail::lend<AggregateOf<evidence::Decider>>(
          loop.evidence, sources, gathered.facts.evidence, gathered));
    }
  }
  if constexpr (std::is_same_v<typename A::Decider, strategy::Decider>) {
    if (asked.isEffectivenessStated() && gathered.facts.unknown.empty()) {
      std::vector<std::string> named;
      for (const auto& one : ids_of(asked.getEffectivenessStated().getEvidence())) {
        named.push_back(stream_of("evidence", one.text()));
      }
      BOOST_OUTCOME_TRY(detail::lend<AggregateOf<evidence::Decider>>(
          named, sources, gathered.facts.evidence, gathered));
    }
  }
  if constexpr (std::is_same_v<typename A::Decider, evidence::Decider>) {
    if (evidence::needs_figures(asked) && gathered.facts.unknown.empty()) {
      BOOST_OUTCOME_TRY(auto figures, figures_behind(asked.getRecorded(), sources));
      gathered.facts.figures = std::move(figures.said);
      gathered.seen = std::move(figures.seen);
    }
  }
  if constexpr (std::is_same_v<typename A::Decider, action::Decider>) {
    using Findings = AggregateOf<finding::Decider>;
    for (const auto& concerned : action::findings_concerned(state, asked)) {
      BOOST_OUTCOME_TRY(const auto entry, sources.load<Findings>(concerned.text()));
      gathered.seen.push_back({stream_of(Findings::resource, concerned.text()), entry.version});
      if (entry.state->is_closed()) gathered.facts.closed_findings.push_back(concerned.text());
    }
    // By way of learning it may come to several loops: it is for those of them that are open.
    BOOST_OUTCOME_TRY(const auto behind, findings_behind(state, asked, sources));
    std::vector<std::string> closed;
    for (const auto& finding : behind) {
      BOOST_OUTCOME_TRY(const auto entry, sources.load<Findings>(finding.text()));
      gathered.seen.push_back({stream_of(Findings::resource, finding.text()), entry.version});
      if (entry.state->is_closed()) closed.push_back(finding.text());
    }
    if (closed.size() == behind.size()) {
      auto& all = gathered.facts.closed_findings;
      all.insert(all.end(), closed.begin(), closed.end());
    }
  }
  return gathered;
}

}  // namespace closeloop::api
