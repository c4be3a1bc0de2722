#pragma once

#include "api/queries.h"
#include "api/router.h"

namespace closeloop::api {

/// Pages for whoever may import: /imports/plans takes a file and keeps it for a while;
/// /imports/plans/{file} shows the dry run's report, and takes exactly what was reported when it
/// is told to. The log must outlive the router.
void add_import_pages(Router& router, const Shelf& shelf, eventstore::EventLog& log);

}  // namespace closeloop::api
