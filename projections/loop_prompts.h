#pragma once

#include <boost/json/object.hpp>

#include "projections/board_records.h"

namespace closeloop {

/// Adds why a closed loop should be looked at again, each in a few words (`label`) and a sentence,
/// with the command to reopen it or to record its check (`prompts`; R57 v): what it was closed on
/// no longer holds, the figures of an indicator that its actions are meant to move give concern
/// since, or its theme was found again (`recurrences`).
void add_prompts(const Board::Records& records, const Loop& loop, Day asked_on,
                 boost::json::object& to);

}  // namespace closeloop
