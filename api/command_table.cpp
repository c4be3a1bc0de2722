#include "api/command_table.h"

#include <algorithm>

#include "domain/aggregates.h"

namespace closeloop::api {
namespace {

std::string lower_case(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return text;
}

/// The label of what the event says; where an earlier event says just that ("Define an indicator"),
/// its own intent: "Revise the indicator", "Revise the value".
std::string label_of(const eventstore::Field& event, const ResourceKind& kind) {
  const auto says_the_same = [&](const EventKind& earlier) {
    return earlier.event->record->schema == event.record->schema;
  };
  if (event.intent.empty() || std::ranges::none_of(kind.events, says_the_same)) {
    return event.record->label;
  }
  auto label = event.intent;
  label.front() = static_cast<char>(label.front() - 'a' + 'A');
  const auto dash = label.find('-');
  if (dash == std::string::npos) return label + " the " + kind.kind;
  return label.replace(dash, 1, " the ");
}

std::vector<ResourceKind> read_kinds() {
  std::vector<ResourceKind> kinds;
  const auto& payload = eventstore::shape_of<Event>();
  for_each_aggregate([&](auto aggregate) {
    using A = decltype(aggregate);
    const auto& shape = eventstore::shape_of<typename A::Event>();
    const auto& member = payload.fields.at(static_cast<std::size_t>(A::member));
    ResourceKind kind{A::resource, lower_case(shape.label), &shape, {}};
    for (const auto& event : shape.fields) {
      kind.events.push_back(
          {&event, eventstore::type_name(member.name, event.name), label_of(event, kind), {}});
    }
    kinds.push_back(std::move(kind));
  });
  // The word that an id's type carries ("learning point") is the label of the records it names;
  // a word that no records have, such as "theme", stands for itself.
  for (auto& kind : kinds) {
    for (auto& event : kind.events) {
      for (const auto& field : event.event->record->fields) {
        const auto named = std::ranges::find(kinds, field.refers_to, &ResourceKind::kind);
        if (field.kind != eventstore::Kind::id || named == kinds.end()) continue;
        event.references.push_back({&field, std::string{named->resource}});
      }
    }
  }
  return kinds;
}

}  // namespace

const EventKind* ResourceKind::find_intent(std::string_view intent) const {
  if (intent.empty()) return nullptr;
  const auto found = std::ranges::find_if(
      events, [&](const EventKind& each) { return each.event->intent == intent; });
  return found == events.end() ? nullptr : &*found;
}

const std::vector<ResourceKind>& resource_kinds() {
  static const auto kinds = read_kinds();
  return kinds;
}

const ResourceKind* find_resource(std::string_view resource) {
  const auto& kinds = resource_kinds();
  const auto found = std::ranges::find(kinds, resource, &ResourceKind::resource);
  return found == kinds.end() ? nullptr : &*found;
}

}  // namespace closeloop::api
