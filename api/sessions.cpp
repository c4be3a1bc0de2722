#include "api/sessions.h"

#include <algorithm>
#include <ctime>

#include <spdlog/spdlog.h>

#include "api/tokens.h"

namespace closeloop::api {
namespace {

using eventstore::allowed;
using eventstore::Result;
using eventstore::Timestamp;

constexpr std::chrono::minutes written_every{1};
constexpr std::size_t token_characters = 32;

bool has_ended(const KeptSession& session, Timestamp now) {
  return now - session.seen >= Sessions::idle_end || now - session.began >= Sessions::absolute_end;
}

}  // namespace

ForwardClock::ForwardClock(const eventstore::Clock& wall, Timestamp latest, Elapsed elapsed)
    : wall_{wall},
      elapsed_{std::move(elapsed)},
      anchor_{std::max(wall.now(), latest)},
      anchored_at_{elapsed_()} {}

Timestamp ForwardClock::now() {
  const std::lock_guard lock{mutex_};
  const auto wall = wall_.now();
  const auto counted = anchor_ + (elapsed_() - anchored_at_);
  if (wall <= counted) return counted;
  anchor_ = wall;
  anchored_at_ = elapsed_();
  return wall;
}

std::chrono::milliseconds ForwardClock::since_boot() {
  timespec now{};
  clock_gettime(CLOCK_BOOTTIME, &now);
  return std::chrono::milliseconds{static_cast<std::int64_t>(now.tv_sec) * 1000 +
                                   now.tv_nsec / 1'000'000};
}

Sessions::Sessions(Accounts& accounts, const eventstore::Clock& wall, Timestamp latest,
                   ForwardClock::Elapsed elapsed)
    : accounts_{accounts}, clock_{wall, latest, std::move(elapsed)} {}

Result<std::unique_ptr<Sessions>> Sessions::open(Accounts& accounts, const eventstore::Clock& wall,
                                                 ForwardClock::Elapsed elapsed) {
  BOOST_OUTCOME_TRY(auto kept, accounts.sessions());
  Timestamp latest{};
  for (const auto& session : kept) latest = std::max(latest, session.seen);
  std::unique_ptr<Sessions> sessions{new Sessions{accounts, wall, latest, std::move(elapsed)}};
  for (auto& session : kept) {
    auto token = session.token_sha256;
    const auto seen = session.seen;
    sessions->sessions_.emplace(std::move(token), Session{std::move(session), seen});
  }
  BOOST_OUTCOME_TRY(sessions->sweep(sessions->now()));
  return sessions;
}

Result<void> Sessions::sweep(Timestamp now) {
  for (auto at = sessions_.begin(); at != sessions_.end();) {
    if (!has_ended(at->second.kept, now)) {
      ++at;
      continue;
    }
    BOOST_OUTCOME_TRY(accounts_.end_session(at->first));
    at = sessions_.erase(at);
  }
  return allowed();
}

Result<std::string> Sessions::begin(const std::string& person) {
  auto token = new_session_token();
  const auto now = clock_.now();
  const std::lock_guard lock{mutex_};
  BOOST_OUTCOME_TRY(sweep(now));
  KeptSession session{token_hash(token), person, now, now};
  BOOST_OUTCOME_TRY(accounts_.keep(session));
  auto hash = session.token_sha256;
  sessions_.emplace(std::move(hash), Session{std::move(session), now});
  return token;
}

std::optional<std::string> Sessions::person(std::string_view token, Use use) {
  if (token.size() != token_characters) return std::nullopt;
  const auto hash = token_hash(token);
  const auto now = clock_.now();
  const std::lock_guard lock{mutex_};
  const auto found = sessions_.find(hash);
  if (found == sessions_.end()) return std::nullopt;
  auto& session = found->second;
  if (has_ended(session.kept, now)) return std::nullopt;  // The next sweep takes it out.
  if (use == Use::by_a_page) return session.kept.person;
  session.kept.seen = std::max(session.kept.seen, now);
  if (now - session.written >= written_every) {
    // Not written down it ends sooner after a start, at worst: no reason to turn anyone away.
    if (const auto kept = accounts_.keep(session.kept); !kept) {
      spdlog::error("{}", kept.error().message);
    }
    session.written = now;
  }
  return session.kept.person;
}

Result<void> Sessions::end(std::string_view token) {
  const auto hash = token_hash(token);
  const std::lock_guard lock{mutex_};
  if (sessions_.erase(hash) == 0) return allowed();
  return accounts_.end_session(hash);
}

Result<void> Sessions::end_all_of(std::string_view person) {
  const std::lock_guard lock{mutex_};
  if (std::erase_if(sessions_,
                    [&](const auto& each) { return each.second.kept.person == person; }) == 0) {
    return allowed();
  }
  return accounts_.end_sessions_of(person);
}

}  // namespace closeloop::api
