#pragma once

#include "domain/decider.h"
#include "domain/descriptions.h"

/// A recommendation: what should be achieved, not how (domain 1.5). It is accepted, or declined
/// with a reason, and may be answered by an action that exists already.
namespace closeloop::recommendation {

enum class Phase : std::uint8_t { none, made, accepted, declined };

struct State {
  Phase phase = Phase::none;
  bool answered = false;
  Day made_on;
  std::vector<Id<AgencyId>> to;
  Descriptions descriptions;
};

struct Decider {
  using State = recommendation::State;
  using Event = recommendation::Event;
  using Facts = closeloop::Facts;

  static void evolve(State& state, Event::Reader event, Day effective_on, Version version);
  static Result<Drafts<Event>> decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts);
};
static_assert(closeloop::Decider<Decider>);

}  // namespace closeloop::recommendation
