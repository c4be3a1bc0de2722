#include <algorithm>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "projections/describe.h"
#include "projections/measures/balance.h"
#include "projections/measures/held_series.h"
#include "projections/measures/measure_row.h"
#include "projections/measures/scorecard.h"
#include "projections/record_fields.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

object signal_json(const Signal& signal) {
  return {{"name", signal.name}, {"label", signal.label}, {"reason", signal.reason}};
}

/// Every other series of the indicator: other areas for comparison, and parts of the whole.
array others(const Board::Records& records, Number indicator, Number headline, Audience audience) {
  array all;
  records.store.forward(indicator, [&](Number number) {
    if (number == headline || records.store[number].kind != RecordKind::SERIES ||
        !records.store[number].exists) {
      return;
    }
    const auto& series = records.state<series::State>(number);
    const auto judged = judge(records, number, audience);
    object one{
        {"id", records.store[number].id},
        {"title", text_of(records, number)},
        {"page", fmt::format("/series/{}/chart", records.store[number].id)},
        {"area", series.area},
        {"category", series.category},
        {"agency",
         series.agency.text().empty() ? std::string{} : agency_name(records, series.agency.text())},
        {"signal", signal_json(signal_of(records, number, judged))}};
    if (!judged.figures.empty()) {
      const auto& newest = judged.figures.back();
      one["latest"] = object{{"period", newest.point->period},
                             {"shown", newest.shown.empty() ? newest.flag : newest.shown}};
    }
    all.push_back(std::move(one));
  });
  return all;
}

/// Those published by the day that is asked for, and recorded by the board asked.
array benchmarks(const Board::Records& records, Number indicator, Day asked_on) {
  array all;
  for_each_kept<std::tuple_element_t<static_cast<std::size_t>(RecordKind::INDICATOR), Aggregates>>(
      records, indicator, [&](auto event, const KeptEvent&) {
        if (!event.isBenchmarkLoaded()) return;
        const auto said = event.getBenchmarkLoaded();
        if (day(said.getPublishedOn()) > asked_on) return;
        all.push_back(object{{"area", eventstore::str(said.getArea())},
                             {"period", eventstore::str(said.getPeriod())},
                             {"value", eventstore::decimal(said.getValue()).text()},
                             {"publishedOn", iso(day(said.getPublishedOn()))},
                             {"source", eventstore::str(said.getSource())}});
      });
  return all;
}

array narratives(const Board::Records& records, Number series) {
  array all;
  for_each_kept<std::tuple_element_t<static_cast<std::size_t>(RecordKind::SERIES), Aggregates>>(
      records, series, [&](auto event, const KeptEvent& kept) {
        if (!event.isNarrativeWritten()) return;
        const auto said = event.getNarrativeWritten();
        all.push_back(object{{"period", eventstore::str(said.getPeriod())},
                             {"narrative", eventstore::str(said.getNarrative())},
                             {"on", iso(kept.effective())},
                             {"event", fmt::format("/events/{}", kept.position)}});
      });
  return all;
}

array actions(const Board::Records& records, const indicator::State& state, Day asked_on) {
  array all;
  for (const auto& id : state.actions) {
    const auto number = records.store.find(RecordKind::ACTION, id.text());
    if (number == 0 || !records.store[number].exists) continue;
    auto one = reference_json(records, number);
    add_action_status(records, number, asked_on, one);
    all.push_back(std::move(one));
  }
  return all;
}

/// A signal wants words (domain 3.3): whether those of the newest figure are there.
bool wants_narrative(const JudgedSeries& judged, const series::State& series,
                     const Signal& signal) {
  if (signal.name != "concern" && signal.name != "improvement") return false;
  const auto ends = judged.figures[judged.places.back()].point->ends;
  return std::none_of(series.narratives.begin(), series.narratives.end(),
                      [&](const series::Narrative& one) { return one.period_ends == ends; });
}

}  // namespace

Result<object> measure(const Board& board, std::string_view id, Day asked_on, Audience audience) {
  const auto& records = board.records();
  BOOST_OUTCOME_TRY(const auto number, must_find(records, "indicators", id));
  const auto& state = records.state<indicator::State>(number);
  object model{{"id", records.store[number].id},
               {"title", state.terms.title},
               {"page", fmt::format("/indicators/{}/measure", id)},
               {"self", fmt::format("/api/v1/indicators/{}/measure", id)},
               {"record", page_of(records, number)},
               {"askedOn", iso(asked_on)},
               {"availability", words(state.availability)},
               {"definition", fields_json(records, number)},
               {"actions", actions(records, state, asked_on)},
               {"benchmarks", benchmarks(records, number, asked_on)}};
  if (!state.terms.priority_area.text().empty()) {
    model["scorecard"] = fmt::format("/scorecards/{}", state.terms.priority_area.text());
  }
  if (state.asked_on) model["availabilityAskedOn"] = iso(*state.asked_on);
  const auto series = headline_series(records, number);
  model["others"] = others(records, number, series, audience);
  if (series == 0) {
    const Signal none{"noData", "No data", "No figure has been supplied."};
    model["signal"] = signal_json(none);
    model["sentence"] = fmt::format("No figure has been supplied. {}.", words(state.availability));
    return model;
  }
  const auto judged = judge(records, series, audience);
  const auto signal = balanced_signal(records, number, signal_of(records, series, judged));
  model["series"] = reference_json(records, series);
  model["chartPage"] = fmt::format("/series/{}/chart", records.store[series].id);
  model["signal"] = signal_json(signal);
  model["sentence"] = signal.label + ". " + signal.reason;
  model["chart"] = chart_model(records, series, judged, signal);
  model["narratives"] = narratives(records, series);
  if (wants_narrative(judged, records.state<series::State>(series), signal)) {
    model["narrativeWanted"] = object{
        {"sentence", "This signal has no words yet: say what it means, and what is done."},
        {"page", fmt::format("/records/series/{}/write-narrative", records.store[series].id)}};
  }
  return model;
}

}  // namespace closeloop
