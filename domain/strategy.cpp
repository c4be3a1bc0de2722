#include "domain/strategy.h"

#include <algorithm>

namespace closeloop::strategy {
namespace {

void take(State& state, strategy::Version::Reader said) {
  state.adopted = true;
  state.title = eventstore::str(said.getTitle());
  state.version = eventstore::str(said.getVersion());
  state.priority_area = Id{said.getPriorityArea()};
  state.approved_on.reset();
  if (said.hasApprovedOn()) state.approved_on = day(said.getApprovedOn());
  state.review_on = day(said.getReviewOn());
  state.actions = ids_of(said.getActions());
  // What was seen of an earlier version says nothing of this one.
  state.effectiveness = Level::UNSET;
  state.evidence.clear();
  state.stated_on.reset();
}

Result<void> must_be_in_order(strategy::Version::Reader said, const Context& context) {
  if (!said.hasApprovedOn()) return allowed();
  const auto approved = day(said.getApprovedOn());
  if (approved > context.today) {
    return refused("strategy.approved.past",
                   "It can't have been approved in the future. Leave the day out: it is a draft.");
  }
  if (day(said.getReviewOn()) <= approved) {
    return refused("strategy.review.later", "The review must come after the approval.");
  }
  return allowed();
}

Result<void> must_be_shown(const State& state, EffectivenessStated::Reader said,
                           const Facts& facts) {
  if (!state.approved_on) {
    return refused("strategy.effectiveness.approved",
                   "This is a draft: nothing can be said of how it works before it is approved.");
  }
  if (said.getLevel() != Level::WELL) return allowed();
  const bool shown = std::ranges::any_of(facts.evidence, [](const auto& one) {
    return one.state->kind == evidence::Kind::OUTCOME && one.state->stands() &&
           !one.state->contradicts;
  });
  if (shown) return allowed();
  return refused("strategy.effectiveness.evidence",
                 "That it works well needs outcome evidence that stands: something that changed "
                 "for children or in practice. Name it, or say that it works partly.");
}

Result<void> may(const State& state, Event::Reader asked, const Context& context,
                 const Facts& facts) {
  if (asked.isAdopted()) {
    if (!state.adopted) return must_be_in_order(asked.getAdopted(), context);
    return refused("strategy.adopt.once", "This strategy was already adopted. Revise it.");
  }
  if (!state.adopted) return not_found("There is no such strategy.");
  if (state.withdrawn) return refused("strategy.withdrawn", "This strategy was withdrawn.");
  if (asked.isRevised()) return must_be_in_order(asked.getRevised(), context);
  if (asked.isEffectivenessStated()) {
    return must_be_shown(state, asked.getEffectivenessStated(), facts);
  }
  return allowed();
}

}  // namespace

std::string_view standing_on(const State& state, Day day) {
  if (state.withdrawn) return "withdrawn";
  if (!state.approved_on || day < *state.approved_on) return "draft";
  return day > state.review_on ? "reviewOverdue" : "inPlace";
}

void Decider::evolve(State& state, Event::Reader event, Day effective_on,
                     eventstore::Version /*version*/) {
  switch (event.which()) {
    case Event::ADOPTED: take(state, event.getAdopted()); break;
    case Event::REVISED: take(state, event.getRevised()); break;
    case Event::EFFECTIVENESS_STATED: {
      const auto said = event.getEffectivenessStated();
      state.effectiveness = said.getLevel();
      state.evidence = ids_of(said.getEvidence());
      state.stated_on = effective_on;
      break;
    }
    case Event::WITHDRAWN: state.withdrawn = true; break;
  }
}

Result<Drafts<Event>> Decider::decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts) {
  BOOST_OUTCOME_TRY(must_refer_to_records(facts));
  BOOST_OUTCOME_TRY(may(state, asked, context, facts));
  return as_asked<Event>(asked);
}

}  // namespace closeloop::strategy
