#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "eventstore/schema/values.capnp.h"

namespace eventstore {

/// Seals free text under the key of the people it may describe. The shell makes
/// one for each request, with the key that belongs to the stream; deciders and
/// projections carry sealed text about but cannot open it. Safe from any thread.
class Sealer {
 public:
  virtual ~Sealer() = default;
  virtual void seal(std::string_view text, schema::Sealed::Builder to) const = 0;
  /// Nothing if the key was destroyed, or the caller may not read it.
  [[nodiscard]] virtual std::optional<std::string> open(schema::Sealed::Reader from) const = 0;
};

/// Seals under no key: `key` is empty and the box is the text itself. The bytes are those of
/// any sealed text, so text sealed under a key later lies beside it. Opens nothing that has a key.
class KeylessSealer final : public Sealer {
 public:
  void seal(std::string_view text, schema::Sealed::Builder to) const override;
  [[nodiscard]] std::optional<std::string> open(schema::Sealed::Reader from) const override;
};

}  // namespace eventstore
