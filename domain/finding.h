#pragma once

#include <optional>
#include <span>

#include "domain/action.h"
#include "domain/decider.h"
#include "domain/descriptions.h"
#include "domain/evidence.h"

/// A finding, and the loop it opens: it closes only on verified actions, outcome evidence and
/// an independent judgement (domain 1.7; the tests are in closure.h).
namespace closeloop::finding {

enum class Phase : std::uint8_t { none, open, closed, closed_without_improvement };
enum class Check : std::uint8_t { none, booked, passed, failed };

using Judgement = ImprovementJudged::Result;

struct State {
  Phase phase = Phase::none;
  Nature nature = Nature::UNSET;
  Judgement judgement = Judgement::UNSET;  ///< The last since the loop was opened or reopened.
  Check check = Check::none;               ///< For sustainability.
  std::uint16_t times_reopened = 0;
  Day raised_on;
  Day judged_on;                 ///< If there is a judgement.
  Day check_on;                  ///< If there is a check.
  std::optional<Day> closed_on;  ///< With improvement or without.
  std::optional<Day> reopened_on;
  std::optional<Day> review_on;  ///< If closed without improvement.
  Id<PersonId> judged_by;
  std::vector<Id<EvidenceId>> judged_upon;
  JourneyStage journey_stage = JourneyStage::UNSET;
  Descriptions descriptions;

  /// Concerns open loops; strengths and expected outcomes do not.
  [[nodiscard]] bool has_loop() const { return nature == Nature::CONCERN; }
  [[nodiscard]] bool is_closed() const { return phase >= Phase::closed; }
};

/// The loop around the finding: its actions, and the evidence about it or them.
struct Facts : closeloop::Facts {
  std::vector<Known<action::State>> actions;
  std::vector<Known<evidence::State>> evidence;
};

/// Whether that person may judge the loop: it is open, and they have no hand in its actions
/// (R57 iii). The decider's rule, which lists of what waits for a signature ask too; whether
/// their role may is for permissions.h. A judgement must name its evidence besides.
[[nodiscard]] Result<void> may_judge(const State& state, const Actor& by,
                                     std::span<const Known<action::State>> actions);

/// Whether `decide` must know the loop around the finding; if not, those facts may be left empty.
[[nodiscard]] bool needs_loop(Event::Reader asked);

struct Decider {
  using State = finding::State;
  using Event = finding::Event;
  using Facts = finding::Facts;

  static void evolve(State& state, Event::Reader event, Day effective_on, Version version);
  static Result<Drafts<Event>> decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts);
};
static_assert(closeloop::Decider<Decider>);

}  // namespace closeloop::finding
