#pragma once

#include <string>
#include <utility>
#include <vector>

#include "eventstore/core/clock.h"
#include "eventstore/core/error.h"

namespace closeloop::tools {

/// Makes the demonstration board in a directory without one: a made-up story of several
/// agencies' work (story.json), recorded on the days it tells of; then the published plans that
/// come with the program, and a made-up year of work on them (year.json); then the catalogue, and
/// what the board says of its services, codes and questions (registers.json). Some loops are closed
/// well, one of which did not last, some without improvement, and some are broken in each way
/// there is. The same events every time.
/// `today` is the clock of those who will use the board.
///
/// Returns a token for each person, by role: ("Chair P-5", "clp_..."). `conflict` "board.exists"
/// if there is a board; any other error is a bug in the story.
[[nodiscard]] eventstore::Result<std::vector<std::pair<std::string, std::string>>> make_demo_board(
    const std::string& directory, const eventstore::Clock& today);

}  // namespace closeloop::tools
