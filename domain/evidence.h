#pragma once

#include <optional>

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
  Descriptions descriptions;

  [[nodiscard]] bool stands() const { return phase == Phase::recorded || phase == Phase::upheld; }
};

/// The strongest that evidence got in this way can be by itself (domain 1.7: what an agency or
/// a source says of itself, and training by itself, are weak).
[[nodiscard]] Strength strongest(Method method);

struct Decider {
  using State = evidence::State;
  using Event = evidence::Event;
  using Facts = closeloop::Facts;

  static void evolve(State& state, Event::Reader event, Day effective_on, Version version);
  static Result<Drafts<Event>> decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts);
};
static_assert(closeloop::Decider<Decider>);

}  // namespace closeloop::evidence
