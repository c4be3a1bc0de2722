#include "domain/recommendation.h"

#include <algorithm>

namespace closeloop::recommendation {
namespace {

/// Agency leads answer only for recommendations made to their agency.
Result<void> must_be_theirs(const State& state, const Actor& actor) {
  if (actor.role != person::Role::AGENCY_LEAD) return allowed();
  if (std::find(state.to.begin(), state.to.end(), actor.agency) != state.to.end()) {
    return allowed();
  }
  return refused("recommendation.own-agency",
                 "Agency leads answer only for recommendations made to their agency.");
}

Result<void> may_accept(const State& state) {
  if (state.phase == Phase::accepted) {
    return refused("recommendation.accept.once", "This recommendation was already accepted.");
  }
  return allowed();
}

Result<void> may_decline(const State& state) {
  if (state.phase == Phase::declined) {
    return refused("recommendation.decline.once", "This recommendation was already declined.");
  }
  if (state.answered) {
    return refused("recommendation.decline.answered",
                   "An action answers this recommendation already, so it can't be declined.");
  }
  return allowed();
}

Result<void> may_answer(const State& state) {
  if (state.phase == Phase::declined) {
    return refused("recommendation.answer.declined",
                   "This recommendation was declined: accept it first.");
  }
  return allowed();
}

Result<void> may(const State& state, Event::Reader asked) {
  if (!asked.isMade() && state.phase == Phase::none) {
    return not_found("There is no such recommendation.");
  }
  switch (asked.which()) {
    case Event::MADE:
      if (state.phase != Phase::none) {
        return refused("recommendation.make.once", "This recommendation was already made.");
      }
      return allowed();
    case Event::ACCEPTED: return may_accept(state);
    case Event::DECLINED: return may_decline(state);
    case Event::ANSWERED: return may_answer(state);
    case Event::CORRECTED: {
      const auto corrected = asked.getCorrected();
      BOOST_OUTCOME_TRY(state.descriptions.must_hold(corrected.getCorrects(), "recommendation"));
      return must_change_something(corrected, "recommendation");
    }
  }
  return eventstore::corrupt("This is not something that can be asked of a recommendation.");
}

}  // namespace

void Decider::evolve(State& state, Event::Reader event, Day effective_on, Version version) {
  switch (event.which()) {
    case Event::MADE:
      state.phase = Phase::made;
      state.made_on = effective_on;
      state.to = ids_of(event.getMade().getTo());
      state.descriptions.note(version);
      break;
    case Event::ACCEPTED: state.phase = Phase::accepted; break;
    case Event::DECLINED: state.phase = Phase::declined; break;
    case Event::ANSWERED: state.answered = true; break;
    case Event::CORRECTED: state.descriptions.note(version); break;
  }
}

Result<Drafts<Event>> Decider::decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts) {
  BOOST_OUTCOME_TRY(must_refer_to_records(facts));
  BOOST_OUTCOME_TRY(may(state, asked));
  if (!asked.isMade()) {
    BOOST_OUTCOME_TRY(must_be_theirs(state, context.actor));
  }
  return as_asked<Event>(asked);
}

}  // namespace closeloop::recommendation
