#include "api/form_token.h"

#include <array>

#include <sodium.h>

#include "eventstore/core/digest.h"

namespace closeloop::api {

std::string form_token(std::string_view cookie_value) {
  static constexpr std::string_view purpose = "closeloop form token";
  const auto bytes = [](std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
  };
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes(cookie_value), cookie_value.size());
  crypto_auth_hmacsha256_update(&state, bytes(purpose), purpose.size());
  std::array<std::byte, crypto_auth_hmacsha256_BYTES> code;
  crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(code.data()));
  return eventstore::hex(code);
}

bool is_form_token(std::string_view sent, std::string_view cookie_value) {
  if (cookie_value.empty()) return false;
  const auto right = form_token(cookie_value);
  return sent.size() == right.size() && sodium_memcmp(sent.data(), right.data(), right.size()) == 0;
}

bool comes_from_here(const Request& request, bool tls) {
  const auto site = request.header("sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none") return false;
  const auto origin = request.header("origin");
  if (origin.empty() || origin == "null") return true;
  return origin == (tls ? "https://" : "http://") + std::string{request.header("host")};
}

}  // namespace closeloop::api
