#include "domain/indicator.h"

#include <algorithm>
#include <array>

#include "domain/period.h"

namespace closeloop::indicator {
namespace {

using measures::Unit;

std::vector<std::string> texts_of(capnp::List<capnp::Text>::Reader list) {
  std::vector<std::string> texts;
  texts.reserve(list.size());
  for (const auto text : list) texts.push_back(eventstore::str(text));
  return texts;
}

Terms terms_of(Definition::Reader said) {
  Terms terms{.title = eventstore::str(said.getTitle()),
              .priority_area = Id{said.getPriorityArea()},
              .group = eventstore::str(said.getGroup()),
              .questions = ids_of(said.getQuestions()),
              .unit = said.getUnit(),
              .counting_unit = said.getCountingUnit(),
              .frequency = said.getFrequency(),
              .direction = said.getDirection(),
              .grade = said.getGrade(),
              .target = {},
              .balanced_by = ids_of(said.getBalancedBy()),
              .journey_stages = {},
              .also_known_as = texts_of(said.getAlsoKnownAs()),
              .also_in_groups = texts_of(said.getAlsoInGroups()),
              .breakdowns = {},
              .denominator = eventstore::str(said.getDenominator()),
              .source_agency = eventstore::str(said.getSourceAgency()),
              .target_basis = eventstore::str(said.getTargetBasis()),
              .period_meaning = eventstore::str(said.getPeriodMeaning()),
              .lag_days = said.getLagDays(),
              .ratio_of = Id{said.getRatioOf()},
              .ratio_to = Id{said.getRatioTo()},
              .pattern_of = ids_of(said.getPatternOf()),
              .pattern_stage = said.getPatternStage(),
              .code_lists = ids_of(said.getCodeLists()),
              .hides_small_counts = said.getSuppression() != Definition::Suppression::NONE,
              .restricted = said.getHandling() == Definition::Handling::RESTRICTED,
              .charted = said.getChart() != Definition::Chart::TABLE_ONLY,
              .of_one_day = said.getTaken() == Definition::Taken::SNAPSHOT};
  if (said.hasTarget()) terms.target = eventstore::decimal(said.getTarget());
  for (const auto stage : said.getJourneyStages()) terms.journey_stages.push_back(stage);
  for (const auto breakdown : said.getBreakdowns()) terms.breakdowns.push_back(breakdown);
  return terms;
}

void take(State& state, Definition::Reader said, Day effective_on, Version version) {
  state.valid_from = said.hasValidFrom() ? day(said.getValidFrom()) : effective_on;
  if (state.defined && said.getBreaksSeries()) {
    state.breaks.push_back({state.valid_from, version});
  }
  state.defined = true;
  state.terms = terms_of(said);
}

/// A pattern is read from others, and has no number that could be supplied or worked out.
Result<void> must_be_a_pattern(Definition::Reader said, const Context& context) {
  const auto parts = ids_of(said.getPatternOf());
  if (parts.empty() && said.getPatternStage() == JourneyStage::UNSET) return allowed();
  if (parts.empty() || said.getUnit() != Unit::STATUS || said.hasRatioOf()) {
    return refused("indicator.pattern",
                   "A pattern is read from other indicators and has no number: name those, choose "
                   "the unit for a state in words, and leave the ratio out.");
  }
  if (std::ranges::any_of(parts, [&](const auto& id) { return id.text() == context.record; })) {
    return refused("indicator.pattern.other", "A pattern can't be read from itself: name others.");
  }
  return allowed();
}

/// Figures that are out of something need to say out of what; and none can balance itself.
Result<void> must_hold_together(Definition::Reader said, const Context& context) {
  constexpr std::array out_of{Unit::PERCENT, Unit::PER10000, Unit::RATIO, Unit::N_OF_N};
  if (std::ranges::find(out_of, said.getUnit()) != out_of.end() &&
      said.getDenominator().size() == 0) {
    return refused("indicator.denominator",
                   "Say out of what it is counted: a share, rate or ratio needs a denominator.");
  }
  if (said.hasRatioOf() != said.hasRatioTo() ||
      (said.hasRatioOf() && said.getUnit() != Unit::RATIO)) {
    return refused("indicator.ratio",
                   "A ratio is worked out from two indicators: name both, and say that the unit is "
                   "a ratio.");
  }
  const auto balances = ids_of(said.getBalancedBy());
  if (std::ranges::any_of(balances, [&](const auto& id) { return id.text() == context.record; })) {
    return refused("indicator.balance.other", "An indicator can't balance itself: name another.");
  }
  return must_be_a_pattern(said, context);
}

Result<void> may(const State& state, Event::Reader asked, const Context& context) {
  if (asked.isDefined()) {
    if (state.defined) {
      return refused("indicator.define.once",
                     "This indicator is defined already. Revise it, with a reason.");
    }
    return must_hold_together(asked.getDefined(), context);
  }
  if (!state.defined) return not_found("There is no such indicator.");
  if (state.retired) return refused("indicator.retired", "This indicator was retired.");
  switch (asked.which()) {
    case Event::REVISED: return must_hold_together(asked.getRevised(), context);
    case Event::ACTION_LINKED:
      if (std::ranges::find(state.actions, Id{asked.getActionLinked().getAction()}) !=
          state.actions.end()) {
        return refused("indicator.link.once", "That action is linked to this indicator already.");
      }
      return allowed();
    case Event::ACTION_UNLINKED:
      if (std::ranges::find(state.actions, Id{asked.getActionUnlinked().getAction()}) ==
          state.actions.end()) {
        return refused("indicator.unlink.linked", "That action is not linked to this indicator.");
      }
      return allowed();
    case Event::AVAILABILITY_SET: {
      const auto said = asked.getAvailabilitySet();
      if (said.hasAskedOn() && day(said.getAskedOn()) > context.today) {
        return refused("indicator.asked.past", "The day it was asked can't be in the future.");
      }
      return allowed();
    }
    case Event::BENCHMARK_LOADED: {
      const auto said = asked.getBenchmarkLoaded();
      if (!parse_period(said.getPeriodKind(), eventstore::view(said.getPeriod()))) {
        return refused("indicator.benchmark.period",
                       "Write the period in the way of its kind, such as " +
                           std::string{example_of(said.getPeriodKind())} + ".");
      }
      if (day(said.getPublishedOn()) > context.today) {
        return refused("indicator.benchmark.past", "A benchmark can't be published in the future.");
      }
      return allowed();
    }
    default: return allowed();
  }
}

}  // namespace

void Decider::evolve(State& state, Event::Reader event, Day effective_on, Version version) {
  switch (event.which()) {
    case Event::DEFINED: take(state, event.getDefined(), effective_on, version); break;
    case Event::REVISED: take(state, event.getRevised(), effective_on, version); break;
    case Event::AVAILABILITY_SET: {
      const auto said = event.getAvailabilitySet();
      state.availability = said.getStatus();
      state.asked_on = said.hasAskedOn() ? day(said.getAskedOn()) : effective_on;
      break;
    }
    case Event::ACTION_LINKED:
      state.actions.emplace_back(event.getActionLinked().getAction());
      break;
    case Event::ACTION_UNLINKED:
      std::erase(state.actions, Id{event.getActionUnlinked().getAction()});
      break;
    case Event::RETIRED: state.retired = true; break;
    case Event::BENCHMARK_LOADED:
    case Event::SMALL_NUMBERS_OPENED: break;
  }
}

Result<Drafts<Event>> Decider::decide(const State& state, Event::Reader asked,
                                      const Context& context, const Facts& facts) {
  BOOST_OUTCOME_TRY(must_refer_to_records(facts));
  BOOST_OUTCOME_TRY(may(state, asked, context));
  return as_asked<Event>(asked);
}

}  // namespace closeloop::indicator
