#include "projections/signatures.h"

#include <functional>
#include <utility>

#include "domain/action.h"
#include "domain/closure.h"
#include "domain/finding.h"
#include "domain/permissions.h"
#include "projections/measures/loop_concerns.h"

namespace closeloop {

std::vector<AwaitingSignature> awaiting_signature(const Board::Records& records,
                                                  const Filter& filter, const Actor& person,
                                                  Day asked_on) {
  std::vector<AwaitingSignature> found;
  const auto add = [&](List list, std::string_view verb, std::string_view label,
                       std::function<bool(Number)> may_sign) {
    found.push_back({.selection = {records, list, filter}, .verb = verb, .label = label});
    found.back().selection.only_if(std::move(may_sign));
  };
  const auto add_loops = [&](List list, std::string_view verb, std::string_view label,
                             auto may_sign) {
    add(list, verb, label, [&records, may_sign, loop = Loop{}](Number finding) mutable {
      records.loop_of(finding, loop);
      return may_sign(records.facts_of(loop));
    });
  };
  if (may(person.role, "actions", "verify-delivery")) {
    add(List::awaiting_verification, "verify-delivery", "Verify the delivery",
        [&records, person, asked_on](Number action) {
          return action::may_verify(records.action(action), person, asked_on).has_value();
        });
  }
  if (may(person.role, "findings", "judge-improvement")) {
    // At this stage there is outcome evidence to judge on, and no judgement yet.
    add_loops(list_of(LoopStage::outcome_evidenced), "judge-improvement", "Judge the improvement",
              [person](const LoopFacts& loop) {
                return finding::may_judge(loop.finding, person, loop.actions).has_value();
              });
  }
  if (may(person.role, "findings", "close")) {
    add_loops(List::judged_met, "close", "Close the loop",
              [person, asked_on](const LoopFacts& loop) {
                return unmet_closure_tests(loop, asked_on, &person).empty();
              });
  }
  if (may(person.role, "findings", "reopen")) {
    found.push_back({.selection = {records, *loops_of_concern(records), filter},
                     .verb = "reopen",
                     .label = "Reopen the loop",
                     .because = "signal"});
  }
  return found;
}

}  // namespace closeloop
