#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/decider.h"
#include "domain/schema/service.capnp.h"

/// A service for children, victims, perpetrators or families: who is helped by whom (R12).
namespace closeloop::service {

struct State {
  bool registered = false;
  std::string name;
  std::vector<Audience> audiences;
  std::vector<Id<PriorityAreaId>> priority_areas;
  std::string provider, commissioner, capacity_note;
  std::optional<std::uint32_t> capacity;  ///< None: not known.
  Day starts_on;
  std::optional<Day> ends_on;  ///< The last day, as commissioned or as it ended.

  /// Whether it runs on that day.
  [[nodiscard]] bool runs_on(Day day) const {
    return registered && starts_on <= day && (!ends_on || day <= *ends_on);
  }
};

struct Decider {
  using State = service::State;
  using Event = service::Event;
  using Facts = closeloop::Facts;

  static void evolve(State& state, Event::Reader event, Day effective_on, Version version);
  static Result<Drafts<Event>> decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts);
};
static_assert(closeloop::Decider<Decider>);

}  // namespace closeloop::service
