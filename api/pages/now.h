#pragma once

#include "api/commands.h"
#include "api/queries.h"
#include "api/router.h"

namespace closeloop::api {

/// What there is to do: the work lists as a page (/now) and as a table for a spreadsheet
/// (/now.csv, whole, up to 10,000 rows). Without `list`, whoever asks sees their own. A row that
/// waits for a command leads straight to its form.
void add_now_routes(Router& router, const Shelf& shelf, Commands& commands);

}  // namespace closeloop::api
