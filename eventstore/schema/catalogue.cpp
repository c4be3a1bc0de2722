#include "eventstore/schema/catalogue.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "eventstore/schema/dynamic.h"

namespace eventstore {
namespace {

void insist(bool is_so, const std::string& message) {
  if (!is_so) throw std::logic_error{message};
}

}  // namespace

Catalogue::Catalogue(const Shape& payload) : payload_{&payload} {
  std::set<std::string> resources;
  for (const auto& aggregate : payload.fields) {
    insist(aggregate.variant && aggregate.kind == Kind::record && !aggregate.list,
           aggregate.name + " is not an aggregate's union of events");
    insist(resources.insert(aggregate.record->resource).second,
           aggregate.record->resource + " is the resource of two aggregates");
    std::set<std::string> intents;
    for (const auto& event : aggregate.record->fields) {
      auto type = type_name(aggregate.name, event.name);
      insist(event.variant && event.kind == Kind::record && !event.list, type + " is no event");
      insist(event.intent.empty() || intents.insert(event.intent).second,
             event.intent + " asks for two events of " + aggregate.name);
      kinds_.push_back({&aggregate, &event, std::move(type)});
    }
  }
  for (const auto& kind : kinds_) {
    insist(by_type_.emplace(kind.type, &kind).second, kind.type + " is the type of two events");
  }
}

const EventKind* Catalogue::of_type(std::string_view type) const {
  const auto found = by_type_.find(type);
  return found == by_type_.end() ? nullptr : found->second;
}

const EventKind* Catalogue::of_intent(std::string_view resource, std::string_view intent) const {
  const auto found = std::ranges::find_if(kinds_, [&](const EventKind& kind) {
    return kind.event->intent == intent && kind.resource() == resource;
  });
  return found == kinds_.end() || intent.empty() ? nullptr : &*found;
}

const EventKind* Catalogue::creating(std::string_view resource) const {
  const auto found = std::ranges::find_if(kinds_, [&](const EventKind& kind) {
    return kind.event->creates && kind.resource() == resource;
  });
  return found == kinds_.end() ? nullptr : &*found;
}

const EventKind* Catalogue::of(capnp::DynamicStruct::Reader payload) const {
  if (!is_known_dynamic(payload)) return nullptr;
  KJ_IF_MAYBE (aggregate, payload.which()) {
    KJ_IF_MAYBE (event, payload.get(*aggregate).as<capnp::DynamicStruct>().which()) {
      return of_type(
          type_name(aggregate->getProto().getName().cStr(), event->getProto().getName().cStr()));
    }
  }
  return nullptr;
}

}  // namespace eventstore
