#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <capnp/any.h>
#include <capnp/dynamic.h>
#include <capnp/message.h>
#include <capnp/serialize.h>
#include <kj/exception.h>

#include "eventstore/core/bytes.h"
#include "eventstore/core/error.h"

/// Messages at rest are one segment in canonical form, without a segment table:
/// the same event is always the same bytes, so bytes can be hashed and compared.
namespace eventstore {

/// A message being written. Lives on the heap, so that it can move.
template <typename T>
class Draft {
 public:
  Draft()
      : message_{std::make_unique<Message>()}, root_{message_->message.template initRoot<T>()} {}

  /// A copy, to be completed.
  explicit Draft(typename T::Reader as_asked) : message_{std::make_unique<Message>()} {
    message_->message.setRoot(as_asked);
    root_ = message_->message.template getRoot<T>();
  }

  [[nodiscard]] typename T::Builder* operator->() { return &root_; }
  [[nodiscard]] typename T::Builder operator*() { return root_; }
  [[nodiscard]] typename T::Reader reader() const { return root_.asReader(); }

  [[nodiscard]] Bytes bytes() const {
    const auto words = capnp::canonicalize(reader());
    const auto bytes = std::as_bytes(std::span{words.begin(), words.size()});
    return {bytes.begin(), bytes.end()};
  }

 private:
  // Events are small: 512 bytes here, where Cap'n Proto would clear 8 KiB for each.
  struct Message {
    capnp::word first[64] = {};
    capnp::MallocMessageBuilder message{kj::arrayPtr(first, 64)};
  };
  std::unique_ptr<Message> message_;
  typename T::Builder root_{nullptr};
};

template <typename T>
using Drafts = std::vector<Draft<T>>;

/// False of a union that holds nothing, or something this program is too old to
/// know. Cap'n Proto reads nothing as the first member, with empty fields.
[[nodiscard]] inline bool is_known(const capnp::DynamicStruct::Reader& record) {
  KJ_IF_MAYBE (member, record.which()) return record.has(*member);
  return record.getSchema().getUnionFields().size() == 0;
}

/// The same, ten times as fast.
template <typename Reader, typename T = capnp::FromReader<Reader>>
[[nodiscard]] bool is_known(const Reader& record) {
  if constexpr (requires { record.which(); }) {
    static const auto slots = [] {  // Where the members are, by discriminant.
      std::vector<std::uint32_t> found;
      for (const auto field : capnp::Schema::from<T>().getUnionFields()) {
        found.push_back(field.getProto().getSlot().getOffset());
      }
      return found;
    }();
    const auto which = static_cast<std::size_t>(record.which());
    const auto pointers = capnp::AnyStruct::Reader{record}.getPointerSection();
    return which < slots.size() && slots[which] < pointers.size() &&
           !pointers[slots[which]].isNull();
  }
  return true;
}

/// Reads stored bytes, and is the one place where damage to them is caught.
///
/// Cap'n Proto finds damage when a field is read, so `use` may be left half way:
/// it must hold nothing it cannot throw away. What `use` is given dies with the
/// call. A root that is not known is an error too; unions further down are for
/// whoever unwraps them to ask about. An Opener is not used inside its own `use`.
class Opener {
 public:
  template <typename T, typename Use>
  Result<void> open(std::span<const std::byte> bytes, Use&& use) {
    return read(bytes, [&](capnp::MessageReader& message) {
      const auto root = message.template getRoot<T>();
      return is_known(root) ? (use(root), true) : false;
    });
  }

  /// The same, for code that works on any message.
  template <typename Use>
  Result<void> open(std::span<const std::byte> bytes, capnp::StructSchema schema, Use&& use) {
    return read(bytes, [&](capnp::MessageReader& message) {
      const auto root = message.getRoot<capnp::DynamicStruct>(schema);
      return is_known(root) ? (use(root), true) : false;
    });
  }

 private:
  /// The bytes where words may lie. RocksDB's rarely do, and Cap'n Proto refuses
  /// to read any others. Reuses one buffer; copying costs a few nanoseconds.
  kj::ArrayPtr<const capnp::word> aligned(std::span<const std::byte> bytes) {
    const auto count = bytes.size() / sizeof(capnp::word);
    if (reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(capnp::word) == 0) {
      return {reinterpret_cast<const capnp::word*>(bytes.data()), count};
    }
    if (buffer_.size() < count) buffer_ = kj::heapArray<capnp::word>(count);
    std::memcpy(buffer_.begin(), bytes.data(), bytes.size());
    return buffer_.slice(0, count);
  }

  template <typename Use>
  Result<void> read(std::span<const std::byte> bytes, Use&& use) {
    if (bytes.empty() || bytes.size() % sizeof(capnp::word) != 0) {
      return corrupt("The bytes are not whole words.");
    }
    try {
      const kj::ArrayPtr<const capnp::word> segment[] = {aligned(bytes)};
      capnp::SegmentArrayMessageReader message{kj::arrayPtr(segment, 1)};
      if (!use(message)) return corrupt("This is not an event this program knows.");
      return boost::outcome_v2::success();
    } catch (const kj::Exception& damage) {
      return corrupt(std::string{"The bytes cannot be read: "} + damage.getDescription().cStr());
    }
  }

  kj::Array<capnp::word> buffer_;
};

}  // namespace eventstore
