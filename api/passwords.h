#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <semaphore>
#include <string>
#include <string_view>

#include "eventstore/core/error.h"

namespace closeloop::api {

/// Argon2id with the parameters that OWASP ASVS 5.0 names as the least (appendix C: 2 passes over
/// 19 MiB). No more than two hashes are worked out at once, so that sign-ins can't take the
/// machine's memory; a few more wait. Safe from any thread.
class Passwords {
 public:
  Passwords();

  /// The hash that is kept: "$argon2id$v=19$m=19456,t=2,p=1$...". `unavailable` "sign-in.busy" if
  /// too many wait already.
  [[nodiscard]] eventstore::Result<std::string> hash(std::string_view password);

  /// Whether that password has that hash. With no hash the answer is false and takes as long, so
  /// that nobody learns by the time which sign-in names there are. `unavailable` as above.
  [[nodiscard]] eventstore::Result<bool> matches(const std::optional<std::string>& hash,
                                                 std::string_view password);

  /// How many hashes were worked out so far: the whole cost of signing in.
  [[nodiscard]] std::uint64_t worked_out() const { return worked_out_; }

 private:
  class Turn;

  std::counting_semaphore<2> free_{2};
  std::atomic<int> waiting_{0};
  std::atomic<std::uint64_t> worked_out_{0};
  std::string nobodys_;  ///< The hash of a password that nobody has.
};

/// A random password of 99 bits in four groups: "k7mw2-...". Without letters and digits that
/// look alike.
[[nodiscard]] std::string new_password();

/// `invalid` "password" with one sentence for each thing that is wrong: fewer than 12 characters,
/// more than 1,000 bytes, made of the sign-in name, or among those that are guessed first.
/// Nothing else is asked of it (NIST SP 800-63B: length, not kinds of characters).
[[nodiscard]] eventstore::Result<void> must_be_good_password(std::string_view password,
                                                             std::string_view sign_in_name);

}  // namespace closeloop::api
