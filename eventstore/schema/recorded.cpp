#include "eventstore/schema/recorded.h"

#include <utility>

#include "eventstore/schema/dynamic.h"
#include "eventstore/schema/json.h"
#include "eventstore/schema/text.h"

namespace eventstore {
namespace {

namespace json = boost::json;
using capnp::DynamicStruct;

/// The event itself, out of both unions.
DynamicStruct::Reader event_in(DynamicStruct::Reader payload, const EventKind& kind) {
  const auto aggregate = payload.get(kind.aggregate->schema).as<DynamicStruct>();
  return aggregate.get(kind.event->schema).as<DynamicStruct>();
}

}  // namespace

Result<PayloadView> view_payload(const Catalogue& catalogue, BytesView payload,
                                 const Sealer& sealer) {
  PayloadView view;
  Opener opener;
  BOOST_OUTCOME_TRY(open_dynamic(opener, payload, catalogue.payload().schema, [&](auto root) {
    view.kind = catalogue.of(root);
    const auto& shape = *view.kind->event->record;
    const auto event = event_in(root, *view.kind);
    view.data = to_json(shape, event, sealer);
    view.lines = render(shape, event, sealer);
  }));
  return view;
}

Result<json::object> recorded_to_json(const Catalogue& catalogue, const RecordedEvent& event,
                                      const Sealer& sealer) {
  BOOST_OUTCOME_TRY(auto payload, view_payload(catalogue, event.payload, sealer));
  json::object object;
  const auto add = [&](const char* name, std::string_view text) {
    if (!text.empty()) object[name] = printable(text);
  };
  object["position"] = event.position.number();
  add("stream", event.stream);
  object["version"] = event.version.number();
  add("type", event.type);
  object["schemaVersion"] = event.schema_version;
  add("recordedAt", iso(event.recorded_at));
  add("effectiveOn", iso(event.effective_on));
  add("actor", event.actor);
  add("onBehalfOf", event.on_behalf_of);
  add("reason", event.reason);
  add("commandId", to_string(event.command_id));
  add("correlation", event.correlation);
  if (event.causation) object["causation"] = event.causation.number();
  object["data"] = std::move(payload.data);
  return object;
}

std::vector<Line> render_recorded(const Catalogue& catalogue, const RecordedEvent& event,
                                  const Sealer& sealer) {
  std::vector<Line> lines;
  const auto add = [&](const char* label, std::string_view value, const char* refers_to = "") {
    if (!value.empty()) lines.push_back({0, label, printable(value), refers_to});
  };
  add("Position in the log", std::to_string(event.position.number()));
  add("Record", event.stream);
  add("Version of the record", std::to_string(event.version.number()));
  add("Recorded at", long_form(event.recorded_at));
  add("True on", long_form(event.effective_on));
  add("Recorded by", event.actor, "person");
  add("On behalf of", event.on_behalf_of, "person");
  add("Reason", event.reason);
  add("Request", to_string(event.command_id));
  add("Part of", event.correlation);
  if (event.causation) add("Follows from position", std::to_string(event.causation.number()));

  auto payload = view_payload(catalogue, event.payload, sealer);
  if (!payload) {
    add("What happened", event.type);
    add("Damaged", payload.error().message);
    return lines;
  }
  add("What happened", payload.value().kind->event->label);
  for (auto& line : payload.value().lines) {
    ++line.depth;
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace eventstore
