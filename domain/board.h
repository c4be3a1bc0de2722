#pragma once

#include <string>
#include <vector>

#include "domain/decider.h"

/// The board itself: its name, area and priority areas, which are data and not code.
namespace closeloop::board {

struct PriorityArea {
  Id<PriorityAreaId> id;
  std::string name;
};

struct State {
  bool opened = false;
  std::string area;                          ///< As returns name it; empty if it was not set.
  std::vector<PriorityArea> priority_areas;  ///< In the order in which they were first set.
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
