#include "domain/data_return.h"

#include "domain/period.h"

namespace closeloop::data_return {
namespace {

Result<void> may(const State& state, Event::Reader asked, const Context& context) {
  if (asked.isRequested()) {
    if (state.phase != Phase::none) {
      return refused("return.request.once", "This return was already requested.");
    }
    return allowed();
  }
  if (state.phase == Phase::none) return not_found("There is no such return.");
  if (asked.isReceived()) {
    if (context.actor.role == person::Role::AGENCY_LEAD && context.actor.agency != state.agency) {
      return refused("return.own-agency", "You can send the returns of your own agency only.");
    }
    return allowed();
  }
  if (state.phase != Phase::received) {
    return refused("return.received",
                   "There is nothing to judge: the return was not received since it was last "
                   "accepted or rejected.");
  }
  return allowed();
}

}  // namespace

void Decider::evolve(State& state, Event::Reader event, Day effective_on, Version /*version*/) {
  switch (event.which()) {
    case Event::REQUESTED: {
      const auto said = event.getRequested();
      state.phase = Phase::requested;
      state.agency = Id{said.getAgency()};
      state.period = eventstore::str(said.getPeriod());
      state.ends = day(said.getEnds());
      state.due_on = day(said.getDueOn());
      state.indicators = ids_of(said.getIndicators());
      break;
    }
    case Event::RECEIVED:
      state.phase = Phase::received;
      if (!state.first_received_on) state.first_received_on = effective_on;
      state.received_on = effective_on;
      ++state.times_received;
      break;
    case Event::ACCEPTED:
      state.phase = Phase::accepted;
      state.grade = event.getAccepted().getGrade();
      break;
    case Event::REJECTED: state.phase = Phase::rejected; break;
  }
}

Result<Drafts<Event>> Decider::decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts) {
  BOOST_OUTCOME_TRY(must_refer_to_records(facts));
  BOOST_OUTCOME_TRY(may(state, asked, context));
  auto events = as_asked<Event>(asked);
  if (!asked.isRequested()) return events;

  const auto said = asked.getRequested();
  const auto period = parse_period(said.getPeriodKind(), eventstore::view(said.getPeriod()));
  if (!period) {
    return refused("return.period", "Write the period in the way of its kind, such as " +
                                        std::string{example_of(said.getPeriodKind())} + ".");
  }
  if (day(said.getDueOn()) <= period->ends) {
    return refused("return.due",
                   "A return can't be due before its period has ended. Choose a later day.");
  }
  set(events.front()->getRequested().initEnds(), period->ends);
  return events;
}

}  // namespace closeloop::data_return
