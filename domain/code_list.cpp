#include "domain/code_list.h"

#include <algorithm>

namespace closeloop::code_list {
namespace {

using eventstore::str;
using eventstore::view;

bool overlap(const Code& one, Day from, std::optional<Day> to) {
  return (!one.valid_to || from <= *one.valid_to) && (!to || one.valid_from <= *to);
}

Result<void> may_add(const State& state, CodeAdded::Reader said) {
  const auto from = day(said.getValidFrom());
  const auto to = said.hasValidTo() ? std::optional{day(said.getValidTo())} : std::nullopt;
  if (to && *to < from) {
    return refused("code.period", "The code would end on " + long_form(*to) +
                                      ", before it begins on " + long_form(from) + ".");
  }
  const auto again = std::ranges::find_if(state.codes, [&](const Code& one) {
    return one.code == view(said.getCode()) && overlap(one, from, to);
  });
  if (again == state.codes.end()) return allowed();
  return refused("code.add.once", "The code " + again->code +
                                      " is valid in that time already, as “" + again->label +
                                      "”. End it first, with its last day.");
}

Result<void> may_end(const State& state, CodeEnded::Reader said) {
  const auto last = day(said.getLastDay());
  const bool open = std::ranges::any_of(state.codes, [&](const Code& one) {
    return one.code == view(said.getCode()) && !one.valid_to && one.valid_from <= last;
  });
  if (open) return allowed();
  return refused("code.end.valid", "No code " + str(said.getCode()) + " is valid on " +
                                       long_form(last) + " without a last day.");
}

Result<void> may(const State& state, Event::Reader asked) {
  if (asked.isOpened()) {
    if (!state.opened) return allowed();
    return refused("code-list.open.once", "This code list was already opened.");
  }
  if (!state.opened) return not_found("There is no such code list.");
  if (asked.isCodeAdded()) return may_add(state, asked.getCodeAdded());
  return may_end(state, asked.getCodeEnded());
}

}  // namespace

const Code* State::find(std::string_view written, Day day) const {
  const auto found = std::ranges::find_if(codes, [&](const Code& one) {
    return (one.code == written || one.label == written) && one.valid_from <= day &&
           (!one.valid_to || day <= *one.valid_to);
  });
  return found == codes.end() ? nullptr : &*found;
}

void Decider::evolve(State& state, Event::Reader event, Day /*effective_on*/, Version /*version*/) {
  switch (event.which()) {
    case Event::OPENED:
      state.opened = true;
      state.title = str(event.getOpened().getTitle());
      state.breakdown = event.getOpened().getBreakdown();
      break;
    case Event::CODE_ADDED: {
      const auto said = event.getCodeAdded();
      Code code{.code = str(said.getCode()),
                .label = str(said.getLabel()),
                .valid_from = day(said.getValidFrom()),
                .valid_to = {}};
      if (said.hasValidTo()) code.valid_to = day(said.getValidTo());
      state.codes.push_back(std::move(code));
      break;
    }
    case Event::CODE_ENDED: {
      const auto said = event.getCodeEnded();
      for (auto& one : state.codes) {
        if (one.code == view(said.getCode()) && !one.valid_to)
          one.valid_to = day(said.getLastDay());
      }
      break;
    }
  }
}

Result<Drafts<Event>> Decider::decide(const State& state, Event::Reader asked,
                                      const Context& /*context*/, const Facts& facts) {
  BOOST_OUTCOME_TRY(must_refer_to_records(facts));
  BOOST_OUTCOME_TRY(may(state, asked));
  return as_asked<Event>(asked);
}

}  // namespace closeloop::code_list
