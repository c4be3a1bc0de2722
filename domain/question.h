#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/decider.h"
#include "domain/schema/question.capnp.h"

/// A question of the Board about a priority area, and its answers (R66).
namespace closeloop::question {

struct State {
  bool asked = false;
  bool withdrawn = false;
  std::string text;
  Id<PriorityAreaId> priority_area;
  std::uint32_t number = 0;
  std::string group;
  std::vector<Id<ThemeId>> themes;
  std::optional<Day> answered_on;
  AssuranceSet::Level assurance = AssuranceSet::Level::UNSET;
  std::optional<Day> assurance_expires;
};

struct Decider {
  using State = question::State;
  using Event = question::Event;
  using Facts = closeloop::Facts;

  static void evolve(State& state, Event::Reader event, Day effective_on, Version version);
  static Result<Drafts<Event>> decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts);
};
static_assert(closeloop::Decider<Decider>);

}  // namespace closeloop::question
