#pragma once

#include <array>
#include <string_view>

#include "eventstore/core/error.h"

namespace closeloop::exports {

/// A kind of file that an answer about figures can be taken away as.
struct Format {
  std::string_view name;  ///< As it is asked for, `format=xlsx`, and the ending of its files.
  std::string_view media_type;
};

inline constexpr std::array<Format, 4> formats = {{
    {"csv", "text/csv"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"ods", "application/vnd.oasis.opendocument.spreadsheet"},
    {"json", "application/json"},
}};

/// `invalid` "parameter" if there is none of that name.
[[nodiscard]] eventstore::Result<Format> format_called(std::string_view name);

}  // namespace closeloop::exports
