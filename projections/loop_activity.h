#pragma once

#include <string_view>

#include "eventstore/log/event_log.h"
#include "eventstore/schema/sealer.h"
#include "projections/as_at.h"
#include "projections/board.h"
#include "projections/page.h"

namespace closeloop {

/// One page of what happened to any record of a finding's loop, newest first: the timeline of the
/// loop. Rows are as in activity.h. `not_found` if there is no such finding.
[[nodiscard]] Result<boost::json::object> loop_activity(const Board&, const eventstore::EventLog&,
                                                        const eventstore::Sealer&,
                                                        std::string_view finding, const AsAt&,
                                                        const Page&);

}  // namespace closeloop
