#include "domain/review.h"

namespace closeloop::review {
namespace {

Result<void> must_be_past(bool given, Day held_on, const Context& context) {
  if (given && held_on > context.today) {
    return refused("review.held-on.past", "The date of a review can't be in the future.");
  }
  return allowed();
}

Result<void> may(const State& state, Event::Reader asked, const Context& context) {
  switch (asked.which()) {
    case Event::OPENED: {
      if (state.opened) return refused("review.open.once", "This review was already opened.");
      const auto opened = asked.getOpened();
      return must_be_past(opened.hasHeldOn(), day(opened.getHeldOn()), context);
    }
    case Event::CORRECTED: {
      if (!state.opened) return not_found("There is no such review.");
      const auto corrected = asked.getCorrected();
      BOOST_OUTCOME_TRY(state.descriptions.must_hold(corrected.getCorrects(), "review"));
      BOOST_OUTCOME_TRY(must_change_something(corrected, "review"));
      return must_be_past(corrected.hasHeldOn(), day(corrected.getHeldOn()), context);
    }
  }
  return eventstore::corrupt("This is not something that can be asked of a review.");
}

}  // namespace

void Decider::evolve(State& state, Event::Reader event, Day effective_on, Version version) {
  state.descriptions.note(version);
  switch (event.which()) {
    case Event::OPENED: {
      const auto opened = event.getOpened();
      state.opened = true;
      state.kind = opened.getKind();
      state.imported = opened.hasSourceDigest();
      state.opened_on = opened.hasHeldOn() ? day(opened.getHeldOn()) : effective_on;
      break;
    }
    case Event::CORRECTED: {
      const auto corrected = event.getCorrected();
      if (corrected.getKind() != Kind::UNSET) state.kind = corrected.getKind();
      if (corrected.hasHeldOn()) state.opened_on = day(corrected.getHeldOn());
      break;
    }
  }
}

Result<Drafts<Event>> Decider::decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts) {
  BOOST_OUTCOME_TRY(must_refer_to_records(facts));
  BOOST_OUTCOME_TRY(may(state, asked, context));
  return as_asked<Event>(asked);
}

}  // namespace closeloop::review
