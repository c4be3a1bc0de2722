#include "domain/closure.h"

#include <algorithm>

namespace closeloop {
namespace {

using Unmet = std::vector<UnmetTest>;

std::string named(std::string_view id, std::string_view rest) {
  return std::string{id} + std::string{rest};
}

// 6 or 12 months (domain 1.7), and a month before or after, as meetings fall.
constexpr std::chrono::days check_after_min{150};
constexpr std::chrono::days check_after_max{400};

constexpr auto after_closing = ", after the day of closing: close on that day or later.";

/// Why an action is not delivered and verified; empty if it is.
std::string why_unverified(std::string_view id, const action::State& action, Day closing_on) {
  switch (action.phase) {
    case action::Phase::verified:
      if (!action.verified_on || *action.verified_on <= closing_on) return {};
      return named(id, " was verified on " + long_form(*action.verified_on) + after_closing);
    case action::Phase::delivered:
      return named(id, " is delivered but not verified by a second person.");
    default: break;
  }
  if (action.source == action::AtSource::complete) {
    return named(id, " is complete at the source, but not delivered and verified here.");
  }
  if (action.source == action::AtSource::ended) {
    return named(id, " has ended at the source: withdraw or supersede it here too.");
  }
  if (action.blocked) return named(id, " is blocked, so it is not delivered.");
  return named(id, " is not delivered.");
}

void test_actions(const LoopFacts& loop, Day closing_on, Unmet& unmet) {
  bool any_live = false;
  for (const auto& [id, action] : loop.actions) {
    if (!action->is_live()) continue;
    any_live = true;
    auto why = why_unverified(id, *action, closing_on);
    if (!why.empty()) {
      unmet.push_back({"closure.actions-verified", std::move(why), std::string{id}});
    }
  }
  if (!any_live) {
    unmet.push_back({"closure.live-action",
                     "No action answers this finding: agree one and see it through, or close the "
                     "loop without improvement."});
  }
}

/// Why a piece of outcome evidence does not count; empty if it does.
std::string why_not(std::string_view id, const evidence::State& evidence, Day delivered_on) {
  if (evidence.phase == evidence::Phase::challenged) {
    return named(id, " is under challenge: it must be upheld first.");
  }
  if (evidence.strength < evidence::Strength::MEDIUM) {
    return named(id, " is weak: medium or strong evidence is needed.");
  }
  if (!evidence.observed_from) return named(id, " does not say from when it was observed.");
  if (*evidence.observed_from < delivered_on) {
    return named(id, " was observed from " + long_form(*evidence.observed_from) +
                         ", before the last delivery on " + long_form(delivered_on) + ".");
  }
  return {};
}

bool is_candidate(const evidence::State& evidence) {
  return evidence.kind == evidence::Kind::OUTCOME && !evidence.contradicts &&
         evidence.phase != evidence::Phase::none && evidence.phase != evidence::Phase::withdrawn;
}

bool has_outcome(const LoopFacts& loop, Day delivered_on) {
  return std::any_of(loop.evidence.begin(), loop.evidence.end(),
                     [&](const auto& known) { return shows_outcome(*known.state, delivered_on); });
}

void test_outcome(const LoopFacts& loop, std::optional<Day> delivered_on, Unmet& unmet) {
  constexpr auto test = "closure.outcome-evidence";
  if (!delivered_on) {
    unmet.push_back({test,
                     "Nothing is delivered yet: outcome evidence counts only when it was observed "
                     "after delivery."});
    return;
  }
  if (has_outcome(loop, *delivered_on)) return;
  auto sentence =
      "Nothing shows yet that something changed: record outcome evidence of medium or "
      "strong strength, observed from " +
      long_form(*delivered_on) + " on.";
  for (const auto& [id, evidence] : loop.evidence) {
    if (is_candidate(*evidence)) sentence += " " + why_not(id, *evidence, *delivered_on);
  }
  unmet.push_back({test, std::move(sentence)});
}

bool rests_on_outcome(const LoopFacts& loop, Day delivered_on) {
  const auto& upon = loop.finding.judged_upon;
  return std::any_of(loop.evidence.begin(), loop.evidence.end(), [&](const auto& known) {
    return shows_outcome(*known.state, delivered_on) &&
           std::any_of(upon.begin(), upon.end(),
                       [&](const auto& cited) { return cited.text() == known.id; });
  });
}

bool judge_has_a_hand(const LoopFacts& loop) {
  Actor judge;
  judge.person = loop.finding.judged_by;
  return std::any_of(loop.actions.begin(), loop.actions.end(),
                     [&](const auto& known) { return action::is_owner(*known.state, judge); });
}

std::string why_not_judged(const LoopFacts& loop, std::optional<Day> delivered_on, Day closing_on) {
  const auto& finding = loop.finding;
  switch (finding.judgement) {
    case finding::Judgement::MET: break;
    case finding::Judgement::PARTLY_MET:
      return "The success criterion was judged partly met: do what is missing, and judge again.";
    case finding::Judgement::NOT_MET:
      return "The success criterion was judged not met: do what is missing, and judge again.";
    default: return "Nobody has judged yet whether the success criterion is met.";
  }
  if (delivered_on && finding.judged_on < *delivered_on) {
    return "The improvement was judged on " + long_form(finding.judged_on) +
           ", before the last delivery on " + long_form(*delivered_on) + ": judge again.";
  }
  if (finding.judged_on > closing_on) {
    return "The improvement was judged on " + long_form(finding.judged_on) + after_closing;
  }
  if (judge_has_a_hand(loop)) {
    return "Who judged the improvement has a hand in its actions: someone else must judge again.";
  }
  if (delivered_on && has_outcome(loop, *delivered_on) && !rests_on_outcome(loop, *delivered_on)) {
    return "The judgement rests on evidence that does not count: judge again, on evidence that "
           "does.";
  }
  return {};
}

void test_judged(const LoopFacts& loop, std::optional<Day> delivered_on, Day closing_on,
                 Unmet& unmet) {
  auto why = why_not_judged(loop, delivered_on, closing_on);
  if (!why.empty()) unmet.push_back({"closure.judged-met", std::move(why)});
}

void test_contradiction(const LoopFacts& loop, std::optional<Day> delivered_on, Unmet& unmet) {
  for (const auto& [id, evidence] : loop.evidence) {
    if (!contradicts(*evidence, delivered_on)) continue;
    unmet.push_back({"closure.no-contradiction",
                     named(id,
                           " contradicts the improvement. Deliver what answers it, or have it "
                           "withdrawn if it is wrong."),
                     std::string{id}});
  }
}

void test_check(const LoopFacts& loop, Day closing_on, Unmet& unmet) {
  constexpr auto test = "closure.check-booked";
  const auto& finding = loop.finding;
  if (finding.check != finding::Check::booked) {
    unmet.push_back({test, "No sustainability check is booked: book one, for 6 or 12 months on."});
    return;
  }
  const auto earliest = closing_on + check_after_min;
  const auto latest = closing_on + check_after_max;
  if (finding.check_on >= earliest && finding.check_on <= latest) return;
  unmet.push_back({test, "The sustainability check is booked for " + long_form(finding.check_on) +
                             ". It is due 6 or 12 months after the closing: book one between " +
                             long_form(earliest) + " and " + long_form(latest) + "."});
}

void test_independence(const LoopFacts& loop, const Actor& by, Unmet& unmet) {
  for (const auto& [id, action] : loop.actions) {
    if (!action::is_owner(*action, by)) continue;
    unmet.push_back({"closure.independent",
                     named("You have a hand in ",
                           std::string{id} + ", so someone else must close this loop.")});
    return;
  }
}

}  // namespace

std::optional<Day> latest_delivery(const LoopFacts& loop) {
  std::optional<Day> latest;
  for (const auto& known : loop.actions) {
    if (known.state->is_live()) latest = std::max(latest, known.state->delivered_on);
  }
  return latest;
}

bool shows_outcome(const evidence::State& evidence, Day delivered_on) {
  return is_candidate(evidence) && evidence.stands() &&
         evidence.strength >= evidence::Strength::MEDIUM && evidence.observed_from &&
         *evidence.observed_from >= delivered_on;
}

bool contradicts(const evidence::State& evidence, std::optional<Day> delivered_on) {
  if (!evidence.contradicts || evidence.phase == evidence::Phase::none ||
      evidence.phase == evidence::Phase::withdrawn) {
    return false;
  }
  const bool answered =
      delivered_on && evidence.observed_to && *evidence.observed_to < *delivered_on;
  return !answered;
}

std::vector<UnmetTest> unmet_closure_tests(const LoopFacts& loop, Day closing_on, const Actor* by) {
  Unmet unmet;
  const auto delivered_on = latest_delivery(loop);
  test_actions(loop, closing_on, unmet);
  test_outcome(loop, delivered_on, unmet);
  test_judged(loop, delivered_on, closing_on, unmet);
  test_contradiction(loop, delivered_on, unmet);
  test_check(loop, closing_on, unmet);
  if (by != nullptr) test_independence(loop, *by, unmet);
  return unmet;
}

std::vector<UnmetTest> lost_since_closing(const LoopFacts& loop) {
  Unmet unmet;
  const auto delivered_on = latest_delivery(loop);
  test_actions(loop, Day::max(), unmet);
  test_outcome(loop, delivered_on, unmet);
  test_judged(loop, delivered_on, Day::max(), unmet);
  return unmet;
}

}  // namespace closeloop
