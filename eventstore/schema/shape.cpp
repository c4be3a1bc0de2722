#include "eventstore/schema/shape.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <stdexcept>

#include <fmt/format.h>

#include "eventstore/schema/annotations.capnp.h"
#include "eventstore/schema/values.capnp.h"

namespace eventstore {
namespace {

std::shared_ptr<const Shape> read_shape(capnp::StructSchema schema, int depth);

using Annotations = capnp::List<capnp::schema::Annotation>::Reader;

std::optional<capnp::schema::Value::Reader> find(Annotations annotations, std::uint64_t id) {
  for (const auto annotation : annotations) {
    if (annotation.getId() == id) return annotation.getValue();
  }
  return std::nullopt;
}

std::string words(Annotations annotations, std::uint64_t id) {
  const auto value = find(annotations, id);
  return value ? value->getText().cStr() : "";
}

std::vector<Choice> choices(capnp::EnumSchema schema) {
  std::vector<Choice> all;
  for (const auto enumerant : schema.getEnumerants()) {
    if (enumerant.getOrdinal() == 0) continue;
    const auto proto = enumerant.getProto();
    all.push_back({enumerant.getOrdinal(), proto.getName().cStr(),
                   words(proto.getAnnotations(), schema::LABEL_ID)});
  }
  return all;
}

/// "schema/action.capnp:DateMoved" is action.DateMoved to everyone else.
std::string public_name(capnp::StructSchema schema) {
  const std::string_view name = schema.getProto().getDisplayName().cStr();
  const auto file = name.substr(name.rfind('/', name.find(':')) + 1);
  const auto dot = file.find('.');
  return fmt::format("{}.{}", file.substr(0, dot), file.substr(file.find(':') + 1));
}

template <typename Int>
void bound(Field& field) {
  field.kind = Kind::whole;
  field.least = std::numeric_limits<Int>::min();
  // Numbers in JSON are exact only this far, in JavaScript and elsewhere.
  field.most = static_cast<std::int64_t>(
      std::min<std::uint64_t>(std::numeric_limits<Int>::max(), (1ULL << 53) - 1));
  field.least = std::max(field.least, -((std::int64_t{1} << 53) - 1));
}

void read_type(Field& field, capnp::Type type, int depth) {
  using capnp::schema::Type;
  switch (type.which()) {
    case Type::TEXT: field.kind = Kind::text; return;
    case Type::BOOL: field.kind = Kind::flag; return;
    case Type::INT8: return bound<std::int8_t>(field);
    case Type::INT16: return bound<std::int16_t>(field);
    case Type::INT32: return bound<std::int32_t>(field);
    case Type::INT64: return bound<std::int64_t>(field);
    case Type::UINT8: return bound<std::uint8_t>(field);
    case Type::UINT16: return bound<std::uint16_t>(field);
    case Type::UINT32: return bound<std::uint32_t>(field);
    case Type::UINT64: return bound<std::uint64_t>(field);
    case Type::ENUM:
      field.kind = Kind::choice;
      field.choices = choices(type.asEnum());
      return;
    case Type::STRUCT: {
      const auto of = type.asStruct();
      field.refers_to = words(of.getProto().getAnnotations(), schema::REF_ID);
      if (!field.refers_to.empty()) {
        field.kind = Kind::id;
      } else if (of == capnp::Schema::from<schema::Date>()) {
        field.kind = Kind::date;
      } else if (of == capnp::Schema::from<schema::Moment>()) {
        field.kind = Kind::moment;
      } else if (of == capnp::Schema::from<schema::Decimal>()) {
        field.kind = Kind::decimal;
      } else if (of == capnp::Schema::from<schema::Sealed>()) {
        field.kind = Kind::sealed;
      } else {
        field.kind = Kind::record;
        field.record = read_shape(of, depth + 1);
      }
      return;
    }
    case Type::LIST:
      if (field.list) break;
      field.list = true;
      return read_type(field, type.asList().getElementType(), depth);
    default: break;
  }
  throw std::logic_error{"its type cannot be shown to the outside world"};
}

Field read_field(capnp::StructSchema::Field schema, int depth) {
  const auto proto = schema.getProto();
  const auto annotations = proto.getAnnotations();
  Field field;
  field.schema = schema;
  field.name = proto.getName().cStr();
  field.label = words(annotations, schema::LABEL_ID);
  field.help = words(annotations, schema::HELP_ID);
  field.intent = words(annotations, schema::INTENT_ID);
  field.creates = find(annotations, schema::CREATES_ID).has_value();
  field.reasoned = find(annotations, schema::REASONED_ID).has_value();
  field.ends = find(annotations, schema::ENDS_ID).has_value();
  field.from_source = find(annotations, schema::FROM_SOURCE_ID).has_value();
  field.required = find(annotations, schema::REQUIRED_ID).has_value();
  field.decided = find(annotations, schema::DECIDED_ID).has_value();
  field.variant = proto.getDiscriminantValue() != capnp::schema::Field::NO_DISCRIMINANT;
  if (const auto length = find(annotations, schema::MAX_LENGTH_ID)) {
    field.max_length = length->getUint32();
  }
  if (field.label.empty()) throw std::logic_error{"it has no label"};
  read_type(field, schema.getType(), depth);
  field.on_heap = field.list || field.kind == Kind::text || field.kind >= Kind::id;
  if (field.on_heap && proto.isSlot()) field.slot = proto.getSlot().getOffset();
  return field;
}

std::shared_ptr<const Shape> read_shape(capnp::StructSchema schema, int depth) {
  if (depth > 8) throw std::logic_error{"it is too deep, or holds itself"};
  const auto annotations = schema.getProto().getAnnotations();
  auto shape = std::make_shared<Shape>();
  shape->schema = schema;
  shape->name = public_name(schema);
  shape->label = words(annotations, schema::LABEL_ID);
  shape->help = words(annotations, schema::HELP_ID);
  shape->resource = words(annotations, schema::RESOURCE_ID);
  shape->prefix = words(annotations, schema::PREFIX_ID);
  for (const auto field : schema.getFields()) {
    try {
      shape->fields.push_back(read_field(field, depth));
    } catch (const std::logic_error& error) {
      throw std::logic_error{shape->name + "." + field.getProto().getName().cStr() + ": " +
                             error.what()};
    }
  }
  // As the author ordered them, which is how people read them.
  std::ranges::stable_sort(
      shape->fields, {}, [](const Field& field) { return field.schema.getProto().getCodeOrder(); });
  return shape;
}

}  // namespace

const Field* Shape::find(std::string_view field) const {
  const auto found = std::ranges::find(fields, field, &Field::name);
  return found == fields.end() ? nullptr : &*found;
}

const Field* Shape::find_intent(std::string_view intent) const {
  const auto found = std::ranges::find(fields, intent, &Field::intent);
  return found == fields.end() || intent.empty() ? nullptr : &*found;
}

bool Shape::has_variants() const { return std::ranges::any_of(fields, &Field::variant); }

std::string type_name(std::string_view aggregate, std::string_view event) {
  std::string name;
  for (const auto part : {aggregate, event}) {
    if (part.empty()) continue;
    name += part.front() >= 'a' && part.front() <= 'z' ? static_cast<char>(part.front() - 'a' + 'A')
                                                       : part.front();
    name += part.substr(1);
  }
  return name;
}

std::shared_ptr<const Shape> read_shape(capnp::StructSchema schema) {
  return read_shape(schema, 0);
}

}  // namespace eventstore
