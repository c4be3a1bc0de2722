#include "domain/board.h"

namespace closeloop::board {

void Decider::evolve(State& state, Event::Reader event, Day /*effective_on*/, Version /*version*/) {
  if (event.isOpened()) state.opened = true;
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
