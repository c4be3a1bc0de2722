#pragma once

#include <span>

#include <boost/json/object.hpp>

#include "eventstore/schema/shape.h"

namespace eventstore {

/// The OpenAPI 3.1 document: a path for every intent of every aggregate, and a
/// schema for every struct they use.
[[nodiscard]] boost::json::object openapi(std::span<const Shape* const> aggregates);

}  // namespace eventstore
