#include "projections/loop_missing.h"

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "domain/closure.h"
#include "projections/describe.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

/// What moves an action on towards being verified.
struct Step {
  std::string_view verb, label;
};
Step next_step(const action::State& action) {
  using action::Phase;
  // Nobody can be asked for an action that nobody leads, as some of a published plan.
  if (action.lead_agency.text().empty() && action.is_open()) {
    return {"correct", "Say who leads and owns an action"};
  }
  if (action.blocked) return {"unblock", "Report an action as no longer blocked"};
  switch (action.phase) {
    case Phase::agreed: return {"accept", "Accept an action"};
    case Phase::accepted:
    case Phase::in_progress: return {"deliver", "Deliver an action"};
    case Phase::delivered: return {"verify-delivery", "Verify a delivery"};
    default: return {};
  }
}

/// The record that a test of the closure rule speaks of; 0 if it is the finding itself.
Number spoken_of(const Board::Records& records, const UnmetTest& unmet) {
  if (unmet.about.empty()) return 0;
  for (const auto kind : {RecordKind::ACTION, RecordKind::EVIDENCE}) {
    const auto number = records.store.find(kind, unmet.about);
    if (number != 0 && records.store[number].exists) return number;
  }
  return 0;
}

/// Who moves an action on: of what is agreed, under way or sent back the agency that leads it.
std::string waits_for(const Board::Records& records, Number number) {
  if (number == 0 || records.store[number].kind != RecordKind::ACTION) return {};
  const auto& action = records.action(number);
  using action::Phase;
  if (action.phase == Phase::delivered) return "somebody who does not own it to verify it";
  const auto agency = agency_name(records, action.lead_agency.text());
  return agency.empty() ? "somebody to say which agency leads it" : agency;
}

/// The command that supplies what a test of the closure rule asks for.
object command_for(const Board::Records& records, const Loop& loop, const UnmetTest& unmet) {
  const auto test = unmet.test;
  const auto finding = self_of(records, loop.finding);
  std::string path;
  std::string label;
  if (test == "closure.live-action") {
    path = "/api/v1/actions";
    label = "Agree an action";
  } else if (test == "closure.actions-verified") {
    const auto action = records.store.find(RecordKind::ACTION, unmet.about);
    const auto next = next_step(records.action(action));
    if (!next.verb.empty()) path = fmt::format("{}/{}", self_of(records, action), next.verb);
    label = next.label;
  } else if (test == "closure.outcome-evidence") {
    path = "/api/v1/evidence";
    label = "Record evidence";
  } else if (test == "closure.judged-met") {
    path = finding + "/judge-improvement";
    label = "Judge whether there is improvement";
  } else if (test == "closure.check-booked") {
    path = finding + "/book-sustainability-check";
    label = "Book a sustainability check";
  } else if (test == "closure.no-contradiction") {
    path = self_of(records, records.store.find(RecordKind::EVIDENCE, unmet.about)) + "/withdraw";
    label = "Withdraw evidence";
  }
  return {{"method", "POST"}, {"path", path}, {"label", label}};
}

}  // namespace

void add_missing(const Board::Records& records, const Loop& loop, Day asked_on, object& to) {
  const auto& state = records.finding(loop.finding);
  array missing;
  bool may_close = false;
  if (state.has_loop() && !state.is_closed()) {
    const auto unmet = unmet_closure_tests(records.facts_of(loop), asked_on);
    may_close = unmet.empty();
    for (const auto& test : unmet) {
      object one{{"test", test.test},
                 {"sentence", test.sentence},
                 {"command", command_for(records, loop, test)}};
      if (const auto about = spoken_of(records, test); about != 0) {
        one["record"] = reference_json(records, about);
        if (const auto whom = waits_for(records, about); !whom.empty()) one["waitsFor"] = whom;
      }
      missing.push_back(std::move(one));
    }
  }
  to["missing"] = std::move(missing);
  to["mayClose"] = may_close;
}

}  // namespace closeloop
