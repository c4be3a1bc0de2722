#include "projections/measures/shift_proposals.h"

#include <algorithm>

#include <boost/json/object.hpp>
#include <fmt/format.h>

#include "projections/describe.h"
#include "projections/measures/balance.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

std::vector<Number> actions_linked(const Board::Records& records, Number indicator) {
  std::vector<Number> found;
  for (const auto& id : records.state<indicator::State>(indicator).actions) {
    const auto number = records.store.find(RecordKind::ACTION, id.text());
    if (number != 0 && records.store[number].exists && records.action(number).is_live()) {
      found.push_back(number);
    }
  }
  return found;
}

/// Evidence about one of the actions that stands, and rests on such figures.
Number recorded_on(const Board::Records& records, const std::vector<Number>& actions, Number series,
                   Day delivered_on) {
  for (const auto action : actions) {
    for (const auto number : records.forward(action, RecordKind::EVIDENCE)) {
      const auto& state = records.evidence(number);
      if (state.series.text() == records.store[series].id && state.stands() &&
          state.observed_from && *state.observed_from >= delivered_on) {
        return number;
      }
    }
  }
  return 0;
}

std::string named(const Board::Records& records, const std::vector<Number>& actions) {
  std::string names;
  for (std::size_t i = 0; i < actions.size(); ++i) {
    if (i > 0) names += i + 1 == actions.size() ? " and " : ", ";
    names += records.store[actions[i]].id;
  }
  return names;
}

std::string_view name_of(evidence::Strength strength) {
  return strength == evidence::Strength::STRONG ? "strong" : "medium";
}

/// The evidence as it would be recorded, in the members of its event.
object evidence_json(const Board::Records& records, Number indicator,
                     const std::vector<Number>& actions, Number series, const DataShift& shift) {
  array ids;
  for (const auto action : actions) ids.push_back(boost::json::value(records.store[action].id));
  return {{"kind", "outcome"},
          {"title", fmt::format("Figures of {} since {} {} delivered", records.store[indicator].id,
                                named(records, actions), actions.size() == 1 ? "was" : "were")},
          {"actions", std::move(ids)},
          {"method", "dataShift"},
          {"strength", name_of(shift.strength)},
          {"observedFrom", iso(*shift.observed_from)},
          {"observedTo", iso(*shift.observed_to)},
          {"series", records.store[series].id}};
}

void add_shift(const Board::Records& records, Number indicator, const std::vector<Number>& actions,
               Number series, Day delivered_on, object& to) {
  const auto shift = data_shift(records, series, delivered_on);
  to["series"] = records.store[series].id;
  to["chartPage"] = fmt::format("/series/{}/chart", records.store[series].id);
  to["deliveredOn"] = iso(delivered_on);
  to["points"] = shift.points;
  to["ruleset"] = shift.ruleset;
  to["verdict"] = shift.verdict;
  to["sentence"] = shift.sentence;
  if (shift.observed_from) to["observedFrom"] = iso(*shift.observed_from);
  if (shift.observed_to) to["observedTo"] = iso(*shift.observed_to);
  if (const auto held = recorded_on(records, actions, series, delivered_on); held != 0) {
    to["verdict"] = "recorded";
    to["sentence"] = fmt::format("{} rests on these figures already.", records.store[held].id);
    to["recorded"] = reference_json(records, held);
    return;
  }
  if (!shift.shows) return;
  to["proposed"] = true;
  to["strength"] = name_of(shift.strength);
  to["evidence"] = evidence_json(records, indicator, actions, series, shift);
  to["command"] = object{{"method", "POST"},
                         {"path", "/api/v1/evidence"},
                         {"label", "Record it as evidence, if you judge so"}};
}

/// `since`: of a loop, its latest delivery; else that of the actions.
object figures_json(const Board::Records& records, Number indicator, std::vector<Number> actions,
                    std::optional<Day> since) {
  const auto delivered = [&](Number action) { return records.action(action).delivered_on; };
  const auto waiting = std::stable_partition(
      actions.begin(), actions.end(), [&](Number action) { return delivered(action).has_value(); });
  const bool none_delivered = waiting == actions.begin();
  if (!none_delivered) actions.erase(waiting, actions.end());
  object said{
      {"proposed", false},
      {"verdict", "notDelivered"},
      {"sentence", fmt::format("{} {} not delivered yet: figures count only from then on.",
                               named(records, actions), actions.size() == 1 ? "is" : "are")},
      {"actions", references_json(records, actions)},
      {"indicator", reference_json(records, indicator)},
      {"measurePage", fmt::format("/indicators/{}/measure", records.store[indicator].id)}};
  if (none_delivered) return said;
  const auto series = headline_series(records, indicator);
  if (series == 0) {
    said["verdict"] = "noData";
    said["sentence"] = "No figure of it has been supplied.";
    return said;
  }
  for (const auto action : actions) since = std::max(since, delivered(action));
  add_shift(records, indicator, actions, series, *since, said);
  return said;
}

}  // namespace

