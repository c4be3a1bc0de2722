#pragma once

#include "domain/decider.h"
#include "domain/descriptions.h"

/// A learning point: why findings matter, beyond their case (domain 1.5). It may come from
/// findings of several reviews.
namespace closeloop::learning {

struct State {
  bool agreed = false;
  Day agreed_on;
  Descriptions descriptions;
};

struct Decider {
  using State = learning::State;
  using Event = learning::Event;
  using Facts = closeloop::Facts;

  static void evolve(State& state, Event::Reader event, Day effective_on, Version version);
  static Result<Drafts<Event>> decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts);
};
static_assert(closeloop::Decider<Decider>);

}  // namespace closeloop::learning
