#include "projections/measures/loop_concerns.h"

#include <algorithm>

#include "projections/measures/balance.h"
#include "projections/measures/shift_proposals.h"

namespace closeloop {

std::vector<LoopConcern> concerns_since_closing(const Board::Records& records, const Loop& loop) {
  std::vector<LoopConcern> found;
  const auto& state = records.finding(loop.finding);
  if (!state.is_closed() || !state.closed_on) return found;
  std::vector<Number> looked_at;
  for (const auto action : loop.actions) {
    if (!records.action(action).is_live()) continue;
    for (const auto indicator : indicators_moved_by(records, action)) {
      if (std::find(looked_at.begin(), looked_at.end(), indicator) != looked_at.end()) continue;
      looked_at.push_back(indicator);
      const auto series = headline_series(records, indicator);
      if (series == 0) continue;
      if (auto concern = concern_since(records, series, *state.closed_on)) {
        found.push_back({indicator, std::move(*concern)});
      }
    }
  }
  return found;
}

namespace {

std::vector<Number> work_out(const Board::Records& records) {
  std::vector<Number> closed;
  records.lists(list_of(RecordKind::INDICATOR)).visit_from(0, [&](std::uint64_t key) {
    for (const auto& id : records.state<indicator::State>(number_in(key)).actions) {
      const auto action = records.store.find(RecordKind::ACTION, id.text());
      if (action == 0 || !records.store[action].exists) continue;
      for (const auto finding : records.findings_of(action)) {
        if (records.finding(finding).is_closed()) closed.push_back(finding);
      }
    }
    return true;
  });
  std::sort(closed.begin(), closed.end());
  closed.erase(std::unique(closed.begin(), closed.end()), closed.end());
  Loop loop;
  closed.erase(std::remove_if(closed.begin(), closed.end(),
                              [&](Number finding) {
                                records.loop_of(finding, loop);
                                return concerns_since_closing(records, loop).empty();
                              }),
               closed.end());
  return closed;
}

}  // namespace

ConcernMemo::Loops loops_of_concern(const Board::Records& records) {
  return records.concerns.find([&] { return work_out(records); });
}

}  // namespace closeloop
