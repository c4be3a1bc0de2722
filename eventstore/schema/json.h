#pragma once

#include <span>
#include <string_view>

#include <boost/json/value.hpp>
#include <capnp/dynamic.h>

#include "eventstore/core/error.h"
#include "eventstore/schema/sealer.h"
#include "eventstore/schema/shape.h"

/// JSON to messages and back, by their shapes. Safe from any thread.
namespace eventstore {

/// A list in a request may be this long.
inline constexpr std::size_t list_items_max = 500;

/// The text as JSON. `invalid` "json", with the place, if it is not JSON, not UTF-8, or
/// nests deeper than 16; `invalid` with a problem "duplicate" for each name given twice in
/// an object, of which any reader would drop one.
[[nodiscard]] Result<boost::json::value> parse_json(std::string_view text,
                                                    boost::json::storage_ptr memory = {});

/// Who wrote the JSON. A request may not carry what deciding fills in, and must carry what is
/// required; a record may lack any field, for older ones do.
enum class Source : std::uint8_t { request, record };

/// Fills `to`, and returns everything wrong with the JSON, in the order of the schema; of more
/// than a hundred, the first of them and a last one "more". If there is anything, `to` is half
/// filled and must be thrown away.
///
/// Codes: type, missing, decided, unknown, one-of, length, characters, id, date, range, choice.
[[nodiscard]] Problems from_json(const Shape& shape, const boost::json::value& json, Source source,
                                 const Sealer& sealer, capnp::DynamicStruct::Builder to);

/// A message that is filled from some of an object's members.
struct Part {
  const Shape* shape;
  capnp::DynamicStruct::Builder to;
};

/// The same, for one object that fills several messages.
[[nodiscard]] Problems from_json(std::span<const Part> parts, const boost::json::value& json,
                                 Source source, const Sealer& sealer);

/// The message as JSON. Leaves out what is absent; sealed text that cannot be
/// opened is null.
[[nodiscard]] boost::json::object to_json(const Shape& shape, capnp::DynamicStruct::Reader from,
                                          const Sealer& sealer,
                                          boost::json::storage_ptr memory = {});

}  // namespace eventstore
