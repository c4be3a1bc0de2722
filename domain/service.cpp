#include "domain/service.h"

namespace closeloop::service {
namespace {

void take(State& state, Description::Reader said) {
  state.registered = true;
  state.name = eventstore::str(said.getName());
  state.audiences.clear();
  for (const auto audience : said.getAudiences()) state.audiences.push_back(audience);
  state.priority_areas = ids_of(said.getPriorityAreas());
  state.provider = eventstore::str(said.getProvider());
  state.commissioner = eventstore::str(said.getCommissioner());
  state.capacity_note = eventstore::str(said.getCapacityNote());
  state.capacity.reset();
  if (said.getCapacity() > 0) state.capacity = said.getCapacity();
  state.starts_on = day(said.getStartsOn());
  state.ends_on.reset();
  if (said.hasEndsOn()) state.ends_on = day(said.getEndsOn());
}

Result<void> must_be_a_period(Day starts, std::optional<Day> ends) {
  if (!ends || starts <= *ends) return allowed();
  return refused("service.period", "The service would end on " + long_form(*ends) +
                                       ", before it begins on " + long_form(starts) + ".");
}

Result<void> must_be_a_period(Description::Reader said) {
  const auto ends = said.hasEndsOn() ? std::optional{day(said.getEndsOn())} : std::nullopt;
  return must_be_a_period(day(said.getStartsOn()), ends);
}

Result<void> may(const State& state, Event::Reader asked) {
  if (asked.isRegistered()) {
    if (!state.registered) return must_be_a_period(asked.getRegistered());
    return refused("service.register.once", "This service was already registered.");
  }
  if (!state.registered) return not_found("There is no such service.");
  if (asked.isChanged()) return must_be_a_period(asked.getChanged());
  return must_be_a_period(state.starts_on, day(asked.getEnded().getLastDay()));
}

}  // namespace

void Decider::evolve(State& state, Event::Reader event, Day /*effective_on*/, Version /*version*/) {
  switch (event.which()) {
    case Event::REGISTERED: take(state, event.getRegistered()); break;
    case Event::CHANGED: take(state, event.getChanged()); break;
    case Event::ENDED: state.ends_on = day(event.getEnded().getLastDay()); break;
  }
}

Result<Drafts<Event>> Decider::decide(const State& state, Event::Reader asked,
                                      const Context& /*context*/, const Facts& facts) {
  BOOST_OUTCOME_TRY(must_refer_to_records(facts));
  BOOST_OUTCOME_TRY(may(state, asked));
  return as_asked<Event>(asked);
}

}  // namespace closeloop::service
