#pragma once

#include <boost/json/value.hpp>
#include <capnp/dynamic.h>

#include "eventstore/core/error.h"
#include "eventstore/schema/sealer.h"
#include "eventstore/schema/shape.h"

namespace eventstore {

/// Who wrote the JSON. A request may not carry what deciding fills in.
enum class Source : std::uint8_t { request, record };

/// Fills `to`, and returns everything wrong with the JSON, in the order of the
/// schema. If there is anything, `to` is half filled and must be thrown away.
[[nodiscard]] Problems from_json(const Shape& shape, const boost::json::value& json, Source source,
                                 const Sealer& sealer, capnp::DynamicStruct::Builder to);

/// The message as JSON. Leaves out what is absent; sealed text that cannot be
/// opened is null.
[[nodiscard]] boost::json::object to_json(const Shape& shape, capnp::DynamicStruct::Reader from,
                                          const Sealer& sealer,
                                          boost::json::storage_ptr memory = {});

}  // namespace eventstore
