#include "api/sign_in_desk.h"

#include <algorithm>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "api/cookies.h"
#include "projections/describe.h"

namespace closeloop::api {
namespace {

using std::chrono::seconds;

constexpr std::size_t name_characters_most = 64;
constexpr std::size_t address_characters_most = 64;
constexpr std::string_view wrong_sign_in =
    "The sign-in name or the password is not right, or your access has ended. Check both and try "
    "again. If you have lost your password, ask the board manager for a new one.";

bool has_ended(const Board& board, std::string_view person) {
  return board.exists("people", person) && !board.person(person);
}

TurnedAway too_many(seconds wait) {
  return {429,
          fmt::format("There were too many wrong passwords. Wait {} {}, then try again.",
                      wait.count(), wait.count() == 1 ? "second" : "seconds"),
          wait};
}

TurnedAway turned_away(const Error& error) {
  if (error.code == Errc::invalid) return {422, error.message, {}};
  if (error.rule == "sign-in.busy") return {503, error.message, seconds{1}};
  spdlog::error("sign-in: {}", error.message);
  return {503, "Signing in is not possible just now. Tell the board manager.", seconds{60}};
}

}  // namespace

SignInDesk::SignInDesk(Accounts& accounts, const Projector& projector, bool behind_tls)
    : accounts_{accounts}, projector_{projector}, behind_tls_{behind_tls} {}

Result<std::unique_ptr<SignInDesk>> SignInDesk::open(Accounts& accounts, const Projector& projector,
                                                     const eventstore::Clock& clock,
                                                     bool behind_tls,
                                                     ForwardClock::Elapsed elapsed) {
  BOOST_OUTCOME_TRY(const auto all, accounts.all());
  for (const auto& account : all) {
    if (!has_ended(*projector.live(), account.person)) continue;
    BOOST_OUTCOME_TRY(accounts.remove(account.person));
  }
  std::unique_ptr<SignInDesk> desk{new SignInDesk{accounts, projector, behind_tls}};
  BOOST_OUTCOME_TRY(desk->sessions_, Sessions::open(accounts, clock, std::move(elapsed)));
  return desk;
}

std::optional<Visitor> SignInDesk::visitor(const Request& request) {
  const std::string token{cookie(request, Cookie::session, behind_tls_)};
  // As pages ask whether anything has changed (ui-minimal/static/app.js); no link or form does.
  const auto use = request.method == "HEAD" ? Sessions::Use::by_a_page : Sessions::Use::by_a_person;
  const auto person = sessions_->person(token, use);
  if (!person) return std::nullopt;
  {
    const auto board = projector_.live();
    if (auto actor = board->person(*person)) {
      const auto number = must_find(board->records(), "people", *person);
      return Visitor{*std::move(actor),
                     number ? text_of(board->records(), number.value()) : *person, token};
    }
    if (!has_ended(*board, *person)) return std::nullopt;
  }
  // Their access has ended: nothing is left to sign in with. If that can't be written down, they
  // are found here, or at the desk, the next time.
  auto done = sessions_->end_all_of(*person);
  if (done) done = accounts_.remove(*person);
  if (!done) spdlog::error("{}", done.error().message);
  return std::nullopt;
}

std::string SignInDesk::address_of(const Request& request) const {
  if (!behind_tls_) return request.remote;
  // Only what our own proxy added last is worth anything: the rest came with the request.
  std::string_view last;
  for (const auto& [name, value] : request.headers) {
    if (name == "x-forwarded-for") last = value;
  }
  last = last.substr(last.rfind(',') + 1);
  last.remove_prefix(std::min(last.find_first_not_of(' '), last.size()));
  return last.empty() ? request.remote : std::string{last.substr(0, address_characters_most)};
}

std::optional<TurnedAway> SignInDesk::must_match(const Request& request, const std::string& name,
                                                 const std::optional<Account>& account,
                                                 std::string_view password,
                                                 std::string_view wrong) {
  const auto now = sessions_->now();
  const auto address = address_of(request);
  if (const auto wait = by_address_.take(address, now); wait > seconds{0}) return too_many(wait);
  if (const auto wait = by_account_.take(name, now); wait > seconds{0}) return too_many(wait);
  const auto matches =
      passwords_.matches(account ? std::optional{account->password_hash} : std::nullopt, password);
  if (!matches) return turned_away(matches.error());
  if (!matches.value() || !projector_.live()->person(account->person)) {
    return TurnedAway{403, std::string{wrong}, {}};
  }
  by_account_.give_back(name);
  by_address_.give_back(address);
  return std::nullopt;
}

std::variant<std::string, TurnedAway> SignInDesk::sign_in(const Request& request,
                                                          std::string_view typed,
                                                          std::string_view password) {
  const auto name = sign_in_name(typed).substr(0, name_characters_most + 1);
  const auto account = accounts_.named(name);
  if (!account) return turned_away(account.error());
  if (auto away = must_match(request, name, account.value(), password, wrong_sign_in)) {
    return *std::move(away);
  }
  // Whoever was signed in with this browser before is not any more.
  if (const auto old = cookie(request, Cookie::session, behind_tls_); !old.empty()) {
    if (const auto ended = sessions_->end(old); !ended) return turned_away(ended.error());
  }
  auto token = sessions_->begin(account.value()->person);
  if (!token) return turned_away(token.error());
  spdlog::info("{} signed in", account.value()->person);
  return std::move(token).value();
}

Result<void> SignInDesk::sign_out(std::string_view session) { return sessions_->end(session); }

Result<NewPassword> SignInDesk::give_password(const std::string& person, std::string_view name) {
  BOOST_OUTCOME_TRY(auto given, give_new_password(projector_, accounts_, passwords_, person, name));
  BOOST_OUTCOME_TRY(sessions_->end_all_of(person));
  return given;
}

std::variant<std::string, TurnedAway> SignInDesk::change_password(const Request& request,
                                                                  const Visitor& visitor,
                                                                  std::string_view current,
                                                                  std::string_view wanted) {
  const auto person = std::string{visitor.actor.person.text()};
  const auto found = accounts_.of(person);
  if (!found) return turned_away(found.error());
  const auto& account = found.value();
  if (auto away = must_match(request, account ? account->name : person, account, current,
                             "Your present password is not right. Type it again.")) {
    return *std::move(away);
  }
  if (wanted == current) return TurnedAway{422, "The new password is the one you have.", {}};
  const auto change = [&]() -> Result<std::string> {
    BOOST_OUTCOME_TRY(must_be_good_password(wanted, account->name));
    BOOST_OUTCOME_TRY(auto hash, passwords_.hash(wanted));
    BOOST_OUTCOME_TRY(accounts_.set({person, account->name, std::move(hash)}));
    BOOST_OUTCOME_TRY(sessions_->end_all_of(person));
    return sessions_->begin(person);
  };
  auto token = change();
  if (!token) return turned_away(token.error());
  return std::move(token).value();
}

}  // namespace closeloop::api
