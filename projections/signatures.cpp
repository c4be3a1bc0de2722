#include "projections/signatures.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "domain/action.h"
#include "domain/closure.h"
#include "domain/finding.h"
#include "domain/permissions.h"
#include "projections/measures/loop_concerns.h"

namespace closeloop {

std::vector<Selection> awaiting_signature(const Board::Records& records, const Filter& filter,
                                          const Actor& person, Day asked_on) {
  std::vector<Selection> found;
  const auto add = [&](List list, std::function<bool(Number)> may_sign) {
    found.emplace_back(records, list, filter);
    found.back().only_if(std::move(may_sign));
  };
  const auto add_loops = [&](List list, auto may_sign) {
    add(list, [&records, may_sign, loop = Loop{}](Number finding) mutable {
      records.loop_of(finding, loop);
      return may_sign(records.facts_of(loop));
    });
  };
  if (may(person.role, "actions", "verify-delivery")) {
    add(List::awaiting_verification, [&records, person, asked_on](Number action) {
      return action::may_verify(records.action(action), person, asked_on).has_value();
    });
  }
  if (may(person.role, "findings", "judge-improvement")) {
    // At this stage there is outcome evidence to judge on, and no judgement yet.
    add_loops(list_of(LoopStage::outcome_evidenced), [person](const LoopFacts& loop) {
      return finding::may_judge(loop.finding, person, loop.actions).has_value();
    });
  }
  if (may(person.role, "findings", "close")) {
    add_loops(List::judged_met, [person, asked_on](const LoopFacts& loop) {
      return unmet_closure_tests(loop, asked_on, &person).empty();
    });
  }
  if (may(person.role, "findings", "reopen")) {
    const auto concern = loops_of_concern(records);
    for (const auto stage : {LoopStage::closed, LoopStage::closed_without_improvement}) {
      if (concern.empty()) break;
      add(list_of(stage), [concern](Number finding) {
        return std::binary_search(concern.begin(), concern.end(), finding);
      });
    }
  }
  return found;
}

}  // namespace closeloop
