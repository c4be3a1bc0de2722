#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/schema/event.capnp.h"
#include "eventstore/schema/shape.h"

namespace closeloop::api {

/// A field of an event that names other records: {"findings", "findings"}.
struct Reference {
  const eventstore::Field* field;
  std::string resource;
};

/// One thing that can happen to a record, and how it is asked for.
struct EventKind {
  const eventstore::Field* event;  ///< Its intent is empty if one can't ask for it by itself.
  std::string type;                ///< "ActionDateMoved"
  std::string label;               ///< "Move the due date": what asking for it is called.
  std::vector<Reference> references;
};

/// One kind of record with all that can happen to it. Read from the schemas when the program
/// starts; adding an event to a union adds its command, its route and its description.
struct ResourceKind {
  std::string_view resource;       ///< "learning-points"
  std::string kind;                ///< "learning point"
  const eventstore::Shape* shape;  ///< The union of its events.
  std::vector<EventKind> events;   ///< In the order of the schema, by discriminant.

  /// Null if one can't ask for that.
  [[nodiscard]] const EventKind* find_intent(std::string_view intent) const;
};

[[nodiscard]] const std::vector<ResourceKind>& resource_kinds();
/// Null if there is no such resource.
[[nodiscard]] const ResourceKind* find_resource(std::string_view resource);

}  // namespace closeloop::api
