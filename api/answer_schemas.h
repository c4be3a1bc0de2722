#pragma once

#include <string>

#include <boost/json/object.hpp>

#include "api/command_table.h"

namespace closeloop::api {

/// What questions answer, as schemas by name for `components/schemas` of the API's description:
/// one for each kind of answer, which a route names, and one for each part that answers share.
/// The views themselves are made in projections/; a test holds every answer of a whole board
/// against these.
[[nodiscard]] boost::json::object answer_schemas();

/// The name of the schema of one record of that kind: "FindingRaisedRecord".
[[nodiscard]] std::string record_answer(const ResourceKind& resource);

}  // namespace closeloop::api
