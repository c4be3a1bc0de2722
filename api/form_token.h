#pragma once

#include <string>
#include <string_view>

#include "api/http.h"

namespace closeloop::api {

/// The hidden field of every form that a page sends.
inline constexpr std::string_view form_token_field = "_token";
/// The header that a script sends instead.
inline constexpr std::string_view form_token_header = "closeloop-form-token";

/// What shows that a form was made by us for this browser: HMAC-SHA-256 with the cookie's value
/// as the key, masked by random bytes that go before it (128 hex digits), so that the length of a
/// compressed page tells nothing of it. Another site can neither read it nor work it out, and it
/// ends with the session.
[[nodiscard]] std::string form_token(std::string_view cookie_value);

/// Compares in the same time wherever they differ. Never true without a cookie.
[[nodiscard]] bool is_form_token(std::string_view sent, std::string_view cookie_value);

/// False if the browser says that another site made it send this (Sec-Fetch-Site, Origin).
/// "Origin: null" says nothing: our own forms send it, since no page of ours tells its address.
[[nodiscard]] bool comes_from_here(const Request& request, bool tls);

}  // namespace closeloop::api
