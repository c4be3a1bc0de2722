#include "api/cookies.h"

#include <algorithm>

namespace closeloop::api {
namespace {

constexpr std::size_t value_characters = 32;

bool is_ours(std::string_view value) {
  return value.size() == value_characters && std::ranges::all_of(value, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

Header header(Cookie which, std::string_view value, std::string_view more, bool tls) {
  auto text = cookie_name(which, tls) + "=";
  text.append(value).append("; Path=/; HttpOnly; SameSite=Lax").append(more);
  if (tls) text += "; Secure";
  return {"Set-Cookie", std::move(text)};
}

}  // namespace

std::string cookie_name(Cookie which, bool tls) {
  const std::string name = which == Cookie::session ? "closeloop" : "closeloop-sign-in";
  return tls ? "__Host-" + name : name;
}

std::string_view cookie(const Request& request, Cookie which, bool tls) {
  const auto wanted = cookie_name(which, tls);
  auto rest = request.header("cookie");
  std::string_view found;
  while (!rest.empty()) {
    auto pair = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
    pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
    const auto equals = pair.find('=');
    if (equals == std::string_view::npos || pair.substr(0, equals) != wanted) continue;
    if (!found.empty()) return {};  // Someone has put a second one there: neither is trusted.
    found = pair.substr(equals + 1);
    if (!is_ours(found)) return {};
  }
  return found;
}

Header set_cookie(Cookie which, std::string_view value, bool tls) {
  return header(which, value, "", tls);
}

Header clear_cookie(Cookie which, bool tls) { return header(which, "", "; Max-Age=0", tls); }

}  // namespace closeloop::api
