#pragma once

#include <string>
#include <string_view>

namespace closeloop::api {

/// 256 random bits as text, "clp_" and 64 hex digits. Throws std::system_error if the machine
/// has no randomness to give.
[[nodiscard]] std::string new_token();
/// 128 random bits as 32 hex digits, for a session. Throws likewise.
[[nodiscard]] std::string new_session_token();
/// What tells a person's tokens apart: not secret.
[[nodiscard]] std::string new_token_id();
/// All that is kept of a token: its SHA-256, as 64 hex digits.
[[nodiscard]] std::string token_hash(std::string_view token);

}  // namespace closeloop::api
