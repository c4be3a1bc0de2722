#include "projections/measures/quality.h"

#include <algorithm>

#include "projections/describe.h"
#include "projections/measures/choice_words.h"
#include "projections/measures/kept_event.h"
#include "projections/measures/narratives.h"
#include "projections/measures/restricted.h"

namespace closeloop {
namespace {

using boost::json::object;
using measures::Grade;

Grade grade_of(const Board::Records& records, const indicator::Terms& terms,
               const Headline& headline) {
  const auto& figures = headline.judged.figures;
  if (!figures.empty() && figures.back().held != nullptr) {
    const auto& id = figures.back().held->data_return.text();
    const auto number = id.empty() ? 0 : records.store.find(RecordKind::DATA_RETURN, id);
    if (number != 0 && records.store[number].exists) {
      const auto& came_with = records.state<data_return::State>(number);
      if (came_with.phase == data_return::Phase::accepted && came_with.grade != Grade::UNSET) {
        return came_with.grade;
      }
    }
  }
  return terms.grade;
}

}  // namespace

object quality_of(const Board::Records& records, const indicator::Terms& terms,
                  const Headline& headline) {
  const auto grade = grade_of(records, terms, headline);
  if (grade == Grade::UNSET) return {{"grade", ""}, {"label", "Not graded"}};
  const auto label = words(grade).label;
  return {{"grade", label.substr(0, 1)}, {"label", label}};
}

std::optional<object> newest_narrative(const Board::Records& records, const Headline& headline,
                                       Audience audience) {
  if (headline.series == 0 || headline.judged.places.empty() ||
      is_closed(records, headline.series, audience)) {
    return std::nullopt;
  }
  const auto& series = records.state<series::State>(headline.series);
  const auto& newest = *headline.judged.figures[headline.judged.places.back()].point;
  const auto last =
      std::find_if(series.narratives.rbegin(), series.narratives.rend(),
                   [&](const series::Narrative& one) { return one.period_ends == newest.ends; });
  if (last == series.narratives.rend()) return std::nullopt;
  const auto* kept = kept_at(records, headline.series, last->version);
  if (kept == nullptr) return std::nullopt;
  object said{{"period", newest.period},
              {"on", iso(kept->effective())},
              {"event", event_page(kept->position)}};
  add_author(records, *kept, said);
  eventstore::Opener opener;
  (void)opener.open<Event>(kept->payload(), [&](Event::Reader payload) {
    said["narrative"] = eventstore::str(payload.getSeries().getNarrativeWritten().getNarrative());
  });
  return said;
}

}  // namespace closeloop
