#pragma once

#include <string>

#include "api/http.h"
#include "eventstore/core/time.h"

namespace closeloop::api {

/// The name of one request in what we log, record (as `correlation`) and answer of problems: 32
/// hex digits. The one that the sender gave in `traceparent` (W3C Trace Context, 3.2), if they
/// gave one that is well formed; else a new one.
[[nodiscard]] std::string trace_of(const Request& request, eventstore::Timestamp now);

}  // namespace closeloop::api
