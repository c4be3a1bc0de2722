#pragma once

#include <string>

#include <boost/json/object.hpp>

#include "api/commands.h"
#include "api/queries.h"
#include "api/router.h"
#include "api/seen.h"

namespace closeloop::api {

/// Pages about returns: /returns/{id}/values shows what came, with what may be done next;
/// /records/returns/{id}/answer takes figures by typing, as one commit. The log must outlive the
/// router.
void add_return_pages(Router& router, const Shelf& shelf, eventstore::EventLog& log,
                      Commands& commands);

/// Puts before the next steps of a return's record what can be done beside commands: see what came,
/// send a file, type. Only what the person may do; nothing in the past.
void add_return_steps(boost::json::object& model, const Call& call, const Seen& seen,
                      const std::string& id);

/// Gives each row of /data-returns its steps, and the page what starts something new.
void add_data_return_steps(boost::json::object& model, const Call& call, const Seen& seen);

}  // namespace closeloop::api