std::vector<Number> indicators_moved_by(const Board::Records& records, Number action) {
  std::vector<Number> found;
  const auto id = records.store[action].id;
  records.lists(list_of(RecordKind::INDICATOR)).visit_from(0, [&](std::uint64_t key) {
    const auto& state = records.state<indicator::State>(number_in(key));
    const bool moved = std::any_of(state.actions.begin(), state.actions.end(),
                                   [&](const auto& one) { return one.text() == id; });
    if (moved && !state.retired) found.push_back(number_in(key));
    return true;
  });
  return found;
}

array figures_on_loop(const Board::Records& records, const Loop& loop) {
  array all;
  const auto& state = records.finding(loop.finding);
  if (!state.has_loop() || state.is_closed()) return all;
  std::vector<std::pair<Number, std::vector<Number>>> by_indicator;
  for (const auto action : loop.actions) {
    if (!records.action(action).is_live()) continue;
    for (const auto indicator : indicators_moved_by(records, action)) {
      auto at = std::find_if(by_indicator.begin(), by_indicator.end(),
                             [&](const auto& one) { return one.first == indicator; });
      if (at == by_indicator.end()) at = by_indicator.insert(at, {indicator, {}});
      at->second.push_back(action);
    }
  }
  const auto since = latest_delivery(records.facts_of(loop));
  for (auto& [indicator, actions] : by_indicator) {
    all.push_back(figures_json(records, indicator, std::move(actions), since));
  }
  return all;
}

array figures_on_action(const Board::Records& records, Number action) {
  array all;
  if (!records.action(action).is_live()) return all;
  for (const auto indicator : indicators_moved_by(records, action)) {
    all.push_back(figures_json(records, indicator, {action}, {}));
  }
  return all;
}

array figures_on_indicator(const Board::Records& records, Number indicator) {
  array all;
  if (records.state<indicator::State>(indicator).retired) return all;
  for (const auto action : actions_linked(records, indicator)) {
    all.push_back(figures_json(records, indicator, {action}, {}));
  }
  return all;
}

std::string proposal_line(const Board::Records& records, Number action) {
  std::string names;
  for (const auto& one : figures_on_action(records, action)) {
    if (!one.at("proposed").as_bool()) continue;
    if (!names.empty()) names += ", ";
    names += std::string_view{one.at("indicator").at("id").as_string()};
  }
  return names.empty() ? names : fmt::format("The figures of {} may show an outcome.", names);
}

evidence::FiguresSaid figures_said(const Board& board, const std::vector<Id<ActionId>>& actions,
                                   std::string_view series_id, Day from, Day to) {
  const auto& records = board.records();
  evidence::FiguresSaid said;
  const auto series = records.store.find(RecordKind::SERIES, series_id);
  if (series == 0 || !records.store[series].exists) return said;
  const auto indicator = records.store.find(RecordKind::INDICATOR,
                                            records.state<series::State>(series).indicator.text());
  if (indicator == 0 || !records.store[indicator].exists) return said;
  const auto linked = actions_linked(records, indicator);
  bool all_delivered = true;
  for (const auto& id : actions) {
    const auto number = records.store.find(RecordKind::ACTION, id.text());
    if (number == 0 || !records.store[number].exists) continue;
    said.linked = said.linked || std::find(linked.begin(), linked.end(), number) != linked.end();
    const auto delivered = records.action(number).delivered_on;
    all_delivered = all_delivered && delivered.has_value();
    said.delivered_on = std::max(said.delivered_on, delivered);
  }
  if (!all_delivered) said.delivered_on.reset();
  const auto shift = data_shift(records, series, from, to);
  said.signals = shift.shows;
  said.strongest = shift.strength;
  said.said = shift.sentence;
  return said;
}

}  // namespace closeloop
