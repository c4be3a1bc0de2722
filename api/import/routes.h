#pragma once

#include <cstddef>

#include "api/queries.h"
#include "api/router.h"

namespace closeloop::api {

/// What a file of plans holds at most. Of the plans that were published, seven take 36 kB.
inline constexpr std::size_t plans_file_bytes_max = std::size_t{2} * 1024 * 1024;

/// POST /api/v1/imports/plans takes a file of published plans as its body, JSON or CSV by its
/// Content-Type: all of it or nothing. With /dry-run it says what would be taken, and takes
/// nothing. For whoever may give every command that a plan comes to. The log must outlive the
/// router.
void add_import_routes(Router& router, const Shelf& shelf, eventstore::EventLog& log);

}  // namespace closeloop::api
