#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/decider.h"
#include "domain/schema/data_return.capnp.h"

/// A return: the figures that an agency owes the board for a period. Its values are events of
/// their series, which name it; here is what became of it.
namespace closeloop::data_return {

enum class Phase : std::uint8_t { none, requested, received, accepted, rejected };

struct State {
  Phase phase = Phase::none;
  Id<AgencyId> agency;
  std::string period;
  Day ends, due_on;
  std::vector<Id<IndicatorId>> indicators;
  std::optional<Day> first_received_on;
  std::optional<Day> received_on;  ///< The last time.
  measures::Grade grade = measures::Grade::UNSET;
  std::uint32_t times_received = 0;
};

struct Decider {
  using State = data_return::State;
  using Event = data_return::Event;
  using Facts = closeloop::Facts;

  static void evolve(State& state, Event::Reader event, Day effective_on, Version version);
  static Result<Drafts<Event>> decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts);
};
static_assert(closeloop::Decider<Decider>);

}  // namespace closeloop::data_return
