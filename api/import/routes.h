#pragma once

#include <cstddef>

#include "api/queries.h"
#include "api/router.h"

namespace closeloop::api {

/// What a file of plans holds at most. Of the plans that were published, seven take 36 kB.
inline constexpr std::size_t plans_file_bytes_max = std::size_t{2} * 1024 * 1024;

/// POST /api/v1/imports/plans, /returns and /catalogue take a file as their body: all of it or
/// nothing. With /dry-run they say what would be taken, and take nothing. For whoever may import
/// that (file_imports.h). The log must outlive the router.
void add_import_routes(Router& router, const Shelf& shelf, eventstore::EventLog& log);

}  // namespace closeloop::api
