#pragma once

#include <string>

#include "api/seen.h"

namespace closeloop::api {

/// The name of the board that is looked at; "Closeloop" before it has one.
[[nodiscard]] std::string board_name(const Seen& seen);

}  // namespace closeloop::api
