#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <capnp/any.h>
#include <capnp/message.h>
#include <capnp/schema.h>
#include <kj/exception.h>

#include "eventstore/core/bytes.h"
#include "eventstore/core/error.h"

/// Messages at rest are one segment in canonical form, without a segment table:
/// the same event is always the same bytes, so bytes can be hashed and compared.
namespace eventstore {

/// The largest message that is stored or read: an envelope with all that is in it.
inline constexpr std::size_t message_bytes_max = 60 * 1024;

/// The largest event that a request may ask for; the rest is left to its envelope.
inline constexpr std::size_t payload_bytes_max = 52 * 1024;

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

/// Where the union of a struct lies, and its members; then the same of each member that has
/// a union itself. Read once from the schema, so that asking is a few loads.
struct UnionLayout {
  struct Member {
    bool on_heap = false;    ///< It is there only if its pointer is.
    std::uint32_t slot = 0;  ///< Of that pointer.
    std::shared_ptr<const UnionLayout> within;
  };
  std::uint32_t discriminant = 0;  ///< In steps of 16 bits from the start of the data.
  std::vector<Member> members;     ///< By discriminant. Empty if the struct has no union.
};
[[nodiscard]] UnionLayout layout_of(capnp::StructSchema schema);
[[nodiscard]] bool is_known(const UnionLayout& layout, const capnp::AnyStruct::Reader& record);

/// False of a union that holds nothing, or something this program is too old to know; and of
/// one that holds such a union in turn, as a payload does. Cap'n Proto reads nothing as the
/// first member, with empty fields.
template <typename Reader, typename T = capnp::FromReader<Reader>>
[[nodiscard]] bool is_known(const Reader& record) {
  if constexpr (requires { record.which(); }) {
    static const auto layout = layout_of(capnp::Schema::from<T>());
    return is_known(layout, capnp::AnyStruct::Reader{record});
  }
  return true;
}

/// Reads stored bytes, and is the one place where damage to them is caught. Not shared
/// between threads.
///
/// Cap'n Proto finds damage when a field is read, so `use` may be left half way:
/// it must hold nothing it cannot throw away. What `use` is given dies with the
/// call. A root that is not known is an error too: `corrupt`, as damage is.
///
/// Bytes that lie on 8 are read where they are; others are copied to a buffer. So an Opener
/// may be used inside its own `use` only on parts of what it opened, which lie on 8.
class Opener {
 public:
  template <typename T, typename Use>
  Result<void> open(BytesView bytes, Use&& use) {
    return read(bytes, [&](capnp::MessageReader& message) {
      const auto root = message.template getRoot<T>();
      return is_known(root) ? (use(root), true) : false;
    });
  }

  /// For code that works on any message: `use` is given the capnp::MessageReader, and says
  /// whether the message is known.
  template <typename Use>
  Result<void> read(BytesView bytes, Use&& use) {
    if (auto refused = unreadable(bytes)) return *std::move(refused);
    try {
      const kj::ArrayPtr<const capnp::word> segment[] = {aligned(bytes)};
      capnp::SegmentArrayMessageReader message{kj::arrayPtr(segment, 1), limits(bytes)};
      if (!use(message)) return corrupt("This is not an event this program knows.");
      return boost::outcome_v2::success();
    } catch (const kj::Exception& damage) {
      return corrupt(std::string{"The bytes cannot be read: "} + damage.getDescription().cStr());
    }
  }

 private:
  [[nodiscard]] static std::optional<Error> unreadable(BytesView bytes);
  /// So that damaged pointers that loop, or nest, cost little (trust 5.2).
  [[nodiscard]] static capnp::ReaderOptions limits(BytesView bytes);
  [[nodiscard]] kj::ArrayPtr<const capnp::word> aligned(BytesView bytes);

  kj::Array<capnp::word> buffer_;
};

}  // namespace eventstore
