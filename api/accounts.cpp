#include "api/accounts.h"

#include <algorithm>
#include <mutex>
#include <utility>

#include "api/sqlite.h"

namespace closeloop::api {
namespace {

using eventstore::allowed;
using eventstore::Result;
using eventstore::Timestamp;

constexpr std::int64_t format = 1;
constexpr auto make_tables = R"(
  BEGIN;
  CREATE TABLE IF NOT EXISTS account (
    person TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, password_hash TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS session (
    token_sha256 TEXT PRIMARY KEY, person TEXT NOT NULL, began INTEGER NOT NULL,
    seen INTEGER NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS session_of ON session (person);
  CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  PRAGMA user_version = 1;
  COMMIT;)";
// An account that was acknowledged is there after a power cut; what was taken out is overwritten.
constexpr auto ways =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;";

bool is_name(std::string_view name) {
  return !name.empty() && name.size() <= 64 && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' ||
           c == '@';
  });
}

std::int64_t milliseconds(Timestamp at) { return at.time_since_epoch().count(); }
Timestamp timestamp(std::int64_t count) { return Timestamp{std::chrono::milliseconds{count}}; }

}  // namespace

struct Accounts::State {
  explicit State(std::unique_ptr<Database> opened) : database{std::move(opened)} {}

  std::unique_ptr<Database> database;
  mutable std::mutex mutex;

  /// One statement with its values; `row` is shown each row there is. The mutex is held.
  template <typename Row, typename... Values>
  [[nodiscard]] Result<void> ask(std::string_view sql, Row&& row, const Values&... values) const {
    BOOST_OUTCOME_TRY(auto statement, database->prepare(sql));
    int at = 0;
    (statement.bind(++at, values), ...);
    while (true) {
      BOOST_OUTCOME_TRY(const bool more, statement.step());
      if (!more) return allowed();
      row(statement);
    }
  }

  template <typename... Values>
  [[nodiscard]] Result<void> change(std::string_view sql, const Values&... values) const {
    return ask(
        sql, [](const Statement&) {}, values...);
  }

  template <typename... Values>
  [[nodiscard]] Result<std::vector<Account>> accounts(std::string_view which,
                                                      const Values&... values) const {
    std::vector<Account> found;
    BOOST_OUTCOME_TRY(ask(
        std::string{"SELECT person, name, password_hash FROM account "}.append(which),
        [&](const Statement& row) {
          found.push_back({row.text(0), row.text(1), row.text(2)});
        },
        values...));
    return found;
  }

  template <typename... Values>
  [[nodiscard]] Result<std::optional<Account>> account(std::string_view which,
                                                       const Values&... values) const {
    BOOST_OUTCOME_TRY(auto found, accounts(which, values...));
    return found.empty() ? std::nullopt : std::optional{std::move(found.front())};
  }

  [[nodiscard]] Result<void> must_be_free(std::string_view name, std::string_view person) const {
    if (!is_name(name)) {
      return eventstore::invalid("accounts.name",
                                 "A sign-in name has 1 to 64 small letters, digits, dots, dashes, "
                                 "underscores and at signs.");
    }
    BOOST_OUTCOME_TRY(const auto holder, account("WHERE name = ?", name));
    if (holder && holder->person != person) {
      return eventstore::conflict("accounts.name", "Someone else has the sign-in name " +
                                                       holder->name + " already: choose another.");
    }
    return allowed();
  }

  /// Two or more changes as one. The mutex is held.
  template <typename Changes>
  [[nodiscard]] Result<void> together(Changes&& changes) const {
    BOOST_OUTCOME_TRY(database->run("BEGIN IMMEDIATE"));
    Result<void> done = changes();
    if (done) done = database->run("COMMIT");
    if (!done) {
      (void)database->run("ROLLBACK");
      return done;
    }
    // What was taken out must not stay readable in the write-ahead log.
    return database->run("PRAGMA wal_checkpoint(TRUNCATE)");
  }
};

Accounts::Accounts(std::unique_ptr<State> state) : state_{std::move(state)} {}
Accounts::~Accounts() = default;

