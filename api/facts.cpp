#include "api/facts.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "eventstore/schema/dynamic.h"
#include "eventstore/schema/values.h"
#include "projections/measures/shift_proposals.h"
#include "projections/traceability.h"

namespace closeloop::api {
namespace {

/// The ids in a field, each with its pointer.
std::vector<std::pair<std::string, std::string>> ids_in(const eventstore::Field& field,
                                                        capnp::DynamicStruct::Reader event) {
  std::vector<std::pair<std::string, std::string>> ids;
  if (!event.has(field.schema)) return ids;
  const auto text = [](capnp::DynamicStruct::Reader id) {
    return eventstore::str(eventstore::text_of_id(id));
  };
  if (!field.list) {
    ids.emplace_back(fmt::format("/{}", field.name),
                     text(event.get(field.schema).as<capnp::DynamicStruct>()));
    return ids;
  }
  int at = 0;
  for (const auto each : event.get(field.schema).as<capnp::DynamicList>()) {
    ids.emplace_back(fmt::format("/{}/{}", field.name, at++),
                     text(each.as<capnp::DynamicStruct>()));
  }
  return ids;
}

/// What `ask` says of the board that the sources name, or of the live one.
template <typename Ask>
auto of_board(const Sources& sources, Ask&& ask) {
  if (sources.board != nullptr) return ask(*sources.board);
  return ask(*sources.projector.live());
}

Result<void> must_be_level(const Sources& sources) {
  if (sources.board != nullptr) return eventstore::allowed();
  if (sources.projector.wait_for(sources.log.head(), views_may_lag)) return eventstore::allowed();
  return eventstore::unavailable("views.behind",
                                 "The views are still catching up. Try again in a moment.");
}

}  // namespace

Result<Problems> unknown_references(const EventKind& kind, capnp::DynamicStruct::Reader event,
                                    const Sources& sources) {
  Problems unknown;
  for (const auto& reference : kind.references) {
    for (const auto& [pointer, id] : ids_in(*reference.field, event)) {
      const bool exists = of_board(
          sources, [&](const Board& board) { return board.exists(reference.resource, id); });
      if (exists) continue;
      BOOST_OUTCOME_TRY(const auto version,
                        sources.log.stream_version(stream_of(reference.resource, id)));
      if (version) continue;
      unknown.push_back(
          {pointer, "unknown", fmt::format("There is no {} {}.", reference.field->refers_to, id)});
    }
  }
  return unknown;
}

Result<Board::LoopStreams> loop_streams(const std::string& finding, const Sources& sources) {
  BOOST_OUTCOME_TRY(must_be_level(sources));
  return of_board(sources, [&](const Board& board) { return board.loop_streams(finding); });
}

Result<std::vector<Id<FindingId>>> findings_behind(const action::State& state,
                                                   action::Event::Reader asked,
                                                   const Sources& sources) {
  std::vector<Id<FindingId>> found;
  std::vector<std::pair<std::string_view, std::string>> named;
  const auto name = [&](std::string_view resource, const auto& ids) {
    for (const auto& id : ids_of(ids)) named.emplace_back(resource, id.text());
  };
  const auto gather_names = [&](const auto& event) {
    if (event.getFindings().size() > 0) return;
    name("learning-points", event.getLearningPoints());
    name("recommendations", event.getRecommendations());
  };
  if (asked.isAgreed()) gather_names(asked.getAgreed());
  if (asked.isLinked() && state.findings.empty()) gather_names(asked.getLinked());
  if (named.empty()) return found;
  BOOST_OUTCOME_TRY(must_be_level(sources));
  for (const auto& [resource, id] : named) {
    auto behind = of_board(sources, [&](const Board& board) {
      return closeloop::findings_behind(board, resource, id);
    });
    for (auto& finding : behind) {
      const bool is_new =
          std::ranges::none_of(found, [&](const auto& other) { return other.text() == finding; });
      if (is_new) found.emplace_back(std::move(finding));
    }
  }
  return found;
}

Result<FiguresRead> figures_behind(evidence::Recorded::Reader asked, const Sources& sources) {
  using Series = AggregateOf<series::Decider>;
  const auto actions = ids_of(asked.getActions());
  const auto series = eventstore::str(asked.getSeries().getText());
  BOOST_OUTCOME_TRY(const auto held, sources.states.load<Series>(series, sources.fresh));
  std::vector<std::string> streams{stream_of(Series::resource, series)};
  if (const auto& indicator = held.state->indicator.text(); !indicator.empty()) {
    streams.push_back(stream_of("indicators", indicator));
  }
  for (const auto& action : actions) streams.push_back(stream_of("actions", action.text()));
  FiguresRead read;
  // Versions first: what the board then has of these records is as new, or the commit fails.
  for (auto& stream : streams) {
    BOOST_OUTCOME_TRY(const auto version, sources.log.stream_version(stream));
    const bool named =
        std::ranges::any_of(read.seen, [&](const auto& each) { return each.stream == stream; });
    if (!named) read.seen.push_back({std::move(stream), version});
  }
  BOOST_OUTCOME_TRY(must_be_level(sources));
  read.said = figures_said(*sources.projector.live(), actions, series, day(asked.getObservedFrom()),
                           day(asked.getObservedTo()));
  return read;
}

}  // namespace closeloop::api
