#pragma once

#include <optional>
#include <string>

#include "domain/decider.h"
#include "domain/descriptions.h"

/// Evidence: that an action was done (output), or that something changed (outcome). Only an
/// outcome, observed after delivery, can close a loop (domain 1.5, 1.7).
namespace closeloop::evidence {

enum class Phase : std::uint8_t { none, recorded, challenged, upheld, withdrawn };

struct State {
  Phase phase = Phase::none;
  Kind kind = Kind::UNSET;
  Method method = Method::UNSET;
  Strength strength = Strength::UNSET;
  bool contradicts = false;
  Voice voice_of = Voice::UNSET;
  Day recorded_on;
  std::optional<Day> observed_from;
  std::optional<Day> observed_to;
  Id<SeriesId> series;  ///< Whose figures show it; empty if none is named.
  Descriptions descriptions;

  [[nodiscard]] bool stands() const { return phase == Phase::recorded || phase == Phase::upheld; }
};

/// The strongest that evidence got in this way can be by itself (domain 1.7: what an agency or
/// a source says of itself, and training by itself, are weak; figures that no rule has judged,
/// because no series of theirs is named, are medium).
[[nodiscard]] Strength strongest(Method method);

/// What the rules of a series' chart say of its figures within the observation that is asked for.
struct FiguresSaid {
  bool linked = false;                   ///< The indicator is meant to be moved by an action named.
  std::optional<Day> delivered_on;       ///< The last of the actions named; none while one is not.
  bool signals = false;                  ///< An improvement, which nothing that balances it denies.
  Strength strongest = Strength::UNSET;  ///< As which it may be recorded, if it signals.
  std::string said;                      ///< With the ruleset; or what is missing.
};

/// Whether `decide` must be told what the figures say.
[[nodiscard]] bool needs_figures(Event::Reader asked);

struct Facts : closeloop::Facts {
  std::optional<FiguresSaid> figures;
};

struct Decider {
  using State = evidence::State;
  using Event = evidence::Event;
  using Facts = evidence::Facts;

  static void evolve(State& state, Event::Reader event, Day effective_on, Version version);
  static Result<Drafts<Event>> decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts);
};
static_assert(closeloop::Decider<Decider>);

}  // namespace closeloop::evidence
