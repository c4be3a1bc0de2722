#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <capnp/schema.h>

/// A schema and its annotations, read once. JSON, forms, OpenAPI and pages are
/// all made by walking a Shape; nothing else in the program reads annotations.
namespace eventstore {

struct Shape;

enum class Kind : std::uint8_t {
  text,
  flag,
  whole,
  choice,
  id,
  date,
  moment,
  decimal,
  sealed,
  record
};

struct Choice {
  std::uint16_t raw;
  std::string name;   ///< "overtaken"
  std::string label;  ///< "Overtaken by events"
};

struct Field {
  capnp::StructSchema::Field schema;
  std::string name;   ///< "newDate": in C++, in JSON and in forms alike.
  std::string label;  ///< "New date"
  std::string help;
  std::string refers_to;     ///< "finding", if the kind is id.
  std::string intent;        ///< "move-date", if the field is an event one can ask for.
  bool creates = false;      ///< The event is the first of its stream.
  bool reasoned = false;     ///< Asking for the event needs a reason.
  bool ends = false;         ///< The event ends something: a page asks for it twice.
  bool from_source = false;  ///< What a document from elsewhere says, in its own words.
  Kind kind{};
  bool list = false;
  bool variant = false;    ///< A member of the union: exactly one of them is there.
  bool on_heap = false;    ///< Its value is behind a pointer: absent where that is null.
  std::uint32_t slot = 0;  ///< Of that pointer.
  bool required = false;
  bool decided = false;
  std::uint32_t max_length = 200;
  std::int64_t least = 0;  ///< Of a whole number.
  std::int64_t most = 0;
  std::vector<Choice> choices;          ///< Without the first enumerant, which means "absent".
  std::shared_ptr<const Shape> record;  ///< If the kind is record.
};

struct Shape {
  capnp::StructSchema schema;
  std::string name;  ///< "action.DateMoved"
  std::string label;
  std::string help;
  std::string resource;  ///< "actions", if this is the union of an aggregate's events.
  std::string prefix;    ///< "A": what the ids that the system gives begin with.
  std::vector<Field> fields;

  [[nodiscard]] const Field* find(std::string_view field) const;
  [[nodiscard]] const Field* find_intent(std::string_view intent) const;
  [[nodiscard]] bool has_variants() const;
};

/// What an event is called wherever it is named: type_name("action", "dateMoved") is
/// "ActionDateMoved". From the names of the members of the payload's union and of the aggregate's.
[[nodiscard]] std::string type_name(std::string_view aggregate, std::string_view event);

/// Throws std::logic_error, naming the field, if the schema uses what the outside
/// world cannot be shown: a float, a field without a label, a type inside itself.
[[nodiscard]] std::shared_ptr<const Shape> read_shape(capnp::StructSchema schema);

template <typename T>
[[nodiscard]] const Shape& shape_of() {
  static const auto shape = read_shape(capnp::Schema::from<T>());
  return *shape;
}

}  // namespace eventstore
