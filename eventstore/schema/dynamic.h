#pragma once

#include <utility>

#include <capnp/dynamic.h>

#include "eventstore/schema/message.h"

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

// Every kind of id is a struct of one text.
[[nodiscard]] inline capnp::Text::Reader text_of_id(capnp::DynamicStruct::Reader id) {
  return id.get(id.getSchema().getFields()[0]).as<capnp::Text>();
}
inline void set_id(capnp::DynamicStruct::Builder id, capnp::Text::Reader text) {
  id.set(id.getSchema().getFields()[0], text);
}

}  // namespace eventstore
