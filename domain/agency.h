#pragma once

#include "domain/decider.h"

/// An agency. It changes its name and is succeeded by others; history keeps the name of its day.
namespace closeloop::agency {

struct State {
  bool registered = false;
  Id<AgencyId> succeeded_by;
  FocusSet::Focus focus = FocusSet::Focus::UNSET;
};

struct Decider {
  using State = agency::State;
  using Event = agency::Event;
  using Facts = closeloop::Facts;

  static void evolve(State& state, Event::Reader event, Day effective_on, Version version);
  static Result<Drafts<Event>> decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts);
};
static_assert(closeloop::Decider<Decider>);

}  // namespace closeloop::agency
