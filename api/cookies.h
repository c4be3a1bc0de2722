#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "api/http.h"

namespace closeloop::api {

/// The two cookies there are. Over TLS their names begin with "__Host-", so that a browser takes
/// them from this host alone and gives them back over TLS alone.
enum class Cookie : std::uint8_t {
  session,       ///< The token of who is signed in.
  sign_in_form,  ///< What binds the sign-in form to the browser it was shown to.
};

[[nodiscard]] std::string cookie_name(Cookie which, bool tls);

/// The value that the browser sent; empty if there is none, if there are two, or if it is not
/// 32 hex digits, as each of ours is.
[[nodiscard]] std::string_view cookie(const Request& request, Cookie which, bool tls);

/// The header that gives the browser a cookie, unreadable for scripts, until it is closed.
[[nodiscard]] Header set_cookie(Cookie which, std::string_view value, bool tls);
/// The header that takes it away again.
[[nodiscard]] Header clear_cookie(Cookie which, bool tls);

}  // namespace closeloop::api
