#include "domain/agency.h"

namespace closeloop::agency {
namespace {

Result<void> may(const State& state, Event::Reader asked, const Context& context) {
  if (asked.isRegistered()) {
    if (!state.registered) return allowed();
    return refused("agency.register.once", "This agency was already registered.");
  }
  if (!state.registered) return not_found("There is no such agency.");
  if (!state.succeeded_by.text().empty()) {
    return refused("agency.succeeded", "This agency was succeeded by " + state.succeeded_by.text() +
                                           ", and is no more.");
  }
  if (asked.isSucceeded() && Id{asked.getSucceeded().getBy()}.text() == context.record) {
    return refused("agency.succeed.other", "An agency can't be succeeded by itself.");
  }
  return allowed();
}

}  // namespace

void Decider::evolve(State& state, Event::Reader event, Day /*effective_on*/, Version /*version*/) {
  switch (event.which()) {
    case Event::REGISTERED: state.registered = true; break;
    case Event::RENAMED: break;
    case Event::SUCCEEDED: state.succeeded_by = Id{event.getSucceeded().getBy()}; break;
    case Event::FOCUS_SET: state.focus = event.getFocusSet().getFocus(); break;
  }
}

Result<Drafts<Event>> Decider::decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts) {
  BOOST_OUTCOME_TRY(must_refer_to_records(facts));
  BOOST_OUTCOME_TRY(may(state, asked, context));
  return as_asked<Event>(asked);
}

}  // namespace closeloop::agency
