#include "domain/evidence.h"

#include <algorithm>

namespace closeloop::evidence {
namespace {

std::optional<Day> day_if(bool given, eventstore::schema::Date::Reader date) {
  if (!given) return std::nullopt;
  return day(date);
}

Result<void> must_be_a_period(std::optional<Day> from, std::optional<Day> to,
                              const Context& context) {
  if (from && to && *to < *from) {
    return refused("evidence.period.order", "The observation ends on " + long_form(*to) +
                                                ", before it begins on " + long_form(*from) + ".");
  }
  const auto last = context.effective_on;
  if (std::max(from.value_or(last), to.value_or(last)) > last) {
    return refused("evidence.period.past",
                   "The observation must be over on the day for which the evidence is recorded, " +
                       long_form(last) + ".");
  }
  return allowed();
}

Result<void> must_be_a_digest(capnp::Text::Reader sha256) {
  const auto text = eventstore::view(sha256);
  const bool hex = std::all_of(text.begin(), text.end(), [](char digit) {
    return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f') ||
           (digit >= 'A' && digit <= 'F');
  });
  if (!text.empty() && (text.size() != 64 || !hex)) {
    return refused("evidence.sha256", "A SHA-256 is 64 hexadecimal digits.");
  }
  return allowed();
}

Result<void> must_not_overstate(Method method, Strength strength) {
  if (strength > strongest(method)) {
    return refused("evidence.strength",
                   "By itself this is weak evidence: what an agency or a source says of its own "
                   "work, or training, shows little until something else confirms it.");
  }
  return allowed();
}

Result<void> may_record(const State& state, Recorded::Reader asked, const Context& context) {
  if (state.phase != Phase::none) {
    return refused("evidence.record.once", "This evidence was already recorded.");
  }
  if (asked.getActions().size() + asked.getFindings().size() == 0) {
    return refused("evidence.record.about", "Say which action or finding the evidence is about.");
  }
  const auto from = day_if(asked.hasObservedFrom(), asked.getObservedFrom());
  const auto to = day_if(asked.hasObservedTo(), asked.getObservedTo());
  // A source that states an outcome rarely says when it was observed; it stays weak.
  if (asked.getKind() == Kind::OUTCOME && asked.getMethod() != Method::STATED_IN_SOURCE &&
      (!from || !to)) {
    return refused("evidence.record.period",
                   "An outcome needs its observation period: from which day to which day.");
  }
  BOOST_OUTCOME_TRY(must_be_a_period(from, to, context));
  BOOST_OUTCOME_TRY(must_be_a_digest(asked.getSha256()));
  return must_not_overstate(asked.getMethod(), asked.getStrength());
}

Result<void> may_challenge(const State& state) {
  if (state.phase == Phase::challenged) {
    return refused("evidence.challenge.once", "This evidence is under challenge already.");
  }
  if (state.phase == Phase::withdrawn) {
    return refused("evidence.withdrawn", "This evidence was withdrawn.");
  }
  return allowed();
}

Result<void> may_uphold(const State& state) {
  if (state.phase != Phase::challenged) {
    return refused("evidence.uphold.challenged", "This evidence is not under challenge.");
  }
  return allowed();
}

Result<void> may_withdraw(const State& state) {
  if (state.phase == Phase::withdrawn) {
    return refused("evidence.withdrawn", "This evidence was withdrawn already.");
  }
  return allowed();
}

Result<void> may_correct(const State& state, Corrected::Reader asked, const Context& context) {
  BOOST_OUTCOME_TRY(may_challenge(state));  // What is challenged or withdrawn stays as it was.
  BOOST_OUTCOME_TRY(state.descriptions.must_hold(asked.getCorrects(), "evidence"));
  BOOST_OUTCOME_TRY(must_change_something(asked, "evidence"));
  const auto from = asked.hasObservedFrom() ? day(asked.getObservedFrom()) : state.observed_from;
  const auto to = asked.hasObservedTo() ? day(asked.getObservedTo()) : state.observed_to;
  BOOST_OUTCOME_TRY(must_be_a_period(from, to, context));
  BOOST_OUTCOME_TRY(must_be_a_digest(asked.getSha256()));
  return must_not_overstate(state.method, asked.getStrength());
}

Result<void> may(const State& state, Event::Reader asked, const Context& context) {
  if (!asked.isRecorded() && state.phase == Phase::none) {
    return not_found("There is no such evidence.");
  }
  switch (asked.which()) {
    case Event::RECORDED: return may_record(state, asked.getRecorded(), context);
    case Event::CHALLENGED: return may_challenge(state);
    case Event::UPHELD: return may_uphold(state);
    case Event::WITHDRAWN: return may_withdraw(state);
    case Event::CORRECTED: return may_correct(state, asked.getCorrected(), context);
  }
  return eventstore::corrupt("This is not something that can be asked of evidence.");
}

void record(State& state, Recorded::Reader recorded, Day effective_on) {
  state.phase = Phase::recorded;
  state.kind = recorded.getKind();
  state.method = recorded.getMethod();
  state.strength = recorded.getStrength();
  state.contradicts = recorded.getContradicts();
  state.voice_of = recorded.getVoiceOf();
  state.recorded_on = effective_on;
  state.observed_from = day_if(recorded.hasObservedFrom(), recorded.getObservedFrom());
  state.observed_to = day_if(recorded.hasObservedTo(), recorded.getObservedTo());
}

void correct(State& state, Corrected::Reader corrected) {
  if (corrected.getStrength() != Strength::UNSET) state.strength = corrected.getStrength();
  if (corrected.hasObservedFrom()) state.observed_from = day(corrected.getObservedFrom());
  if (corrected.hasObservedTo()) state.observed_to = day(corrected.getObservedTo());
}

}  // namespace

Strength strongest(Method method) {
  switch (method) {
    case Method::TRAINING_IMPACT:
    case Method::ASSURANCE_STATEMENT:
    case Method::STATED_IN_SOURCE: return Strength::WEAK;
    default: return Strength::STRONG;
  }
}

void Decider::evolve(State& state, Event::Reader event, Day effective_on, Version version) {
  switch (event.which()) {
    case Event::RECORDED:
      record(state, event.getRecorded(), effective_on);
      state.descriptions.note(version);
      break;
    case Event::CHALLENGED: state.phase = Phase::challenged; break;
    case Event::UPHELD: state.phase = Phase::upheld; break;
    case Event::WITHDRAWN: state.phase = Phase::withdrawn; break;
    case Event::CORRECTED:
      correct(state, event.getCorrected());
      state.descriptions.note(version);
      break;
  }
}

Result<Drafts<Event>> Decider::decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts) {
  BOOST_OUTCOME_TRY(must_refer_to_records(facts));
  BOOST_OUTCOME_TRY(may(state, asked, context));
  return as_asked<Event>(asked);
}

}  // namespace closeloop::evidence
