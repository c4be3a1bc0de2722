#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <capnp/dynamic.h>

#include "eventstore/schema/shape.h"

namespace eventstore {

/// One kind of event there can be.
struct EventKind {
  const Field* aggregate;  ///< The member of the payload's union: "action".
  const Field* event;      ///< The member of the aggregate's union: "dateMoved".
  std::string type;        ///< "ActionDateMoved"

  /// "actions"
  [[nodiscard]] const std::string& resource() const { return aggregate->record->resource; }
};

/// Every kind of event that a payload can hold: a union of aggregates, each a union of events.
/// Read once from its shape, which must outlive it. Does not change; safe from any thread.
class Catalogue {
 public:
  /// Throws std::logic_error if the shape is no such union, or a resource, an intent of one
  /// resource or a type is there twice.
  explicit Catalogue(const Shape& payload);
  Catalogue(const Catalogue&) = delete;
  Catalogue& operator=(const Catalogue&) = delete;

  [[nodiscard]] const Shape& payload() const { return *payload_; }
  [[nodiscard]] const std::vector<EventKind>& all() const { return kinds_; }

  // Null if there is none.
  [[nodiscard]] const EventKind* of_type(std::string_view type) const;
  [[nodiscard]] const EventKind* of_intent(std::string_view resource,
                                           std::string_view intent) const;
  [[nodiscard]] const EventKind* creating(std::string_view resource) const;
  /// Of a payload; null if it is not known.
  [[nodiscard]] const EventKind* of(capnp::DynamicStruct::Reader payload) const;

 private:
  const Shape* payload_;
  std::vector<EventKind> kinds_;
  std::unordered_map<std::string_view, const EventKind*> by_type_;
};

}  // namespace eventstore
