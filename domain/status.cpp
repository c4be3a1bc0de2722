#include "domain/status.h"

#include <algorithm>
#include <array>

namespace closeloop {
namespace {

template <typename Enum, std::size_t N>
Words look_up(const std::array<Words, N>& table, Enum value) {
  return table[static_cast<std::size_t>(value)];
}

bool has_ended_anywhere(const action::State& state) {
  return !state.is_live() || state.source == action::AtSource::ended;
}

/// Still to be done, here and at the source.
bool is_pending(const action::State& state) {
  return state.is_open() && state.source != action::AtSource::complete &&
         state.source != action::AtSource::ended;
}

bool any_outcome_shown(const LoopFacts& loop) {
  const auto delivered_on = latest_delivery(loop);
  return delivered_on &&
         std::any_of(loop.evidence.begin(), loop.evidence.end(),
                     [&](const auto& known) { return shows_outcome(*known.state, *delivered_on); });
}

bool is_contradicted(const LoopFacts& loop) {
  const auto delivered_on = latest_delivery(loop);
  return std::any_of(loop.evidence.begin(), loop.evidence.end(),
                     [&](const auto& known) { return contradicts(*known.state, delivered_on); });
}

struct Counted {
  std::size_t live = 0;
  std::size_t begun = 0;
  std::size_t delivered = 0;  ///< Or verified.
  std::size_t verified = 0;
};

Counted count(const LoopFacts& loop) {
  Counted counted;
  for (const auto& known : loop.actions) {
    const auto& action = *known.state;
    if (!action.is_live()) continue;
    ++counted.live;
    if (action.phase > action::Phase::agreed || action.blocked) ++counted.begun;
    if (action.phase >= action::Phase::delivered) ++counted.delivered;
    if (action.phase == action::Phase::verified) ++counted.verified;
  }
  return counted;
}

/// Where an open loop stands by its actions alone.
LoopStage stage_of_actions(const LoopFacts& loop, const Counted& counted) {
  if (counted.begun == 0) return LoopStage::actions_agreed;
  if (counted.delivered < counted.live) return LoopStage::actions_under_way;
  if (counted.verified < counted.live) return LoopStage::delivered;
  if (loop.finding.judgement != finding::Judgement::UNSET) return LoopStage::judged;
  if (loop.finding.times_reopened > 0) return LoopStage::reopened;
  return any_outcome_shown(loop) ? LoopStage::outcome_evidenced : LoopStage::verified;
}

}  // namespace

Words words(ActionStage stage) {
  static constexpr std::array<Words, 10> table{{{"none", "Not agreed"},
                                                {"agreed", "Agreed"},
                                                {"accepted", "Accepted"},
                                                {"inProgress", "In progress"},
                                                {"blocked", "Blocked"},
                                                {"delivered", "Delivered, not verified"},
                                                {"verified", "Delivered and verified"},
                                                {"declined", "Declined"},
                                                {"superseded", "Superseded"},
                                                {"withdrawn", "Withdrawn"}}};
  return look_up(table, stage);
}

ActionStage stage_of(const action::State& state) {
  switch (state.phase) {
    case action::Phase::none: return ActionStage::none;
    case action::Phase::agreed: return state.blocked ? ActionStage::blocked : ActionStage::agreed;
    case action::Phase::accepted:
      return state.blocked ? ActionStage::blocked : ActionStage::accepted;
    case action::Phase::in_progress:
      return state.blocked ? ActionStage::blocked : ActionStage::in_progress;
    case action::Phase::delivered: return ActionStage::delivered;
    case action::Phase::verified: return ActionStage::verified;
    case action::Phase::declined: return ActionStage::declined;
    case action::Phase::superseded: return ActionStage::superseded;
    case action::Phase::withdrawn: return ActionStage::withdrawn;
  }
  return ActionStage::none;
}

std::string_view source_note(const action::State& state) {
  if (state.source == action::AtSource::complete && state.is_live() &&
      state.phase != action::Phase::verified) {
    return "complete at the source, not verified";
  }
  if (state.source == action::AtSource::ended && state.is_live()) return "ended at the source";
  return {};
}

bool is_overdue(const action::State& state, Day on) {
  return is_pending(state) && state.due && *state.due < on;
}

bool is_due_soon(const action::State& state, Day on) {
  return is_pending(state) && state.due && *state.due >= on && *state.due <= on + due_soon_within;
}

Words words(LoopStage stage) {
  static constexpr std::array<Words, loop_stage_count> table{
      {{"none", "Not raised"},
       {"noLoop", "Strength or expected outcome: no loop"},
       {"raised", "Raised"},
       {"learningAgreed", "Learning agreed"},
       {"actionsAgreed", "Actions agreed"},
       {"actionsUnderWay", "Actions under way"},
       {"delivered", "Delivered, not verified"},
       {"verified", "Verified, no outcome evidence"},
       {"outcomeEvidenced", "Outcome evidenced, not judged"},
       {"judged", "Judged, not closed"},
       {"closed", "Closed with improvement"},
       {"closedWithoutImprovement", "Closed without improvement"},
       {"reopened", "Reopened"}}};
  return look_up(table, stage);
}

LoopStage stage_of(const LoopFacts& loop, bool has_learning) {
  const auto& finding = loop.finding;
  if (finding.phase == finding::Phase::none) return LoopStage::none;
  if (!finding.has_loop()) return LoopStage::no_loop;
  if (finding.phase == finding::Phase::closed) return LoopStage::closed;
  if (finding.is_closed()) return LoopStage::closed_without_improvement;
  const auto counted = count(loop);
  if (counted.live > 0) return stage_of_actions(loop, counted);
  if (finding.times_reopened > 0) return LoopStage::reopened;
  return has_learning ? LoopStage::learning_agreed : LoopStage::raised;
}

Prompts prompts_of(const LoopFacts& loop, Day on) {
  const auto& finding = loop.finding;
  Prompts prompts;
  if (finding.phase == finding::Phase::closed) {
    prompts.sustainability_failed = finding.check == finding::Check::failed;
    prompts.no_longer_holds = !lost_since_closing(loop).empty();
    prompts.contradicted = is_contradicted(loop);
    prompts.check_due = finding.check == finding::Check::booked && finding.check_on <= on;
  }
  if (finding.phase == finding::Phase::closed_without_improvement) {
    prompts.review_due = finding.review_on && *finding.review_on <= on;
  }
  return prompts;
}

Words words(Brag brag) {
  static constexpr std::array<Words, 7> table{{{"none", "No colour"},
                                               {"blue", "Blue"},
                                               {"red", "Red"},
                                               {"amber", "Amber"},
                                               {"green", "Green"},
                                               {"grey", "Grey"},
                                               {"superseded", "Superseded"}}};
  return look_up(table, brag);
}

std::string_view legend(Brag brag) {
  switch (brag) {
    case Brag::none: return "Nothing to colour: a strength, or an action that came to nothing.";
    case Brag::blue: return "Improvement evidenced, signed off and sustained so far.";
    case Brag::red: return "Overdue, blocked, or the impact test failed.";
    case Brag::amber:
      return "Due within 28 days with no progress reported, due date moved, or impact test "
             "overdue.";
    case Brag::green: return "On track, or delivered and within its impact test window.";
    case Brag::grey: return "Not started and not due, or closed without improvement.";
    case Brag::superseded: return "Superseded by another action.";
  }
  return {};
}

Brag brag_of(const action::State& state, const ActionImpact& impact, Day on) {
  if (state.phase == action::Phase::superseded) return Brag::superseded;
  if (has_ended_anywhere(state)) return Brag::none;
  if (impact.failed || is_overdue(state, on)) return Brag::red;
  if (impact.improved && state.phase == action::Phase::verified) return Brag::blue;
  if (state.phase >= action::Phase::delivered) {
    const bool test_is_late =
        !impact.outcome_shown && state.delivered_on && *state.delivered_on + impact_window < on;
    return test_is_late ? Brag::amber : Brag::green;
  }
  if (state.blocked) return Brag::red;
  const bool has_progress = state.phase == action::Phase::in_progress;
  if (state.times_moved > 0 || (is_due_soon(state, on) && !has_progress)) return Brag::amber;
  return state.phase == action::Phase::agreed ? Brag::grey : Brag::green;
}

Brag brag_of(const LoopFacts& loop, Day on) {
  const auto& finding = loop.finding;
  if (finding.phase == finding::Phase::none || !finding.has_loop()) return Brag::none;
  if (finding.phase == finding::Phase::closed_without_improvement) return Brag::grey;
  const bool closed = finding.phase == finding::Phase::closed;
  const bool failed = finding.judgement == finding::Judgement::NOT_MET ||
                      finding.check == finding::Check::failed || is_contradicted(loop);
  if (failed) return Brag::red;
  if (closed) return lost_since_closing(loop).empty() ? Brag::blue : Brag::red;
  const ActionImpact impact{any_outcome_shown(loop), failed, false};
  auto worst = Brag::grey;
  for (const auto& known : loop.actions) {
    const auto brag = brag_of(*known.state, impact, on);
    // Declared from the gravest on; an action that came to nothing says nothing of the loop.
    if (brag >= Brag::red && brag < worst) worst = brag;
  }
  return worst;
}

Words words(Gap gap) {
  static constexpr std::array<Words, gap_count> table{
      {{"findingWithoutLearning", "Findings without learning"},
       {"learningWithoutAction", "Learning without action"},
       {"actionWithoutFinding", "Actions without a finding"},
       {"deliveredWithoutVerification", "Delivered without verification"},
       {"verifiedWithoutOutcomeEvidence", "Verified without outcome evidence"},
       {"completeAtSourceWithoutOutcome", "Complete at the source without outcome"}}};
  return look_up(table, gap);
}

Gaps gaps_of(const finding::State& state, bool has_learning) {
  Gaps gaps;
  if (state.phase == finding::Phase::open && state.has_loop() && !has_learning) {
    gaps.add(Gap::finding_without_learning);
  }
  return gaps;
}

Gaps gaps_of(const learning::State& state, bool has_action, bool serves_open_loop) {
  Gaps gaps;
  if (state.agreed && !has_action && serves_open_loop) gaps.add(Gap::learning_without_action);
  return gaps;
}

Gaps gaps_of(const action::State& state, const ActionLinks& links) {
  Gaps gaps;
  if (has_ended_anywhere(state)) return gaps;
  if (!links.has_finding) gaps.add(Gap::action_without_finding);
  if (state.phase == action::Phase::delivered) gaps.add(Gap::delivered_without_verification);
  if (state.phase == action::Phase::verified && !links.outcome_shown) {
    gaps.add(Gap::verified_without_outcome_evidence);
  }
  if (state.source == action::AtSource::complete && !links.any_outcome) {
    gaps.add(Gap::complete_at_source_without_outcome);
  }
  return gaps;
}

}  // namespace closeloop
