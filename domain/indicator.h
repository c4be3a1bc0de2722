#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/decider.h"
#include "domain/schema/indicator.capnp.h"

/// An indicator: the definition of something that is measured, versioned (domain 2).
namespace closeloop::indicator {

/// What views and rules go by of the definition in force. Its words are in the events.
struct Terms {
  std::string title;
  Id<PriorityAreaId> priority_area;  ///< Empty: of the loops and the system.
  std::string group;
  std::vector<Id<QuestionId>> questions;
  measures::Unit unit = measures::Unit::UNSET;
  measures::CountingUnit counting_unit = measures::CountingUnit::UNSET;
  measures::PeriodKind frequency = measures::PeriodKind::UNSET;
  measures::Direction direction = measures::Direction::UNSET;
  measures::Grade grade = measures::Grade::UNSET;
  std::optional<Decimal> target;
  std::vector<Id<IndicatorId>> balanced_by;
  std::vector<JourneyStage> journey_stages;
  std::vector<std::string> also_known_as;
  std::vector<std::string> also_in_groups;
  std::vector<measures::Breakdown> breakdowns;
  std::string denominator;     ///< Out of what, in words.
  std::string source_agency;   ///< Who holds it.
  std::string target_basis;    ///< Where the target comes from.
  std::string period_meaning;  ///< If a period is not of what happened in it.
  std::uint32_t lag_days = 0;
  Id<IndicatorId> ratio_of, ratio_to;  ///< Whose counts it is worked out from; empty: supplied.
  std::vector<Id<IndicatorId>>
      pattern_of;  ///< It has no number of its own, and is read from these.
  JourneyStage pattern_stage = JourneyStage::UNSET;  ///< Of those by stage, its share; unset: all.
  std::vector<Id<CodeListId>> code_lists;
  bool hides_small_counts = true;
  bool restricted = false;  ///< MARAC and MAPPA (R28).
  bool charted = true;
  bool of_one_day = false;  ///< A snapshot, not what happened over a period.
};

/// From when figures can't be compared with those before, by a change of the definition.
struct Break {
  Day from;
  Version version;
};

struct State {
  bool defined = false;
  bool retired = false;
  Terms terms;
  Day valid_from;
  std::vector<Break> breaks;
  std::vector<Id<ActionId>> actions;  ///< Meant to move it, in the order they were linked.
  AvailabilitySet::Status availability = AvailabilitySet::Status::UNSET;
  std::optional<Day> asked_on;
};

struct Decider {
  using State = indicator::State;
  using Event = indicator::Event;
  using Facts = closeloop::Facts;

  static void evolve(State& state, Event::Reader event, Day effective_on, Version version);
  static Result<Drafts<Event>> decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts);
};
static_assert(closeloop::Decider<Decider>);

}  // namespace closeloop::indicator
