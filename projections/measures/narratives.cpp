#include "projections/measures/narratives.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "projections/describe.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;
using SeriesAggregate =
    std::tuple_element_t<static_cast<std::size_t>(RecordKind::SERIES), Aggregates>;

}  // namespace

void add_author(const Board::Records& records, const KeptEvent& narrative, object& to) {
  const auto author = records.authors.find(narrative.position);
  if (author == records.authors.end()) return;
  to["by"] = somebody_json(records, author->second.actor);
  if (!author->second.on_behalf_of.empty()) {
    to["onBehalfOf"] = somebody_json(records, author->second.on_behalf_of);
  }
}

array narratives_json(const Board::Records& records, Number series) {
  array all;
  if (records.state<series::State>(series).narratives.empty()) return all;
  for_each_kept<SeriesAggregate>(records, series, [&](auto event, const KeptEvent& kept) {
    if (!event.isNarrativeWritten()) return;
    const auto said = event.getNarrativeWritten();
    object one{{"period", eventstore::str(said.getPeriod())},
               {"narrative", eventstore::str(said.getNarrative())},
               {"on", iso(kept.effective())},
               {"event", fmt::format("/events/{}", kept.position)}};
    add_author(records, kept, one);
    all.push_back(std::move(one));
  });
  return all;
}

object narrative_wanted(const Board::Records& records, Number number, const JudgedSeries& judged,
                        const Signal& signal) {
  constexpr std::array<std::string_view, 3> no_signals{"noChange", "tooFew", "noData"};
  if (std::ranges::find(no_signals, signal.name) != no_signals.end()) return {};
  const auto ends = judged.figures[judged.places.back()].point->ends;
  const auto& said = records.state<series::State>(number).narratives;
  if (std::any_of(said.begin(), said.end(),
                  [&](const series::Narrative& one) { return one.period_ends == ends; })) {
    return {};
  }
  return {{"sentence", "This signal has no words yet: say what it means, and what is done."},
          {"page", fmt::format("/records/series/{}/write-narrative", records.store[number].id)}};
}

}  // namespace closeloop
