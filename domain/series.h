#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "domain/decider.h"
#include "domain/schema/series.capnp.h"

/// A series: the figures of one indicator, for one area or category, for periods of one kind.
namespace closeloop::series {

/// Whether the flag says why there is no value. Others stand beside one: u, provisional.
[[nodiscard]] bool says_there_is_none(Measured::Flag flag);

/// What was recorded for a period, exactly as it was said.
struct Value {
  std::optional<Decimal> numerator, denominator, value;
  Measured::Flag flag = Measured::Flag::UNSET;
  Id<DataReturnId> data_return;  ///< Empty: it came by itself.
  Version version;               ///< Of the event that recorded it.
  std::uint64_t position = 0;    ///< Of that event in the log, and the day it was recorded: noted
  Day recorded_on;               ///< by the board. A series by itself knows neither.
  /// Where the commit that it came with begins in the log: what came to be known together. Noted by
  /// the board, which alone compares series; 0 elsewhere.
  std::uint64_t known_from = 0;
};

/// A period, with what is held for it now and what was held before.
struct Point {
  std::string period;  ///< As it was written.
  Day starts, ends;
  Value now;
  std::vector<Value> earlier;  ///< Oldest first.
  std::string target;          ///< As the source says it.

  /// Of all that was held for it, by place, oldest first.
  [[nodiscard]] const Value& at(std::size_t place) const {
    return place < earlier.size() ? earlier[place] : now;
  }
};

/// From the period that ends on or after `from`, limits are worked out anew, or figures can't be
/// compared with those before.
struct Step {
  Day from;
  Version version;
  Id<ActionId> action;  ///< That changed it, if one is named.
};

struct Narrative {
  Day period_ends;
  Version version;
};

struct State {
  bool opened = false;
  std::string title;
  Id<IndicatorId> indicator;  ///< Empty if none is set.
  std::string area;
  std::string area_code;  ///< Of its first period; empty if it was not said.
  std::string category;
  std::string definition;  ///< Which version of its definition or scale, as its source says.
  Id<AgencyId> agency;
  Id<ServiceId> service;
  measures::Breakdown breakdown = measures::Breakdown::UNSET;
  measures::PeriodKind period_kind = measures::PeriodKind::UNSET;
  measures::Unit unit = measures::Unit::UNSET;
  measures::CountingUnit counting_unit = measures::CountingUnit::UNSET;
  std::vector<Point> points;  ///< By the day on which the period ends.
  std::vector<Step> rebased;
  std::vector<Step> broken;
  std::vector<Narrative> narratives;
  bool screens_outliers = false;
  std::size_t baseline_points = 0;  ///< 0: all.

  /// The point of the period that ends that day; null if nothing is held for it.
  [[nodiscard]] const Point* find(Day ends) const;
  [[nodiscard]] Point* find(Day ends);
};

struct Decider {
  using State = series::State;
  using Event = series::Event;
  using Facts = closeloop::Facts;

  static void evolve(State& state, Event::Reader event, Day effective_on, Version version);
  static Result<Drafts<Event>> decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts);
};
static_assert(closeloop::Decider<Decider>);

}  // namespace closeloop::series
