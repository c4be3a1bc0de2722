#include "domain/learning.h"

namespace closeloop::learning {
namespace {

Result<void> may_link(Linked::Reader asked) {
  if (asked.getFindings().size() + asked.getReviews().size() == 0) {
    return refused("learning.link.something", "Name at least one finding or review.");
  }
  return allowed();
}

Result<void> may(const State& state, Event::Reader asked) {
  if (!asked.isAgreed() && !state.agreed) return not_found("There is no such learning point.");
  switch (asked.which()) {
    case Event::AGREED:
      if (state.agreed) {
        return refused("learning.agree.once", "This learning point was already agreed.");
      }
      return allowed();
    case Event::CORRECTED: {
      const auto corrected = asked.getCorrected();
      BOOST_OUTCOME_TRY(state.descriptions.must_hold(corrected.getCorrects(), "learning"));
      return must_change_something(corrected, "learning");
    }
    case Event::LINKED: return may_link(asked.getLinked());
  }
  return eventstore::corrupt("This is not something that can be asked of a learning point.");
}

}  // namespace

void Decider::evolve(State& state, Event::Reader event, Day effective_on, Version version) {
  state.descriptions.note(version);
  if (event.isAgreed()) {
    state.agreed = true;
    state.agreed_on = effective_on;
  }
}

Result<Drafts<Event>> Decider::decide(const State& state, Event::Reader asked,
                                      const Context& /*context*/, const Facts& facts) {
  BOOST_OUTCOME_TRY(must_refer_to_records(facts));
  BOOST_OUTCOME_TRY(may(state, asked));
  return as_asked<Event>(asked);
}

}  // namespace closeloop::learning
