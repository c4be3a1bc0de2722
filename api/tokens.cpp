#include "api/tokens.h"

#include <array>
#include <cerrno>
#include <system_error>

#include <sys/random.h>

#include "eventstore/core/digest.h"

namespace closeloop::api {
namespace {

template <std::size_t N>
std::array<std::byte, N> random_bytes() {
  std::array<std::byte, N> bytes;
  if (getrandom(bytes.data(), N, 0) != static_cast<ssize_t>(N)) {
    throw std::system_error{errno, std::generic_category(), "no randomness"};
  }
  return bytes;
}

}  // namespace

std::string new_token() { return "clp_" + eventstore::hex(random_bytes<32>()); }
std::string new_session_token() { return eventstore::hex(random_bytes<16>()); }
std::string new_token_id() { return "T-" + eventstore::hex(random_bytes<6>()); }
std::string token_hash(std::string_view token) {
  return eventstore::hex(eventstore::sha256(token));
}

}  // namespace closeloop::api
