#include "domain/finding.h"

#include <algorithm>

#include "domain/closure.h"

namespace closeloop::finding {
namespace {

Result<void> must_be_open(const State& state) {
  if (state.phase == Phase::none) return not_found("There is no such finding.");
  if (!state.has_loop()) {
    return refused("finding.concern",
                   "This is a strength or an expected outcome, which opens no loop.");
  }
  if (state.is_closed()) {
    return refused("finding.closed", "This loop is closed: reopen it first.");
  }
  return allowed();
}

Result<void> must_be_closed(const State& state) {
  if (state.phase == Phase::none) return not_found("There is no such finding.");
  if (!state.is_closed()) return refused("finding.open", "This loop is not closed.");
  return allowed();
}

/// Nobody signs a loop that rests on their own action (R57 iii).
Result<void> must_be_independent(const Actor& by, std::span<const Known<action::State>> actions) {
  for (const auto& [id, action] : actions) {
    if (!action::is_owner(*action, by)) continue;
    return refused("finding.independence",
                   "You have a hand in " + std::string{id} + ", so someone else must do this.");
  }
  return allowed();
}

Result<void> must_be_counts(Raised::Reader asked) {
  if (asked.getCasesSeen() > asked.getCasesReviewed()) {
    return refused("finding.raise.cases",
                   "It can't have been seen in more cases than were reviewed.");
  }
  return allowed();
}

Result<void> may_raise(const State& state, Raised::Reader asked) {
  if (state.phase != Phase::none) {
    return refused("finding.raise.once", "This finding was already raised.");
  }
  return must_be_counts(asked);
}

Result<void> may_correct(const State& state, Corrected::Reader asked) {
  if (state.phase == Phase::none) return not_found("There is no such finding.");
  BOOST_OUTCOME_TRY(state.descriptions.must_hold(asked.getCorrects(), "finding"));
  BOOST_OUTCOME_TRY(must_change_something(asked, "finding"));
  const bool loses_loop = asked.getNature() != Nature::UNSET &&
                          asked.getNature() != Nature::CONCERN && state.has_loop();
  if (state.is_closed() && loses_loop) {
    return refused("finding.correct.nature",
                   "The loop of this concern is closed: reopen it before you call it something "
                   "else.");
  }
  return allowed();
}

/// Only outcome evidence that exists, is about this loop, and was not withdrawn.
Result<void> must_be_judgeable(Id<EvidenceId> cited, const Facts& facts) {
  const auto known = std::find_if(facts.evidence.begin(), facts.evidence.end(),
                                  [&](const auto& one) { return one.id == cited.text(); });
  if (known == facts.evidence.end()) {
    return refused("finding.judge.evidence-about",
                   cited.text() + " is not about this finding or its actions.");
  }
  if (known->state->kind != evidence::Kind::OUTCOME) {
    return refused("finding.judge.outcome-evidence",
                   cited.text() +
                       " shows that something was done, not that something changed: "
                       "an improvement is judged on outcome evidence.");
  }
  if (known->state->phase == evidence::Phase::withdrawn) {
    return refused("finding.judge.evidence-withdrawn", cited.text() + " was withdrawn.");
  }
  return allowed();
}

Result<void> may_judge_on(const State& state, ImprovementJudged::Reader asked,
                          const Context& context, const Facts& facts) {
  BOOST_OUTCOME_TRY(may_judge(state, context.actor, facts.actions));
  if (asked.getEvidence().size() == 0) {
    return refused("finding.judge.evidence", "Say on which outcome evidence you judge.");
  }
  for (const auto cited : asked.getEvidence()) {
    BOOST_OUTCOME_TRY(must_be_judgeable(Id{cited}, facts));
  }
  return allowed();
}

Result<void> may_book(const State& state, SustainabilityCheckDue::Reader asked,
                      const Context& context) {
  if (state.phase != Phase::closed) {  // After closing another may be booked; before, the first.
    BOOST_OUTCOME_TRY(must_be_open(state));
  }
  if (day(asked.getOn()) <= context.effective_on) {
    return refused("finding.book-check.ahead",
                   "A sustainability check is booked for a day that is still to come.");
  }
  return allowed();
}

Result<void> may_close(const State& state, const Context& context, const Facts& facts) {
  BOOST_OUTCOME_TRY(must_be_open(state));
  Problems problems;
  for (auto& unmet : unmet_closure_tests({state, facts.actions, facts.evidence},
                                         context.effective_on, &context.actor)) {
    problems.push_back({"", std::string{unmet.test}, std::move(unmet.sentence)});
  }
  if (problems.empty()) return allowed();
  return refused("closure.unmet", "This loop can't close yet: see what is missing.",
                 std::move(problems));
}

Result<void> may_close_without(const State& state, ClosedWithoutImprovement::Reader asked,
                               const Context& context, const Facts& facts) {
  BOOST_OUTCOME_TRY(must_be_open(state));
  BOOST_OUTCOME_TRY(must_be_independent(context.actor, facts.actions));
  if (day(asked.getReviewOn()) <= context.effective_on) {
    return refused("finding.close-without-improvement.review",
                   "A loop closed without improvement is reviewed on a day that is still to come.");
  }
  return allowed();
}

Result<void> must_have_check(const State& state, const Context& context, const Facts& facts) {
  BOOST_OUTCOME_TRY(must_be_closed(state));
  if (state.check != Check::booked) {
    return refused("finding.check.booked", "No sustainability check is booked: book one first.");
  }
  return must_be_independent(context.actor, facts.actions);
}

Result<void> may_pass(const State& state, const Context& context, const Facts& facts) {
  BOOST_OUTCOME_TRY(must_have_check(state, context, facts));
  if (context.effective_on < state.check_on) {
    return refused("finding.check.due", "The sustainability check is due on " +
                                            long_form(state.check_on) +
                                            ": it can't be passed before.");
  }
  return allowed();
}

Result<void> may_reopen(const State& state, Reopened::Reader asked, const Context& context) {
  BOOST_OUTCOME_TRY(must_be_closed(state));
  if (asked.getBecause() == Reopened::Because::SUSTAINABILITY_FAILED &&
      state.check != Check::failed) {
    return refused("finding.reopen.check-failed", "No sustainability check of this loop failed.");
  }
  if (asked.getBecause() == Reopened::Because::RECURRENCE) {
    const auto recurred = Id{asked.getFinding()};
    if (recurred.text().empty() || recurred.text() == context.record) {
      return refused("finding.reopen.recurrence", "Name the other finding in which it recurred.");
    }
  }
  return allowed();
}

Result<void> may(const State& state, Event::Reader asked, const Context& context,
                 const Facts& facts) {
  switch (asked.which()) {
    case Event::RAISED: return may_raise(state, asked.getRaised());
    case Event::CORRECTED: return may_correct(state, asked.getCorrected());
    case Event::IMPROVEMENT_JUDGED:
      return may_judge_on(state, asked.getImprovementJudged(), context, facts);
    case Event::SUSTAINABILITY_CHECK_DUE:
      return may_book(state, asked.getSustainabilityCheckDue(), context);
    case Event::CLOSED: return may_close(state, context, facts);
    case Event::CLOSED_WITHOUT_IMPROVEMENT:
      return may_close_without(state, asked.getClosedWithoutImprovement(), context, facts);
    case Event::SUSTAINABILITY_PASSED: return may_pass(state, context, facts);
    case Event::SUSTAINABILITY_FAILED: return must_have_check(state, context, facts);
    case Event::REOPENED: return may_reopen(state, asked.getReopened(), context);
  }
  return eventstore::corrupt("This is not something that can be asked of a finding.");
}

/// What a closing relies on: its live actions, and the outcome evidence that counts.
void name_grounds(Closed::Builder closed, const State& state, const Facts& facts) {
  std::vector<std::string> actions;
  std::vector<std::string> evidence;
  const auto delivered_on = latest_delivery({state, facts.actions, facts.evidence});
  for (const auto& [id, one] : facts.actions) {
    if (one->is_live()) actions.emplace_back(id);
  }
  for (const auto& [id, one] : facts.evidence) {
    if (delivered_on && shows_outcome(*one, *delivered_on)) evidence.emplace_back(id);
  }
  const auto fill = [](auto list, const std::vector<std::string>& ids) {
    for (unsigned i = 0; i < list.size(); ++i) {
      list[i].setText(ids[i]);
    }
  };
  fill(closed.initActions(static_cast<unsigned>(actions.size())), actions);
  fill(closed.initEvidence(static_cast<unsigned>(evidence.size())), evidence);
}

void judge(State& state, ImprovementJudged::Reader judged, Day effective_on) {
  state.judgement = judged.getResult();
  state.judged_on = effective_on;
  state.judged_by = Id{judged.getJudgedBy()};
  state.judged_upon = ids_of(judged.getEvidence());
}

/// A loop that reopens is judged anew: nothing said of it before its closing counts any more.
void reopen(State& state, Day effective_on) {
  state.phase = Phase::open;
  state.judgement = Judgement::UNSET;
  state.check = Check::none;
  state.closed_on.reset();
  state.review_on.reset();
  state.reopened_on = effective_on;
  ++state.times_reopened;
}

}  // namespace

Result<void> may_judge(const State& state, const Actor& by,
                       std::span<const Known<action::State>> actions) {
  BOOST_OUTCOME_TRY(must_be_open(state));
  return must_be_independent(by, actions);
}

bool needs_loop(Event::Reader asked) {
  switch (asked.which()) {
    case Event::IMPROVEMENT_JUDGED:
    case Event::CLOSED:
    case Event::CLOSED_WITHOUT_IMPROVEMENT:
    case Event::SUSTAINABILITY_PASSED:
    case Event::SUSTAINABILITY_FAILED: return true;
    default: return false;
  }
}

void Decider::evolve(State& state, Event::Reader event, Day effective_on, Version version) {
  switch (event.which()) {
    case Event::RAISED:
      state.phase = Phase::open;
      state.nature = event.getRaised().getNature();
      state.journey_stage = event.getRaised().getJourneyStage();
      state.raised_on = effective_on;
      state.descriptions.note(version);
      break;
    case Event::CORRECTED:
      if (event.getCorrected().getNature() != Nature::UNSET) {
        state.nature = event.getCorrected().getNature();
      }
      if (event.getCorrected().getJourneyStage() != JourneyStage::UNSET) {
        state.journey_stage = event.getCorrected().getJourneyStage();
      }
      state.descriptions.note(version);
      break;
    case Event::IMPROVEMENT_JUDGED: judge(state, event.getImprovementJudged(), effective_on); break;
    case Event::SUSTAINABILITY_CHECK_DUE:
      state.check = Check::booked;
      state.check_on = day(event.getSustainabilityCheckDue().getOn());
      break;
    case Event::CLOSED:
      state.phase = Phase::closed;
      state.closed_on = effective_on;
      break;
    case Event::CLOSED_WITHOUT_IMPROVEMENT:
      state.phase = Phase::closed_without_improvement;
      state.check = Check::none;  // Nothing to sustain.
      state.closed_on = effective_on;
      state.review_on = day(event.getClosedWithoutImprovement().getReviewOn());
      break;
    case Event::SUSTAINABILITY_PASSED: state.check = Check::passed; break;
    case Event::SUSTAINABILITY_FAILED: state.check = Check::failed; break;
    case Event::REOPENED: reopen(state, effective_on); break;
  }
}

Result<Drafts<Event>> Decider::decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts) {
  BOOST_OUTCOME_TRY(must_refer_to_records(facts));
  BOOST_OUTCOME_TRY(may(state, asked, context, facts));
  auto events = as_asked<Event>(asked);
  auto event = *events.front();
  const auto& person = context.actor.person;
  if (event.isImprovementJudged()) set(event.getImprovementJudged().initJudgedBy(), person);
  if (event.isClosedWithoutImprovement()) {
    set(event.getClosedWithoutImprovement().initApprovedBy(), person);
  }
  if (event.isClosed()) name_grounds(event.getClosed(), state, facts);
  return events;
}

}  // namespace closeloop::finding
