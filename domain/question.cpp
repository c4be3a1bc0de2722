#include "domain/question.h"

#include <algorithm>

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

bool is_about_views(const State& state) {
  return std::ranges::any_of(state.themes,
                             [](const auto& theme) { return theme.text() == "voice"; });
}

/// A level without a basis is an opinion (R79): at least one change or piece of evidence is cited.
/// That views were heard is shown by nothing but a change that came of them.
Result<void> must_rest_on_something(const State& state, AssuranceSet::Reader said,
                                    const Context& context) {
  if (said.getLevel() != AssuranceSet::Level::NONE &&
      said.getChanges().size() + said.getEvidence().size() == 0) {
    return refused("question.assurance.rests",
                   "Cite at least one change that was made, or one piece of evidence. Without any, "
                   "the level is “None”.");
  }
  if (said.getLevel() != AssuranceSet::Level::NONE && is_about_views(state) &&
      said.getChanges().size() == 0) {
    return refused("question.assurance.change",
                   "The question asks whether views make a difference. Cite at least one change "
                   "that was made because of them: an action.");
  }
  if (said.hasExpires() && day(said.getExpires()) <= context.effective_on) {
    return refused("question.assurance.expires", "Assurance must hold beyond the day it is given.");
  }
  return allowed();
}

Result<void> may(const State& state, Event::Reader asked, const Context& context) {
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
  if (asked.isAssuranceSet())
    return must_rest_on_something(state, asked.getAssuranceSet(), context);
  return allowed();
}

}  // namespace

void Decider::evolve(State& state, Event::Reader event, Day effective_on, Version /*version*/) {
  switch (event.which()) {
    case Event::ASKED: take(state, event.getAsked()); break;
    case Event::REWORDED: take(state, event.getReworded()); break;
    case Event::ANSWERED: state.answered_on = effective_on; break;
    case Event::WITHDRAWN: state.withdrawn = true; break;
    case Event::ASSURANCE_SET: {
      const auto said = event.getAssuranceSet();
      state.assurance = said.getLevel();
      state.assurance_expires.reset();
      if (said.hasExpires()) state.assurance_expires = day(said.getExpires());
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

}  // namespace closeloop::question
