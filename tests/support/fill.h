#pragma once

#include <algorithm>
#include <string>

#include <boost/json.hpp>

#include "eventstore/schema/catalogue.h"

/// JSON with something in every field, always the same.
namespace eventstore::testing {

[[nodiscard]] boost::json::object filled(const Shape& shape);

[[nodiscard]] inline boost::json::value filled_once(const Field& field, int which) {
  switch (field.kind) {
    case Kind::text:
    case Kind::sealed:
      // Beyond ASCII, so that bytes and characters differ.
      return boost::json::value(
          ("“" + field.name + "” " + std::to_string(which)).substr(0, field.max_length));
    case Kind::flag: return true;
    case Kind::whole: return std::min<std::int64_t>(field.most, 1000 + which);
    case Kind::choice: return boost::json::value(field.choices.at(field.choices.size() - 1).name);
    case Kind::id: {
      auto id = field.refers_to + "-" + std::to_string(which);
      std::ranges::replace(id, ' ', '-');
      return boost::json::value(id);
    }
    case Kind::date: return boost::json::value("2017-03-3" + std::to_string(which % 2));
    case Kind::moment: return "2017-03-31T09:30:00.250Z";
    case Kind::decimal: return boost::json::value("18." + std::to_string(which % 10));
    case Kind::record: return filled(*field.record);
  }
  return nullptr;
}

/// Not for unions.
[[nodiscard]] inline boost::json::object filled(const Shape& shape) {
  boost::json::object object;
  for (const auto& field : shape.fields) {
    if (field.list) {
      object[field.name] = boost::json::array{filled_once(field, 1), filled_once(field, 2)};
    } else {
      object[field.name] = filled_once(field, 1);
    }
  }
  return object;
}

/// The payload of an event of that kind.
[[nodiscard]] inline boost::json::object filled(const EventKind& kind) {
  boost::json::object payload;
  payload[kind.aggregate->name].emplace_object()[kind.event->name] = filled(*kind.event->record);
  return payload;
}

}  // namespace eventstore::testing
