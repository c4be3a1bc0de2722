#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "eventstore/core/error.h"
#include "eventstore/log/event.h"
#include "eventstore/schema/catalogue.h"
#include "eventstore/schema/render.h"
#include "eventstore/schema/sealer.h"

/// Any recorded event, for who reads the log itself: auditors, exports, `event show`. Nothing
/// here knows what events there are. Safe from any thread.
namespace eventstore {

/// A payload in two forms: for programs and in words.
struct PayloadView {
  const EventKind* kind = nullptr;
  boost::json::object data;  ///< What the event itself says: {"newDate": "2017-04-30"}.
  std::vector<Line> lines;   ///< The same in words.
};

/// `corrupt` if the payload cannot be read, or this program is too old to know it.
[[nodiscard]] Result<PayloadView> view_payload(const Catalogue& catalogue, BytesView payload,
                                               const Sealer& sealer);

/// Every member of the envelope under its own name, then "data". Dates and times as ISO 8601;
/// what is absent is left out. `corrupt` as above.
[[nodiscard]] Result<boost::json::object> recorded_to_json(const Catalogue& catalogue,
                                                           const RecordedEvent& event,
                                                           const Sealer& sealer);

/// Every member of the envelope in words, then the event's own, one deeper. If the payload
/// cannot be read, a line says so and the envelope is shown nevertheless.
[[nodiscard]] std::vector<Line> render_recorded(const Catalogue& catalogue,
                                                const RecordedEvent& event, const Sealer& sealer);

}  // namespace eventstore
