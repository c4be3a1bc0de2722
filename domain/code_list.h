#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/decider.h"
#include "domain/schema/code_list.capnp.h"

/// A code list: the categories of a breakdown, each valid from a day to a day. Risk scales, factor
/// codes and localities change; figures keep the meaning of their time.
namespace closeloop::code_list {

struct Code {
  std::string code, label;
  Day valid_from;
  std::optional<Day> valid_to;  ///< The last day; none: still valid.
};

struct State {
  bool opened = false;
  std::string title;
  measures::Breakdown breakdown = measures::Breakdown::UNSET;
  std::vector<Code> codes;  ///< In the order in which they were added.

  /// The code that is written so, or has that label, and is valid on that day; null if none is.
  [[nodiscard]] const Code* find(std::string_view written, Day day) const;
};

struct Decider {
  using State = code_list::State;
  using Event = code_list::Event;
  using Facts = closeloop::Facts;

  static void evolve(State& state, Event::Reader event, Day effective_on, Version version);
  static Result<Drafts<Event>> decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts);
};
static_assert(closeloop::Decider<Decider>);

}  // namespace closeloop::code_list
