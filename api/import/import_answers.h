#pragma once

#include "api/http.h"
#include "api/import/import_report.h"

namespace closeloop::api {

/// What the API answers about an import: 201 with the position if something was taken, 200 if not.
[[nodiscard]] Response told(const imports::ImportReport& report);

/// The problem that a file was refused, with each mistake in it and the report.
[[nodiscard]] Response refused_file(const imports::ImportReport& report);

}  // namespace closeloop::api
