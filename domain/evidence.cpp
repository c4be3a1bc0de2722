#include "domain/evidence.h"

#include <algorithm>

namespace closeloop::evidence {
namespace {

std::optional<Day> day_if(bool given, eventstore::schema::Date::Reader date) {
  if (!given) return std::nullopt;
  return day(date);
}

bool names_series(Recorded::Reader asked) { return asked.getSeries().getText().size() > 0; }

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
  if (strength <= strongest(method)) return allowed();
  if (method == Method::DATA_SHIFT) {
    return refused("evidence.strength",
                   "A shift that is stated by hand is medium at most. Name the series that shows "
                   "it, so that the rules of its chart can judge it.");
  }
  return refused("evidence.strength",
                 "By itself this is weak evidence: what an agency or a source says of its own "
                 "work, or training, shows little until something else confirms it.");
}

/// Figures show an outcome only by what came after delivery, and by the rules of their chart.
Result<void> must_be_shown(Recorded::Reader asked, const Facts& facts) {
  if (asked.getMethod() != Method::DATA_SHIFT || asked.getKind() != Kind::OUTCOME) {
    return refused("evidence.series.method",
                   "A series shows a data shift, as an outcome. Leave the series out if this was "
                   "got in another way.");
  }
  if (!facts.figures) return eventstore::corrupt("Nothing was asked of the figures.");
  const auto& figures = *facts.figures;
  if (!figures.linked) {
    return refused("evidence.series.linked",
                   "Its indicator is linked to none of the actions named. Name the action that is "
                   "meant to move it, or link that action on the indicator's record first.");
  }
  if (!figures.delivered_on) {
    return refused("evidence.series.delivered",
                   "An action named is not delivered: figures show what it did only after that.");
  }
  if (day(asked.getObservedFrom()) < *figures.delivered_on) {
    return refused("evidence.series.after-delivery",
                   "The observation begins before the delivery on " +
                       long_form(*figures.delivered_on) +
                       ". Only periods that began on that day or later count.");
  }
  if (asked.getContradicts()) return allowed();
  if (!figures.signals) return refused("evidence.series.signal", figures.said);
  if (asked.getStrength() > figures.strongest) {
    return refused("evidence.series.strength",
                   "These figures are medium evidence: strong takes firm limits, of 12 figures or "
                   "more, and a balancing indicator that holds.");
  }
  return allowed();
}

Result<void> may_record(const State& state, Recorded::Reader asked, const Context& context,
                        const Facts& facts) {
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
  if (names_series(asked)) return must_be_shown(asked, facts);
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
  if (state.series.text().empty()) return must_not_overstate(state.method, asked.getStrength());
  if (asked.hasObservedFrom() || asked.hasObservedTo() || asked.getStrength() > state.strength) {
    return refused("evidence.series.correct",
                   "The rules judged just these figures. Withdraw this evidence, and record the "
                   "other observation as its own.");
  }
  return allowed();
}

Result<void> may(const State& state, Event::Reader asked, const Context& context,
                 const Facts& facts) {
  if (!asked.isRecorded() && state.phase == Phase::none) {
    return not_found("There is no such evidence.");
  }
  switch (asked.which()) {
    case Event::RECORDED: return may_record(state, asked.getRecorded(), context, facts);
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
  state.series = Id{recorded.getSeries()};
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
    case Method::DATA_SHIFT: return Strength::MEDIUM;
    default: return Strength::STRONG;
  }
}

bool needs_figures(Event::Reader asked) {
  return asked.isRecorded() && names_series(asked.getRecorded());
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
  BOOST_OUTCOME_TRY(may(state, asked, context, facts));
  auto events = as_asked<Event>(asked);
  if (needs_figures(asked)) events.front()->getRecorded().setSignal(facts.figures->said);
  return events;
}

}  // namespace closeloop::evidence
