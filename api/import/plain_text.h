#pragma once

#include <string>
#include <string_view>

#include "api/import/import_report.h"

namespace closeloop::imports {

/// The text as records hold it: line ends of other systems are "\n", and other control characters
/// are spaces. What was changed goes to the report, once for the value. A NUL, of which nobody can
/// say what it stands for, is refused there. Pure.
[[nodiscard]] std::string plain_text(std::string_view text, const std::string& place,
                                     const std::string& column, ImportReport& report);

}  // namespace closeloop::imports
