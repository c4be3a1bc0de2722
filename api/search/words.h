#pragma once

#include <string>
#include <string_view>

#include "eventstore/core/error.h"

namespace closeloop::api {

/// What a person typed, as an expression for FTS5 that is right whatever was typed: every word
/// is quoted and matched by its beginning; what stands in quotation marks is matched as it is,
/// word after word. Empty if there is nothing to look for. `invalid` "parameter" for more than
/// 32 words.
[[nodiscard]] eventstore::Result<std::string> search_expression(std::string_view typed);

}  // namespace closeloop::api
