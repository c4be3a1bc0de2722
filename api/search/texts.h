#pragma once

#include <string>
#include <vector>

#include "eventstore/core/error.h"
#include "eventstore/log/event.h"

namespace closeloop::api {

/// One text that a record holds. What comes later under the same name stands instead of it.
struct SearchText {
  std::string name;  ///< Empty: what the record is headed with.
  std::string text;
};

/// The texts that an event says of its record, as its schema marks them: every field of text
/// and the reason, each under a name of its own; of a correction, under the name of what it
/// corrects. Left out is what the system fills in, and sealed text: a search index must not
/// keep in the open what is sealed so that it can be destroyed.
///
/// `corrupt` if the payload can't be read.
[[nodiscard]] eventstore::Result<std::vector<SearchText>> texts_of(
    const eventstore::RecordedEvent& event);

}  // namespace closeloop::api
