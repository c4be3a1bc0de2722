#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/decider.h"
#include "domain/evidence.h"
#include "domain/schema/strategy.capnp.h"

/// A strategy of the Board. In place is one thing, working well another (R09).
namespace closeloop::strategy {

using Level = EffectivenessStated::Level;

struct State {
  bool adopted = false;
  bool withdrawn = false;
  std::string title, version;
  Id<PriorityAreaId> priority_area;
  std::optional<Day> approved_on;  ///< None: a draft.
  Day review_on;
  std::vector<Id<ActionId>> actions;   ///< That deliver it.
  Level effectiveness = Level::UNSET;  ///< As stated of the version in force.
  std::vector<Id<EvidenceId>> evidence;
  std::optional<Day> stated_on;
};

/// Whether it is in place on that day: "inPlace", "draft", "reviewOverdue", "withdrawn".
[[nodiscard]] std::string_view standing_on(const State& state, Day day);

struct Facts : closeloop::Facts {
  std::vector<Known<evidence::State>> evidence;  ///< Of the evidence that is named.
};

struct Decider {
  using State = strategy::State;
  using Event = strategy::Event;
  using Facts = strategy::Facts;

  static void evolve(State& state, Event::Reader event, Day effective_on,
                     eventstore::Version version);
  static Result<Drafts<Event>> decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts);
};
static_assert(closeloop::Decider<Decider>);

}  // namespace closeloop::strategy
