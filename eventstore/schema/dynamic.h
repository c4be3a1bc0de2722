#pragma once

#include <utility>

#include <capnp/any.h>
#include <capnp/dynamic.h>

#include "eventstore/schema/message.h"
#include "eventstore/schema/shape.h"

/// Messages whose type is known only when the program runs. Apart from message.h and
/// values.h, so that who knows the type does not compile Cap'n Proto's reflection.
namespace eventstore {

/// The same as is_known of a typed reader, slower.
[[nodiscard]] inline bool is_known_dynamic(const capnp::DynamicStruct::Reader& record) {
  KJ_IF_MAYBE (member, record.which()) {
    if (!member->getType().isStruct()) return true;
    return record.has(*member) && is_known_dynamic(record.get(*member).as<capnp::DynamicStruct>());
  }
  return record.getSchema().getUnionFields().size() == 0;
}

/// Opener::open, by the schema instead of the type.
template <typename Use>
Result<void> open_dynamic(Opener& opener, BytesView bytes, capnp::StructSchema schema, Use&& use) {
  return opener.read(bytes, [&](capnp::MessageReader& message) {
    const auto root = message.getRoot<capnp::DynamicStruct>(schema);
    return is_known_dynamic(root) ? (use(root), true) : false;
  });
}

/// Whether a field holds something. DynamicStruct's own answer, at a fraction of its time where
/// the value is behind a pointer, which is nearly everywhere.
[[nodiscard]] inline bool is_there(const Field& field, const capnp::DynamicStruct::Reader& record) {
  if (!field.on_heap || field.variant) return record.has(field.schema);
  const auto pointers = record.as<capnp::AnyStruct>().getPointerSection();
  return field.slot < pointers.size() && !pointers[field.slot].isNull();
}

// Every kind of id is a struct of one text.
[[nodiscard]] inline capnp::Text::Reader text_of_id(const capnp::DynamicStruct::Reader& id) {
  const auto pointers = id.as<capnp::AnyStruct>().getPointerSection();
  return pointers.size() == 0 ? capnp::Text::Reader{} : pointers[0].getAs<capnp::Text>();
}
inline void set_id(capnp::DynamicStruct::Builder id, capnp::Text::Reader text) {
  id.as<capnp::AnyStruct>().getPointerSection()[0].setAs<capnp::Text>(text);
}

}  // namespace eventstore
