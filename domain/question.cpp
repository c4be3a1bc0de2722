#include "domain/question.h"

namespace closeloop::question {
namespace {

void take(State& state, Asked::Reader said) {
  state.asked = true;
  state.text = eventstore::str(said.getQuestion());
  state.priority_area = Id{said.getPriorityArea()};
  state.number = said.getNumber();
  state.group = eventstore::str(said.getGroup());
  state.themes = ids_of(said.getThemes());
}

Result<void> may(const State& state, Event::Reader asked) {
  if (asked.isAsked()) {
    if (state.asked) return refused("question.ask.once", "This question was already asked.");
    return allowed();
  }
  if (!state.asked) return not_found("There is no such question.");
  if (state.withdrawn) return refused("question.withdrawn", "This question was withdrawn.");
  if (asked.isAnswered()) {
    const auto said = asked.getAnswered();
    const bool rests = said.getFindings().size() > 0 || said.getEvidence().size() > 0 ||
                       said.getSeries().size() > 0;
    if (!rests && said.getConfidence() != Answered::Confidence::LOW) {
      return refused("question.answer.rests",
                     "Name the findings, evidence or figures that the answer rests on, or say "
                     "that confidence is low.");
    }
  }
  return allowed();
}

}  // namespace

void Decider::evolve(State& state, Event::Reader event, Day effective_on, Version /*version*/) {
  switch (event.which()) {
    case Event::ASKED: take(state, event.getAsked()); break;
    case Event::REWORDED: take(state, event.getReworded()); break;
    case Event::ANSWERED: state.answered_on = effective_on; break;
    case Event::WITHDRAWN: state.withdrawn = true; break;
  }
}

Result<Drafts<Event>> Decider::decide(const State& state, Event::Reader asked,
                                      const Context& /*context*/, const Facts& facts) {
  BOOST_OUTCOME_TRY(must_refer_to_records(facts));
  BOOST_OUTCOME_TRY(may(state, asked));
  return as_asked<Event>(asked);
}

}  // namespace closeloop::question
