#pragma once

#include "api/http.h"
#include "api/import/import_report.h"
#include "eventstore/core/strong.h"

namespace closeloop::api {

/// What the API answers about an import: 201 if something was taken, 200 if not. With the position
/// of the last event that was taken, or else of the last there is.
[[nodiscard]] Response told(const imports::ImportReport& report, eventstore::Position head);

/// The problem that a file was refused, with each mistake in it and the report.
[[nodiscard]] Response refused_file(const imports::ImportReport& report);

}  // namespace closeloop::api
