#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "eventstore/core/bytes.h"
#include "eventstore/core/strong.h"
#include "eventstore/core/time.h"
#include "eventstore/core/uuid.h"

namespace eventstore {

/// An event as it lies in the log. A view: it dies with the call it is given to, so keep
/// values (`Position`, `std::string`), never a RecordedEvent.
struct RecordedEvent {
  Position position;
  std::string_view stream;  ///< "actions/A-31"
  Version version;
  std::string_view type;  ///< "ActionDateMoved"
  std::uint16_t schema_version = 1;
  Timestamp recorded_at;
  Day effective_on;
  std::string_view actor;
  std::string_view on_behalf_of;
  std::string_view reason;
  Uuid command_id;
  std::string_view correlation;
  Position causation;  ///< 0 if nothing in the log led to it.
  BytesView payload;   ///< One message in canonical form, where words may lie.
};

/// An event that asks to be recorded. Owns what it holds.
struct NewEvent {
  std::string stream;
  std::string type;
  std::uint16_t schema_version = 1;
  Day effective_on;
  Position causation;
  Bytes payload;
};

}  // namespace eventstore
