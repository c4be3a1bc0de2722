#include "api/form_token.h"

#include <array>
#include <cstddef>
#include <tuple>

#include <sodium.h>

#include "eventstore/core/digest.h"

namespace closeloop::api {

namespace {

using Code = std::array<unsigned char, crypto_auth_hmacsha256_BYTES>;

Code code_of(std::string_view cookie_value) {
  static constexpr std::string_view purpose = "closeloop form token";
  const auto bytes = [](std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
  };
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes(cookie_value), cookie_value.size());
  crypto_auth_hmacsha256_update(&state, bytes(purpose), purpose.size());
  Code code;
  crypto_auth_hmacsha256_final(&state, code.data());
  return code;
}

}  // namespace

std::string form_token(std::string_view cookie_value) {
  const auto code = code_of(cookie_value);
  std::array<std::byte, 2 * std::tuple_size_v<Code>> token;
  randombytes_buf(token.data(), code.size());
  for (std::size_t i = 0; i < code.size(); ++i) {
    token[code.size() + i] = token[i] ^ std::byte{code[i]};
  }
  return eventstore::hex(token);
}

bool is_form_token(std::string_view sent, std::string_view cookie_value) {
  if (cookie_value.empty()) return false;
  // Just as we write it: no other spelling of the same token.
  if (sent.find_first_not_of("0123456789abcdef") != std::string_view::npos) return false;
  std::array<unsigned char, 2 * std::tuple_size_v<Code>> token;
  std::size_t read = 0;
  if (sodium_hex2bin(token.data(), token.size(), sent.data(), sent.size(), nullptr, &read,
                     nullptr) != 0 ||
      read != token.size()) {
    return false;
  }
  const auto right = code_of(cookie_value);
  Code found;
  for (std::size_t i = 0; i < found.size(); ++i) {
    found[i] = static_cast<unsigned char>(token[i] ^ token[found.size() + i]);
  }
  return sodium_memcmp(found.data(), right.data(), right.size()) == 0;
}

bool comes_from_here(const Request& request, bool tls) {
  const auto site = request.header("sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none") return false;
  const auto origin = request.header("origin");
  if (origin.empty() || origin == "null") return true;
  return origin == (tls ? "https://" : "http://") + std::string{request.header("host")};
}

}  // namespace closeloop::api
