#include "domain/series.h"

#include <algorithm>

#include "domain/period.h"

namespace closeloop::series {
namespace {

using eventstore::view;
using measures::Unit;

Value value_of(Measured::Reader said, Version version) {
  Value value;
  if (said.hasNumerator()) value.numerator = eventstore::decimal(said.getNumerator());
  if (said.hasDenominator()) value.denominator = eventstore::decimal(said.getDenominator());
  if (said.hasValue()) value.value = eventstore::decimal(said.getValue());
  value.flag = said.getFlag();
  if (said.hasDataReturn()) value.data_return = Id{said.getDataReturn()};
  value.version = version;
  return value;
}

/// Points mostly come in order, so the end is looked at first.
std::vector<Point>::iterator place_of(std::vector<Point>& points, Day ends) {
  if (points.empty() || points.back().ends < ends) return points.end();
  return std::ranges::lower_bound(points, ends, {}, &Point::ends);
}

void take(State& state, Measured::Reader said, Version version) {
  const auto ends = day(said.getEnds());
  auto at = place_of(state.points, ends);
  if (at == state.points.end() || at->ends != ends) {
    at = state.points.insert(at, Point{.period = eventstore::str(said.getPeriod()),
                                       .starts = day(said.getStarts()),
                                       .ends = ends,
                                       .now = value_of(said, version),
                                       .earlier = {},
                                       .target = {}});
  } else {
    at->earlier.push_back(std::exchange(at->now, value_of(said, version)));
  }
  if (said.hasTarget()) at->target = eventstore::str(said.getTarget());
}

Result<Period> must_be_period(const State& state, std::string_view text) {
  if (const auto period = parse_period(state.period_kind, text)) return *period;
  return refused("series.period", "“" + std::string{text} +
                                      "” is no period of this series. Write it like " +
                                      std::string{example_of(state.period_kind)} + ".");
}

Result<void> must_make_sense(Measured::Reader said) {
  if (!said.hasValue() && !said.hasNumerator() && said.getFlag() == Measured::Flag::UNSET) {
    return refused("series.value.something",
                   "Give a value, a numerator or a flag that says why there is none.");
  }
  if (said.hasValue() && says_there_is_none(said.getFlag())) {
    return refused("series.value.flag",
                   "The flag says that there is no value. Leave the value out, or the flag.");
  }
  if (said.hasDenominator() && eventstore::decimal(said.getDenominator()).digits < 0) {
    return refused("series.denominator", "A denominator can't be less than nought.");
  }
  if (said.hasNumerator() && eventstore::decimal(said.getNumerator()).digits < 0) {
    return refused("series.numerator", "A count can't be less than nought.");
  }
  return allowed();
}

Result<void> may_measure(const State& state, Measured::Reader said, Day ends, bool revises,
                         const Context& context) {
  BOOST_OUTCOME_TRY(must_make_sense(said));
  if (ends > context.today) {
    return refused("series.period.past", "The period has not ended yet. Record it once it has.");
  }
  const auto* held = state.find(ends);
  if (!revises && held != nullptr) {
    return refused("series.measure.once",
                   "A value is held for " + held->period +
                       ". To put another in its place, revise it: both are kept.");
  }
  if (revises && held == nullptr) {
    return refused("series.revise.held",
                   "No value is held for that period yet. Record one; there is nothing to revise.");
  }
  return allowed();
}

Result<void> may(const State& state, Event::Reader asked) {
  if (asked.isOpened()) {
    if (state.opened) return refused("series.open.once", "This series was already opened.");
    return allowed();
  }
  if (!state.opened) return not_found("There is no such series.");
  switch (asked.which()) {
    case Event::REBASED:
    case Event::BROKEN: {
      const auto text =
          asked.isRebased() ? asked.getRebased().getPeriod() : asked.getBroken().getPeriod();
      BOOST_OUTCOME_TRY(const auto period, must_be_period(state, view(text)));
      const auto& steps = asked.isRebased() ? state.rebased : state.broken;
      if (std::ranges::find(steps, period.ends, &Step::from) != steps.end()) {
        return refused("series.step.once", "That was already said of this period.");
      }
      return allowed();
    }
    case Event::NARRATIVE_WRITTEN: {
      BOOST_OUTCOME_TRY(const auto period,
                        must_be_period(state, view(asked.getNarrativeWritten().getPeriod())));
      if (state.find(period.ends) == nullptr) {
        return refused("series.narrative.held", "No value is held for that period.");
      }
      return allowed();
    }
    case Event::INDICATOR_SET:
      if (state.indicator == Id{asked.getIndicatorSet().getIndicator()}) {
        return refused("series.indicator.other", "The series measures that indicator already.");
      }
      return allowed();
    default: return allowed();
  }
}

}  // namespace

bool says_there_is_none(Measured::Flag flag) {
  using Flag = Measured::Flag;
  return flag == Flag::SUPPRESSED || flag == Flag::NOT_AVAILABLE || flag == Flag::NOT_APPLICABLE ||
         flag == Flag::NOT_HELD || flag == Flag::NOT_SUPPLIED;
}

const Point* State::find(Day ends) const {
  // Most that is asked for is the newest, or newer still.
  if (points.empty() || points.back().ends < ends) return nullptr;
  if (points.back().ends == ends) return &points.back();
  const auto at = std::ranges::lower_bound(points, ends, {}, &Point::ends);
  return at == points.end() || at->ends != ends ? nullptr : &*at;
}

Point* State::find(Day ends) { return const_cast<Point*>(std::as_const(*this).find(ends)); }

void Decider::evolve(State& state, Event::Reader event, Day /*effective_on*/, Version version) {
  const auto step_from = [&](std::string_view text, Id<ActionId> action) {
    const auto period = parse_period(state.period_kind, text);
    return Step{period ? period->ends : Day{}, version, std::move(action)};
  };
  switch (event.which()) {
    case Event::OPENED: {
      const auto said = event.getOpened();
      state.opened = true;
      state.title = eventstore::str(said.getTitle());
      if (said.hasIndicator()) state.indicator = Id{said.getIndicator()};
      state.area = eventstore::str(said.getArea());
      state.area_code = eventstore::str(said.getAreaCode());
      state.category = eventstore::str(said.getCategory());
      state.definition = eventstore::str(said.getDefinition());
      if (said.hasAgency()) state.agency = Id{said.getAgency()};
      if (said.hasService()) state.service = Id{said.getService()};
      state.breakdown = said.getBreakdown();
      state.period_kind = said.getPeriodKind();
      state.unit = said.getUnit();
      state.counting_unit = said.getCountingUnit();
      break;
    }
    case Event::MEASURED: take(state, event.getMeasured(), version); break;
    case Event::REMEASURED: take(state, event.getRemeasured(), version); break;
    case Event::REBASED: {
      const auto said = event.getRebased();
      state.rebased.push_back(step_from(view(said.getPeriod()), Id{said.getAction()}));
      break;
    }
    case Event::BROKEN:
      state.broken.push_back(step_from(view(event.getBroken().getPeriod()), {}));
      break;
    case Event::CHART_SET: {
      const auto said = event.getChartSet();
      state.screens_outliers = said.getScreenOutliers();
      state.baseline_points = said.getBaselinePoints();
      break;
    }
    case Event::NARRATIVE_WRITTEN: {
      const auto text = view(event.getNarrativeWritten().getPeriod());
      const auto period = parse_period(state.period_kind, text);
      state.narratives.push_back({period ? period->ends : Day{}, version});
      break;
    }
    case Event::INDICATOR_SET: state.indicator = Id{event.getIndicatorSet().getIndicator()}; break;
  }
}

Result<Drafts<Event>> Decider::decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts) {
  BOOST_OUTCOME_TRY(must_refer_to_records(facts));
  BOOST_OUTCOME_TRY(may(state, asked));
  auto events = as_asked<Event>(asked);
  if (!asked.isMeasured() && !asked.isRemeasured()) return events;

  const bool revises = asked.isRemeasured();
  const auto said = revises ? asked.getRemeasured() : asked.getMeasured();
  BOOST_OUTCOME_TRY(const auto period, must_be_period(state, view(said.getPeriod())));
  BOOST_OUTCOME_TRY(may_measure(state, said, period.ends, revises, context));
  auto decided = revises ? events.front()->getRemeasured() : events.front()->getMeasured();
  set(decided.initStarts(), period.starts);
  set(decided.initEnds(), period.ends);
  return events;
}

}  // namespace closeloop::series