Result<std::unique_ptr<Accounts>> Accounts::open(const std::filesystem::path& file) {
  BOOST_OUTCOME_TRY(auto database, Database::open(file, {"accounts", "The accounts"}));
  BOOST_OUTCOME_TRY(database->run(ways));
  BOOST_OUTCOME_TRY(const auto found, database->number("PRAGMA user_version"));
  if (found > format) {
    return eventstore::corrupt(file.string() + " was made by a later program: use that one.");
  }
  BOOST_OUTCOME_TRY(database->run(make_tables));
  return std::unique_ptr<Accounts>{new Accounts{std::make_unique<State>(std::move(database))}};
}

Result<void> Accounts::must_be_free(std::string_view name, std::string_view person) const {
  const std::lock_guard lock{state_->mutex};
  return state_->must_be_free(name, person);
}

Result<void> Accounts::set(const Account& account) {
  const std::lock_guard lock{state_->mutex};
  BOOST_OUTCOME_TRY(state_->must_be_free(account.name, account.person));
  return state_->together([&]() -> Result<void> {
    BOOST_OUTCOME_TRY(state_->change("INSERT OR REPLACE INTO account VALUES (?, ?, ?)",
                                     account.person, account.name, account.password_hash));
    return state_->change("DELETE FROM session WHERE person = ?", account.person);
  });
}

Result<void> Accounts::remove(std::string_view person) {
  const std::lock_guard lock{state_->mutex};
  return state_->together([&]() -> Result<void> {
    BOOST_OUTCOME_TRY(state_->change("DELETE FROM account WHERE person = ?", person));
    return state_->change("DELETE FROM session WHERE person = ?", person);
  });
}

Result<std::optional<Account>> Accounts::named(std::string_view name) const {
  const std::lock_guard lock{state_->mutex};
  return state_->account("WHERE name = ?", name);
}

Result<std::optional<Account>> Accounts::of(std::string_view person) const {
  const std::lock_guard lock{state_->mutex};
  return state_->account("WHERE person = ?", person);
}

Result<std::vector<Account>> Accounts::all() const {
  const std::lock_guard lock{state_->mutex};
  return state_->accounts("ORDER BY name");
}

Result<void> Accounts::keep(const KeptSession& session) {
  const std::lock_guard lock{state_->mutex};
  return state_->change("INSERT OR REPLACE INTO session VALUES (?, ?, ?, ?)", session.token_sha256,
                        session.person, milliseconds(session.began), milliseconds(session.seen));
}

Result<void> Accounts::end_session(std::string_view token_sha256) {
  const std::lock_guard lock{state_->mutex};
  return state_->change("DELETE FROM session WHERE token_sha256 = ?", token_sha256);
}

Result<void> Accounts::end_sessions_of(std::string_view person) {
  const std::lock_guard lock{state_->mutex};
  return state_->change("DELETE FROM session WHERE person = ?", person);
}

Result<std::vector<KeptSession>> Accounts::sessions() const {
  const std::lock_guard lock{state_->mutex};
  std::vector<KeptSession> found;
  BOOST_OUTCOME_TRY(state_->ask(
      "SELECT token_sha256, person, began, seen FROM session", [&](const Statement& row) {
        found.push_back(
            {row.text(0), row.text(1), timestamp(row.number(2)), timestamp(row.number(3))});
      }));
  return found;
}

Result<std::string> Accounts::setting(std::string_view name) const {
  const std::lock_guard lock{state_->mutex};
  std::string value;
  BOOST_OUTCOME_TRY(state_->ask(
      "SELECT value FROM setting WHERE name = ?",
      [&](const Statement& row) { value = row.text(0); }, name));
  return value;
}

Result<void> Accounts::set_setting(std::string_view name, std::string_view value) {
  const std::lock_guard lock{state_->mutex};
  return state_->change("INSERT OR REPLACE INTO setting VALUES (?, ?)", name, value);
}

std::string sign_in_name(std::string_view typed) {
  const auto first = typed.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  std::string name{typed.substr(first, typed.find_last_not_of(" \t") - first + 1)};
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return name;
}

}  // namespace closeloop::api
