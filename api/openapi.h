#pragma once

#include <string>

#include <boost/json/object.hpp>

#include "api/router.h"

namespace closeloop::api {

/// The OpenAPI 3.1 document of these routes: commands as the schemas describe them, questions as
/// the table of routes does. What the router has is in it, and nothing else.
[[nodiscard]] boost::json::object openapi_document(const Router& router);

/// The same as a page to read: docs/reference/api.md.
[[nodiscard]] std::string api_reference(const Router& router);

}  // namespace closeloop::api
