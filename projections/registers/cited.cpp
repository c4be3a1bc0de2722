#include "projections/registers/cited.h"

#include <algorithm>

#include "projections/describe.h"

namespace closeloop {
namespace {

Words standing(const evidence::State& state) {
  if (state.phase == evidence::Phase::withdrawn) return {"withdrawn", "Withdrawn"};
  if (state.phase == evidence::Phase::challenged) return {"challenged", "Challenged"};
  if (state.contradicts) return {"contradicts", "Speaks against"};
  return {"stands", "Stands"};
}

}  // namespace

boost::json::array cited_evidence(const Board::Records& records,
                                  const std::vector<Id<EvidenceId>>& ids) {
  boost::json::array all;
  for (const auto number : cited(records, RecordKind::EVIDENCE, ids)) {
    auto one = reference_json(records, number);
    const auto& state = records.evidence(number);
    one["stands"] = state.stands();
    one["standing"] = json_of(standing(state));
    all.push_back(std::move(one));
  }
  return all;
}

bool has_outcome_that_stands(const Board::Records& records,
                             const std::vector<Id<EvidenceId>>& ids) {
  return std::ranges::any_of(cited(records, RecordKind::EVIDENCE, ids), [&](Number number) {
    const auto& state = records.evidence(number);
    return state.kind == evidence::Kind::OUTCOME && state.stands() && !state.contradicts;
  });
}

boost::json::array cited_actions(const Board::Records& records,
                                 const std::vector<Id<ActionId>>& ids, Day asked_on) {
  boost::json::array all;
  for (const auto number : cited(records, RecordKind::ACTION, ids)) {
    auto one = reference_json(records, number);
    add_action_status(records, number, asked_on, one);
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace closeloop
