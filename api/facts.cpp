#include "api/facts.h"

#include <chrono>

#include <fmt/format.h>

#include "eventstore/schema/dynamic.h"
#include "eventstore/schema/values.h"

namespace closeloop::api {
namespace {

constexpr std::chrono::seconds views_may_lag{2};

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

}  // namespace

Result<Problems> unknown_references(const EventKind& kind, capnp::DynamicStruct::Reader event,
                                    const Sources& sources) {
  Problems unknown;
  for (const auto& reference : kind.references) {
    for (const auto& [pointer, id] : ids_in(*reference.field, event)) {
      if (sources.projector.live()->exists(reference.resource, id)) continue;
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
  if (!sources.projector.wait_for(sources.log.head(), views_may_lag)) {
    return eventstore::unavailable("views.behind",
                                   "The views are still catching up. Try again in a moment.");
  }
  return sources.projector.live()->loop_streams(finding);
}

}  // namespace closeloop::api
