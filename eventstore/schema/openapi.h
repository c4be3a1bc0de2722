#pragma once

#include <boost/json/object.hpp>

#include "eventstore/schema/catalogue.h"

/// What the schemas say, as OpenAPI 3.1. The document around it is the API's.
namespace eventstore {

/// The members of "components" that commands need: "schemas", "parameters", "responses" and
/// "securitySchemes" (bearer tokens, "token"). Of every event there are two schemas: what one
/// sends ("ActionDateMovedRequest") and what was recorded ("ActionDateMoved"). A request that the
/// schema refuses is refused by decode_request, which is stricter in two ways: control
/// characters, and the size of the whole.
[[nodiscard]] boost::json::object openapi_components(const Catalogue& catalogue);

/// Path to path item, of every command: `POST /api/v1/{resource}` for the event that creates
/// a record, `POST /api/v1/{resource}/{id}/{intent}` for all.
[[nodiscard]] boost::json::object openapi_command_paths(const Catalogue& catalogue);

}  // namespace eventstore
