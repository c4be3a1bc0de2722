#pragma once

#include "api/queries.h"

namespace closeloop::api {

/// Whether the client asks for server-sent events.
[[nodiscard]] bool asks_for_stream(const Request& request);

/// The feed as server-sent events (HTML Living Standard, 9.2): each with its position as `id`, its
/// type as `event` and the same JSON as the feed has as `data`. Goes on after the position that
/// the header Last-Event-ID names, else after the parameter `after`. A comment comes every 15
/// seconds when nothing happens. The stream ends after 5 minutes, so that who reads it is asked
/// again who they are; clients come back by themselves, to where they were.
///
/// `unavailable` "feed.full" if too many follow or wait already.
[[nodiscard]] Result<Response> stream_events(const Call& call, const Shelf& shelf,
                                             Waiting& waiting);

}  // namespace closeloop::api
