#pragma once

#include <string>

#include <boost/json/object.hpp>

#include "api/import/import_report.h"
#include "api/seen.h"

namespace closeloop::api {

/// What the page of an import's report reads: the report as the API tells it, but with counts and
/// places in words, 50 of each list at most, and links to what was taken or was there. `unchanged`
/// says what the report names as unchanged: "reviews".
[[nodiscard]] boost::json::object report_model(const imports::ImportReport& report,
                                               std::string_view unchanged, const Seen& seen);

}  // namespace closeloop::api
