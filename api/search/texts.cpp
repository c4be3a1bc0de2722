#include "api/search/texts.h"

#include <algorithm>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>

#include "domain/schema/event.capnp.h"
#include "eventstore/schema/catalogue.h"
#include "eventstore/schema/recorded.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;
using eventstore::Field;
using eventstore::Kind;

/// Opens nothing: sealed text has no business in an index.
class ShutSealer final : public eventstore::Sealer {
 public:
  void seal(std::string_view /*text*/, eventstore::schema::Sealed::Builder /*to*/) const override {}
  [[nodiscard]] std::optional<std::string> open(
      eventstore::schema::Sealed::Reader /*from*/) const override {
    return std::nullopt;
  }
};

const eventstore::Catalogue& catalogue() {
  static const eventstore::Catalogue all{eventstore::shape_of<Event>()};
  return all;
}

/// The field that a record is headed with: the first text that it can't be made without.
const Field* heading(const eventstore::EventKind* creating) {
  if (creating == nullptr || !creating->event->record) return nullptr;
  const auto& fields = creating->event->record->fields;
  const auto found = std::ranges::find_if(fields, [](const Field& field) {
    return field.kind == Kind::text && field.required && !field.list;
  });
  return found == fields.end() ? nullptr : &*found;
}

/// Whether its fields stand instead of those the record was made with: it corrects them, or says
/// them all anew, as a strategy does that is revised.
bool describes(const Field& event, const eventstore::EventKind* creating) {
  if (event.creates || event.intent == "correct" || event.intent == "rename") return true;
  return creating != nullptr && event.record && creating->event->record &&
         event.record->schema == creating->event->record->schema;
}

struct Collector {
  std::vector<SearchText> texts;
  std::string_view heading;

  void add(const eventstore::Shape& shape, const json::object& from, const std::string& before) {
    for (const auto& field : shape.fields) {
      const auto* value = from.if_contains(field.name);
      if (value == nullptr || field.decided) continue;
      if (const auto* items = value->if_array()) {
        std::size_t at = 0;
        for (const auto& item : *items) {
          add(field, item, fmt::format("{} {} {:03}", before, field.name, at++));
        }
      } else {
        add(field, *value, fmt::format("{} {}", before, field.name));
      }
    }
  }

  void add(const Field& field, const json::value& value, std::string name) {
    if (field.kind == Kind::record && value.is_object() && field.record) {
      add(*field.record, value.get_object(), name);
    }
    if (field.kind != Kind::text || !value.is_string()) return;
    if (!heading.empty() && field.name == heading) name.clear();
    texts.push_back({std::move(name), std::string{value.get_string()}});
  }
};

}  // namespace

eventstore::Result<std::vector<SearchText>> texts_of(const eventstore::RecordedEvent& event) {
  static const ShutSealer sealer;
  BOOST_OUTCOME_TRY(const auto payload,
                    eventstore::view_payload(catalogue(), event.payload, sealer));
  const auto& said = *payload.kind->event;
  const auto* creating = catalogue().creating(payload.kind->resource());
  const bool description = describes(said, creating);
  Collector collector;
  if (const auto* first = heading(creating); first && description) {
    collector.heading = first->name;
  }
  // What describes the record stands before what was said of it later, in the order of the log.
  const auto before = fmt::format("{:010}", description ? 0 : event.version.number());
  if (said.record) collector.add(*said.record, payload.data, before);
  if (!event.reason.empty()) {
    collector.texts.push_back(
        {fmt::format("{:010} reason", event.version.number()), std::string{event.reason}});
  }
  return std::move(collector.texts);
}

}  // namespace closeloop::api
