#include "projections/loop_missing.h"

#include <string>
#include <string_view>

#include "domain/closure.h"
#include "projections/describe.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

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
    const auto phase = records.action(action).phase;
    if (phase != action::Phase::verified) {
      const bool delivered = phase == action::Phase::delivered;
      path = self_of(records, action) + (delivered ? "/verify-delivery" : "/deliver");
      label = delivered ? "Verify a delivery" : "Deliver an action";
    }
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
      missing.push_back(object{{"test", test.test},
                               {"sentence", test.sentence},
                               {"command", command_for(records, loop, test)}});
    }
  }
  to["missing"] = std::move(missing);
  to["mayClose"] = may_close;
}

}  // namespace closeloop
