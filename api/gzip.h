#pragma once

#include <string>
#include <string_view>

#include "api/http.h"

namespace closeloop::api {

/// Whether the client takes gzip: named in Accept-Encoding, and not with the weight 0.
[[nodiscard]] bool takes_gzip(const Request& request);

/// Throws std::runtime_error if there is no memory for it.
[[nodiscard]] std::string gzip(std::string_view text);

/// Compresses a page or a table for those who take it so, unless it is small or was given here
/// before. Secrets in a page must not be the same each time: see form_token.
void compress(const Request& request, Response& response);

}  // namespace closeloop::api
