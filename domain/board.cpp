#include "domain/board.h"

#include <algorithm>

namespace closeloop::board {

void Decider::evolve(State& state, Event::Reader event, Day /*effective_on*/, Version /*version*/) {
  switch (event.which()) {
    case Event::OPENED: state.opened = true; break;
    case Event::AREA_SET: state.area = eventstore::str(event.getAreaSet().getName()); break;
    case Event::PRIORITY_AREA_SET: {
      const auto set = event.getPriorityAreaSet();
      const Id id{set.getPriorityArea()};
      auto found = std::ranges::find(state.priority_areas, id, &PriorityArea::id);
      if (found == state.priority_areas.end()) {
        found = state.priority_areas.insert(found, {id, {}});
      }
      found->name = eventstore::str(set.getName());
      break;
    }
    case Event::RENAMED: break;
  }
}

Result<Drafts<Event>> Decider::decide(const State& state, Event::Reader asked,
                                      const Context& /*context*/, const Facts& facts) {
  BOOST_OUTCOME_TRY(must_refer_to_records(facts));
  if (asked.isOpened() && state.opened) {
    return refused("board.open.once", "This board was already opened.");
  }
  if (!asked.isOpened() && !state.opened) return not_found("There is no such board.");
  return as_asked<Event>(asked);
}

}  // namespace closeloop::board
