#pragma once

#include "eventstore/core/bytes.h"
#include "eventstore/core/error.h"
#include "eventstore/log/commit.h"
#include "eventstore/log/event.h"
#include "eventstore/schema/envelope.capnp.h"
#include "eventstore/schema/message.h"

/// DO NOT CHANGE what is written here: these bytes are every recorded event, for ever
/// (docs/data-format.md; layout in eventstore/schema/envelope.capnp).
namespace eventstore {

/// What the writer adds to an event as it accepts it.
struct Placement {
  Position position;
  Version version;
  Timestamp recorded_at;
};

/// The bytes of one recorded event, in canonical form.
[[nodiscard]] Bytes encode_envelope(const Commit& commit, const NewEvent& event,
                                    const Placement& placement);

/// Reads envelopes, one after another, into views that die with the next. Not shared between
/// threads.
class EnvelopeReader {
 public:
  /// Calls `use` with the event; `corrupt` if the bytes are not a whole envelope.
  template <typename Use>
  [[nodiscard]] Result<void> read(BytesView bytes, Use&& use) {
    Result<void> sound = allowed();
    BOOST_OUTCOME_TRY(opener_.open<schema::Envelope>(bytes, [&](schema::Envelope::Reader stored) {
      RecordedEvent event;
      sound = view(stored, event);
      if (sound) use(static_cast<const RecordedEvent&>(event));
    }));
    return sound;
  }

 private:
  static Result<void> view(schema::Envelope::Reader stored, RecordedEvent& event);

  Opener opener_;
};

}  // namespace eventstore
