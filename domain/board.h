#pragma once

#include "domain/decider.h"

/// The board itself: its name and its priority areas, which are data and not code.
namespace closeloop::board {

struct State {
  bool opened = false;
};

struct Decider {
  using State = board::State;
  using Event = board::Event;
  using Facts = closeloop::Facts;

  static void evolve(State& state, Event::Reader event, Day effective_on, Version version);
  static Result<Drafts<Event>> decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts);
};
static_assert(closeloop::Decider<Decider>);

}  // namespace closeloop::board
