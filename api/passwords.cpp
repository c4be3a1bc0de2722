#include "api/passwords.h"

#include <array>
#include <chrono>
#include <stdexcept>

#include <sodium.h>

namespace closeloop::api {
namespace {

using eventstore::Result;

constexpr unsigned long long passes = 2;
constexpr std::size_t memory_bytes = 19456UL * 1024;
constexpr int waiting_most = 16;
constexpr std::chrono::seconds patience{5};
constexpr std::size_t password_bytes_most = 1000;

eventstore::Error busy() {
  return eventstore::unavailable("sign-in.busy",
                                 "Too many people sign in just now. Wait a moment and try again.");
}

std::string hashed(std::string_view password) {
  std::array<char, crypto_pwhash_STRBYTES> text{};
  if (crypto_pwhash_str_alg(text.data(), password.data(), password.size(), passes, memory_bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw std::runtime_error{"there is no memory to hash a password"};
  }
  return text.data();
}

}  // namespace

/// One of the two places at the hash, for the one hash that is worked out while it lives.
class Passwords::Turn {
 public:
  explicit Turn(Passwords& of) : of_{of} {
    if (++of_.waiting_ <= waiting_most) has_ = of_.free_.try_acquire_for(patience);
    --of_.waiting_;
    if (has_) ++of_.worked_out_;
  }
  ~Turn() {
    if (has_) of_.free_.release();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  [[nodiscard]] explicit operator bool() const { return has_; }

 private:
  Passwords& of_;
  bool has_ = false;
};

Passwords::Passwords() {
  if (sodium_init() < 0) throw std::runtime_error{"libsodium can't be used on this machine"};
  nobodys_ = hashed(new_password());
}

Result<std::string> Passwords::hash(std::string_view password) {
  const Turn turn{*this};
  if (!turn) return busy();
  return hashed(password);
}

Result<bool> Passwords::matches(const std::optional<std::string>& hash, std::string_view password) {
  const Turn turn{*this};
  if (!turn) return busy();
  // What is longer than any password can be is not; but it costs the same to say so.
  const bool too_long = password.size() > password_bytes_most;
  const auto tried = too_long || password.empty() ? std::string_view{""} : password;
  const auto& against = hash ? *hash : nobodys_;
  const bool same = crypto_pwhash_str_verify(against.c_str(), tried.data(), tried.size()) == 0;
  return same && hash && !too_long;
}

std::string new_password() {
  // Without i, l, o, 0 and 1, so that nobody reads one for another.
  static constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789";
  std::string password;
  for (int group = 0; group < 4; ++group) {
    if (group > 0) password += '-';
    for (int i = 0; i < 5; ++i) password += letters[randombytes_uniform(letters.size())];
  }
  return password;
}

}  // namespace closeloop::api
