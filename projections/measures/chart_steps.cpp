#include "projections/measures/chart_steps.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "projections/describe.h"
#include "projections/measures/kept_event.h"
#include "projections/measures/restricted.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

/// A step with the record whose event it is: a series, or the indicator whose definition changed.
struct Said {
  Number record;
  series::Step step;
  bool breaks;
};

std::vector<Said> said_of(const Board::Records& records, Number number,
                          const series::State& series) {
  std::vector<Said> all;
  for (const auto& step : series.rebased) all.push_back({number, step, false});
  for (const auto& step : series.broken) all.push_back({number, step, true});
  if (const auto* indicator = indicator_of(records, series)) {
    const auto of = records.store.find(RecordKind::INDICATOR, series.indicator.text());
    for (const auto& each : indicator->breaks) {
      all.push_back({of, {each.from, each.version, {}}, true});
    }
  }
  return all;
}

std::string_view what_changed(series::Broken::What what) {
  switch (what) {
    case series::Broken::What::DEFINITION: return "The definition changed";
    case series::Broken::What::AREA: return "The area changed";
    case series::Broken::What::SYSTEM: return "The system that the figures come from changed";
    case series::Broken::What::UNSET: break;
  }
  return "What is counted changed";
}

std::string_view what_of(const Board::Records& records, const Said& said) {
  if (!said.breaks) return "The limits were worked out anew";
  auto what = series::Broken::What::DEFINITION;  // All that an indicator's event can say.
  const auto* kept = kept_at(records, said.record, said.step.version);
  if (kept != nullptr && records.store[said.record].kind == RecordKind::SERIES) {
    eventstore::Opener opener;
    (void)opener.open<Event>(kept->payload(), [&](Event::Reader payload) {
      what = payload.getSeries().getBroken().getWhat();
    });
  }
  return what_changed(what);
}

object told(const Board::Records& records, const Said& said, Audience audience) {
  object model{{"what", what_of(records, said)}};
  const auto* kept = kept_at(records, said.record, said.step.version);
  if (kept != nullptr && !is_closed(records, said.record, audience)) {
    if (!kept->reason().empty()) model["reason"] = kept->reason();
    model["event"] = event_page(kept->position);
  }
  return model;
}

}  // namespace

array breaks_model(const Board::Records& records, Number number, const series::State& series,
                   const JudgedSeries& judged, Audience audience) {
  auto all = said_of(records, number, series);
  std::ranges::stable_sort(all, {}, [](const Said& said) { return said.step.from; });
  array breaks;
  for (const auto& said : all) {
    const auto at = place_of(judged, said.step.from);
    if (!said.breaks || at == 0 || at >= judged.places.size()) continue;
    auto model = told(records, said, audience);
    model["index"] = judged.places[at];
    breaks.push_back(std::move(model));
  }
  return breaks;
}

std::optional<object> cause_of_limits(const Board::Records& records, Number number,
                                      const series::State& series, const JudgedSeries& judged,
                                      std::size_t place, Audience audience) {
  const auto all = said_of(records, number, series);
  const auto said = std::ranges::find_if(
      all, [&](const Said& one) { return place_of(judged, one.step.from) == place; });
  if (place == 0 || said == all.end()) return std::nullopt;
  auto cause = told(records, *said, audience);
  cause["kind"] = said->breaks ? "break" : "rebase";
  const auto& id = said->step.action.text();
  const auto action = id.empty() ? 0 : records.store.find(RecordKind::ACTION, id);
  if (action != 0 && records.store[action].exists) {
    cause["id"] = id;
    cause["text"] = id + ": " + text_of(records, action);
    cause["href"] = page_of(records, action);
  }
  return cause;
}

}  // namespace closeloop
