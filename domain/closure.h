#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/finding.h"

/// When a loop may close (domain 1.7), in one place: asked by the finding's decider and by every
/// view that says what is missing.
namespace closeloop {

/// What the rule looks at. Lent: made for one call.
struct LoopFacts {
  const finding::State& finding;
  std::span<const Known<action::State>> actions;     ///< All that answer the finding.
  std::span<const Known<evidence::State>> evidence;  ///< About the finding or those actions.
};

/// A test of the closure rule that is not met. The names are stable:
///   closure.live-action       an action answers the finding that was not declined, superseded
///                             or withdrawn
///   closure.actions-verified  (a) all such are delivered, and verified by a second person by the
///                             day of closing; said of each that is not
///   closure.outcome-evidence  (b) outcome evidence, medium or strong, whose observation began on
///                             or after the latest delivery, and which is not under challenge
///   closure.judged-met        (c) judged met, by someone without a hand in the actions, after
///                             the latest delivery, by the day of closing, and on such evidence
///   closure.no-contradiction  (d) no open contradicting evidence
///   closure.check-booked      (e) a sustainability check is booked for after the closing
///   closure.independent       who closes has no hand in the actions (R57 iii)
struct UnmetTest {
  std::string_view test;
  std::string sentence;    ///< What is wrong and what would satisfy it: "A-40 is delivered but ..."
  std::string about = {};  ///< The id of the action or evidence that it is about, if it is one.
};

/// Every test unmet if the loop were closed on that day by that person; without a person, all
/// but independence. Empty: it may close. Says nothing of whether the loop is already closed.
[[nodiscard]] std::vector<UnmetTest> unmet_closure_tests(const LoopFacts& loop, Day closing_on,
                                                         const Actor* by = nullptr);

/// Tests (a), (b) and (c) that a closed loop, asked again, no longer meets: an action was added or
/// taken out, or evidence withdrawn or challenged. Empty: what it was closed on still holds. A
/// contradiction and a failed check have prompts of their own.
[[nodiscard]] std::vector<UnmetTest> lost_since_closing(const LoopFacts& loop);

/// The latest delivery among the live actions; nothing if none is delivered.
[[nodiscard]] std::optional<Day> latest_delivery(const LoopFacts& loop);

/// Whether this evidence shows an outcome of what was delivered on that day, as test (b) asks.
[[nodiscard]] bool shows_outcome(const evidence::State& evidence, Day delivered_on);

/// Whether this evidence speaks, openly and still, against an improvement: it stands or is
/// under challenge, and what it observed did not end before that delivery, which answers it.
[[nodiscard]] bool contradicts(const evidence::State& evidence, std::optional<Day> delivered_on);

}  // namespace closeloop
