#pragma once

#include <optional>
#include <string>

#include <boost/json/value.hpp>
#include <capnp/dynamic.h>

#include "eventstore/core/error.h"
#include "eventstore/core/time.h"
#include "eventstore/schema/sealer.h"
#include "eventstore/schema/shape.h"

namespace eventstore {

/// What a request may say beside the event it asks for (schema::Common). Goes to the envelope.
struct Common {
  std::optional<Day> effective_on;
  std::string reason;        ///< Empty if none was given.
  std::string on_behalf_of;  ///< Empty, or the id of a person.

  friend bool operator==(const Common&, const Common&) = default;
};

/// A request's body: the members of the event it asks for and those of schema::Common, flat in
/// one object. `event` is a member of an aggregate's union and `to` that union, which is set to
/// the event. If it fails, `to` is half filled and must be thrown away.
///
/// `invalid`, with everything wrong in both parts and pointers into the one object; an event
/// marked $reasoned is refused without a reason ("missing" at "/reason"), an entry of more than
/// payload_bytes_max bytes too ("length" at ""). Whether a day lies in the future is for the
/// caller, who has a clock. Safe from any thread.
[[nodiscard]] Result<Common> decode_request(const Field& event, const boost::json::value& body,
                                            const Sealer& sealer, capnp::DynamicStruct::Builder to);

/// The shape of such a body, without what is $decided: for forms (form_to_json), pages and the
/// API's description.
[[nodiscard]] Shape request_shape(const Field& event);

}  // namespace eventstore
