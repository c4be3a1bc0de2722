#pragma once

#include "api/queries.h"
#include "api/router.h"

namespace closeloop::api {

/// Pages for whoever may import: /imports/plans, /imports/returns and /imports/catalogue take a
/// file and keep it for a while; /imports/plans/{file} and so on show the dry run's report, and
/// take exactly what was reported when they are told to. The log must outlive the router.
void add_import_pages(Router& router, const Shelf& shelf, eventstore::EventLog& log);

}  // namespace closeloop::api
