#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "api/accounts.h"
#include "eventstore/core/clock.h"

namespace closeloop::api {

/// Time for what must end. It follows the wall clock forwards; where that is turned back or
/// stands, it goes on with the machine's own count of time, so that nothing lasts longer for it.
/// Safe from any thread.
class ForwardClock {
 public:
  using Elapsed = std::function<std::chrono::milliseconds()>;  ///< Since any fixed moment.

  /// `wall` must outlive it. Begins at `latest`, if the wall clock is behind that.
  explicit ForwardClock(const eventstore::Clock& wall, eventstore::Timestamp latest = {},
                        Elapsed elapsed = since_boot);
  [[nodiscard]] eventstore::Timestamp now();

  static std::chrono::milliseconds since_boot();  ///< The time that the machine slept counts too.

 private:
  const eventstore::Clock& wall_;
  Elapsed elapsed_;
  std::mutex mutex_;
  eventstore::Timestamp anchor_;           ///< The time it was ...
  std::chrono::milliseconds anchored_at_;  ///< ... at this count.
};

/// Who is signed in. A session ends an hour after its last use and twelve hours after its
/// beginning, whichever comes first; when it is signed out; and with all others of its person
/// when that person's password changes or their access ends. Only the SHA-256 of a token is kept.
///
/// Sessions are written to the accounts when they begin and end, and about once a minute in
/// between, so that people stay signed in when the server starts again. Safe from any thread.
class Sessions {
 public:
  static constexpr std::chrono::hours idle_end{1};
  static constexpr std::chrono::hours absolute_end{12};

  /// Takes up the sessions that were kept. Both must outlive it; nobody else changes the
  /// accounts' sessions while it lives.
  [[nodiscard]] static eventstore::Result<std::unique_ptr<Sessions>> open(
      Accounts& accounts, const eventstore::Clock& wall,
      ForwardClock::Elapsed elapsed = ForwardClock::since_boot);

  /// A new session of that person: its token, 128 random bits as 32 hex digits, told once.
  [[nodiscard]] eventstore::Result<std::string> begin(const std::string& person);

  enum class Use : bool { by_a_person, by_a_page };
  /// Whose session that is, if it has not ended. What a person does counts as a use of it; that a
  /// page which lies open asks again by itself does not.
  [[nodiscard]] std::optional<std::string> person(std::string_view token,
                                                  Use use = Use::by_a_person);

  /// These fail if that could not be written down; the sessions are ended all the same.
  [[nodiscard]] eventstore::Result<void> end(std::string_view token);
  [[nodiscard]] eventstore::Result<void> end_all_of(std::string_view person);

  [[nodiscard]] eventstore::Timestamp now() { return clock_.now(); }

 private:
  Sessions(Accounts& accounts, const eventstore::Clock& wall, eventstore::Timestamp latest,
           ForwardClock::Elapsed elapsed);
  [[nodiscard]] eventstore::Result<void> sweep(eventstore::Timestamp now);

  struct Session {
    KeptSession kept;
    eventstore::Timestamp written;  ///< What the accounts have for `seen`.
  };

  Accounts& accounts_;
  ForwardClock clock_;
  std::mutex mutex_;
  std::unordered_map<std::string, Session> sessions_;  ///< By the SHA-256 of the token.
};

}  // namespace closeloop::api
