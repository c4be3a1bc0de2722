#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "api/accounts.h"
#include "api/http.h"
#include "api/new_password.h"
#include "api/passwords.h"
#include "api/sessions.h"
#include "api/throttle.h"
#include "domain/decider.h"
#include "projections/projector.h"

namespace closeloop::api {

/// Who sends a request, by the session of their browser.
struct Visitor {
  Actor actor;
  std::string name;     ///< "B. Jones"
  std::string session;  ///< The token of the session.
};

/// Why someone is turned away, for a page.
struct TurnedAway {
  int status = 403;
  std::string sentence;         ///< What is wrong and what to do.
  std::chrono::seconds wait{};  ///< When to try again, if time is all it takes.
};

/// Where people sign in and out. Passwords may be tried 5 times a minute for an account and 20
/// times a minute from an address; those that are right do not count. Safe from any thread.
///
/// Who signs in is a person of the board whose access holds: that is asked of the live board at
/// each request. The account of a person whose access has ended is taken out when it is found:
/// at once when the desk opens, else when they next ask for something.
class SignInDesk {
 public:
  /// Both must outlive it. `behind_tls`: browsers reach this server over TLS, through a proxy
  /// that says in X-Forwarded-For who asks.
  [[nodiscard]] static Result<std::unique_ptr<SignInDesk>> open(
      Accounts& accounts, const Projector& projector, const eventstore::Clock& clock,
      bool behind_tls = false, ForwardClock::Elapsed elapsed = ForwardClock::since_boot);

  [[nodiscard]] std::optional<Visitor> visitor(const Request& request);

  /// The token of a new session. Never one that the browser chose.
  [[nodiscard]] std::variant<std::string, TurnedAway> sign_in(const Request& request,
                                                              std::string_view name,
                                                              std::string_view password);
  [[nodiscard]] Result<void> sign_out(std::string_view session);

  /// Ends all sessions of the visitor and begins a new one: its token.
  [[nodiscard]] std::variant<std::string, TurnedAway> change_password(const Request& request,
                                                                      const Visitor& visitor,
                                                                      std::string_view current,
                                                                      std::string_view wanted);

  /// A new random password for a person whose access holds, told once; ends all their sessions.
  /// Fails as give_new_password does.
  [[nodiscard]] Result<NewPassword> give_password(const std::string& person, std::string_view name);

  [[nodiscard]] bool behind_tls() const { return behind_tls_; }
  [[nodiscard]] const Accounts& accounts() const { return accounts_; }
  /// For those who have shown who they are in another way: tests, so far.
  [[nodiscard]] Sessions& sessions() { return *sessions_; }

 private:
  SignInDesk(Accounts& accounts, const Projector& projector, bool behind_tls);

  /// Whether that is the account's password, unless too many were tried.
  [[nodiscard]] std::optional<TurnedAway> must_match(const Request& request,
                                                     const std::string& name,
                                                     const std::optional<Account>& account,
                                                     std::string_view password,
                                                     std::string_view wrong);
  [[nodiscard]] std::string address_of(const Request& request) const;

  Accounts& accounts_;
  const Projector& projector_;
  bool behind_tls_;
  std::unique_ptr<Sessions> sessions_;
  Passwords passwords_;
  Throttle by_account_{5};
  Throttle by_address_{20};
};

}  // namespace closeloop::api
