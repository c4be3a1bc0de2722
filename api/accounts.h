#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eventstore/core/error.h"
#include "eventstore/core/time.h"

namespace closeloop::api {

/// How a person signs in to the pages.
struct Account {
  std::string person;         ///< "P-2"
  std::string name;           ///< What they type: in lower case.
  std::string password_hash;  ///< As Passwords::hash makes it.
};

/// A session as it is kept: never its token.
struct KeptSession {
  std::string token_sha256;
  std::string person;
  eventstore::Timestamp began;
  eventstore::Timestamp seen;  ///< When it was last used, to the minute.
};

/// The accounts and sessions of a board: one SQLite file beside its log, for these are no facts
/// of any case and must be able to go (decision 16). What is taken out is overwritten.
///
/// Safe from any thread. Every function: `unavailable` "accounts" if the file can't be read or
/// written, such as on a full disk.
class Accounts {
 public:
  /// Opens the file, or makes it, readable by its owner only. ":memory:" is one that goes with
  /// the object. `corrupt` if it is no such file, or one that a later program made.
  [[nodiscard]] static eventstore::Result<std::unique_ptr<Accounts>> open(
      const std::filesystem::path& file);
  ~Accounts();
  Accounts(const Accounts&) = delete;
  Accounts& operator=(const Accounts&) = delete;

  /// Whether the person may have that name. `conflict` "accounts.name" if it is another's;
  /// `invalid` "accounts.name" if it is not 1 to 64 small letters, digits, dots, dashes,
  /// underscores and at signs.
  [[nodiscard]] eventstore::Result<void> must_be_free(std::string_view name,
                                                      std::string_view person) const;
  /// Gives the person this name and password instead of what they had, and ends their sessions.
  /// Fails as `must_be_free` does.
  [[nodiscard]] eventstore::Result<void> set(const Account& account);
  /// Takes the person's account and sessions out, if there are any.
  [[nodiscard]] eventstore::Result<void> remove(std::string_view person);

  [[nodiscard]] eventstore::Result<std::optional<Account>> named(std::string_view name) const;
  [[nodiscard]] eventstore::Result<std::optional<Account>> of(std::string_view person) const;
  [[nodiscard]] eventstore::Result<std::vector<Account>> all() const;  ///< By name.

  /// Writes the session down, anew or as it is now.
  [[nodiscard]] eventstore::Result<void> keep(const KeptSession& session);
  [[nodiscard]] eventstore::Result<void> end_session(std::string_view token_sha256);
  [[nodiscard]] eventstore::Result<void> end_sessions_of(std::string_view person);
  [[nodiscard]] eventstore::Result<std::vector<KeptSession>> sessions() const;

  /// What is known of this board as a whole; empty if it was never said.
  [[nodiscard]] eventstore::Result<std::string> setting(std::string_view name) const;
  [[nodiscard]] eventstore::Result<void> set_setting(std::string_view name, std::string_view value);

 private:
  struct State;
  explicit Accounts(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// The setting of a demonstration board that holds the password of all its accounts: its sign-in
/// page tells it.
inline constexpr std::string_view demonstration_password = "demonstration-password";

/// A sign-in name as it is kept: without blanks around it and in lower case.
[[nodiscard]] std::string sign_in_name(std::string_view typed);

}  // namespace closeloop::api
