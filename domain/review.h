#pragma once

#include "domain/decider.h"
#include "domain/descriptions.h"

/// A review, audit or inspection: where findings come from (domain 1.2).
namespace closeloop::review {

struct State {
  bool opened = false;
  Kind kind = Kind::UNSET;
  bool imported = false;  ///< From a published plan, whose digest it carries.
  Day opened_on;          ///< The day it was held, if that is known; else the day it was opened.
  Descriptions descriptions;
};

struct Decider {
  using State = review::State;
  using Event = review::Event;
  using Facts = closeloop::Facts;

  static void evolve(State& state, Event::Reader event, Day effective_on, Version version);
  static Result<Drafts<Event>> decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts);
};
static_assert(closeloop::Decider<Decider>);

}  // namespace closeloop::review
