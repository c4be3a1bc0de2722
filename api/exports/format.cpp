#include "api/exports/format.h"

#include <algorithm>

namespace closeloop::exports {

eventstore::Result<Format> format_called(std::string_view name) {
  const auto* found = std::ranges::find(formats, name, &Format::name);
  if (found != formats.end()) return *found;
  return eventstore::invalid("parameter", "format must be csv, xlsx, ods or json.");
}

}  // namespace closeloop::exports
