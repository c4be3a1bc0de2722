#include "eventstore/schema/message.h"

#include <cstdint>
#include <cstring>

#include <fmt/format.h>

namespace eventstore {
namespace {

UnionLayout layout_of(capnp::StructSchema schema, int depth) {
  UnionLayout layout;
  layout.discriminant = schema.getProto().getStruct().getDiscriminantOffset();
  const auto fields = schema.getUnionFields();
  layout.members.resize(fields.size());
  for (const auto field : fields) {
    auto& member = layout.members[field.getProto().getDiscriminantValue()];
    const auto type = field.getType();
    if (!type.isStruct() || !field.getProto().isSlot()) continue;
    member.on_heap = true;
    member.slot = field.getProto().getSlot().getOffset();
    if (depth == 0) continue;  // A union inside itself is not followed for ever.
    auto within = layout_of(type.asStruct(), depth - 1);
    if (within.members.empty()) continue;
    member.within = std::make_shared<const UnionLayout>(std::move(within));
  }
  return layout;
}

}  // namespace

UnionLayout layout_of(capnp::StructSchema schema) { return layout_of(schema, 4); }

bool is_known(const UnionLayout& layout, const capnp::AnyStruct::Reader& record) {
  if (layout.members.empty()) return true;
  std::uint16_t which = 0;  // What was not written is zero, and is not stored.
  const auto data = record.getDataSection();
  const auto offset = layout.discriminant * sizeof(which);
  if (offset + sizeof(which) <= data.size()) {
    std::memcpy(&which, data.begin() + offset, sizeof(which));
  }
  if (which >= layout.members.size()) return false;
  const auto& member = layout.members[which];
  if (!member.on_heap) return true;
  const auto pointers = record.getPointerSection();
  if (member.slot >= pointers.size() || pointers[member.slot].isNull()) return false;
  return !member.within ||
         is_known(*member.within, pointers[member.slot].getAs<capnp::AnyStruct>());
}

std::optional<Error> Opener::unreadable(BytesView bytes) {
  if (bytes.empty() || bytes.size() % sizeof(capnp::word) != 0) {
    return corrupt("The bytes are not whole words.");
  }
  if (bytes.size() > message_bytes_max) {
    return corrupt(fmt::format("A stored event has at most {} KiB; these are {} bytes.",
                               message_bytes_max / 1024, bytes.size()));
  }
  return std::nullopt;
}

capnp::ReaderOptions Opener::limits(BytesView bytes) {
  capnp::ReaderOptions options;
  options.traversalLimitInWords = 4 * (bytes.size() / sizeof(capnp::word)) + 1024;
  options.nestingLimit = 16;
  return options;
}

kj::ArrayPtr<const capnp::word> Opener::aligned(BytesView bytes) {
  const auto count = bytes.size() / sizeof(capnp::word);
  if (reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(capnp::word) == 0) {
    return {reinterpret_cast<const capnp::word*>(bytes.data()), count};
  }
  // RocksDB's values rarely lie where words may, and Cap'n Proto refuses to read any others.
  if (buffer_.size() < count) buffer_ = kj::heapArray<capnp::word>(count);
  std::memcpy(buffer_.begin(), bytes.data(), bytes.size());
  return buffer_.slice(0, count);
}

}  // namespace eventstore
