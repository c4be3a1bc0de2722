#include "api/accounts.h"

#include <algorithm>
#include <mutex>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

namespace closeloop::api {
namespace {

using eventstore::allowed;
using eventstore::Error;
using eventstore::Result;
using eventstore::Timestamp;

constexpr int format = 1;
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

Timestamp timestamp(std::int64_t milliseconds) {
  return Timestamp{std::chrono::milliseconds{milliseconds}};
}

}  // namespace

struct Accounts::State {
  sqlite3* database = nullptr;
  mutable std::mutex mutex;

  ~State() { sqlite3_close(database); }

  [[nodiscard]] Error failed() const {
    const int code = sqlite3_errcode(database);
    const auto said =
        std::string{"The accounts can't be read or written: "} + sqlite3_errmsg(database) + ".";
    if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB) return eventstore::corrupt(said);
    return eventstore::unavailable("accounts", said);
  }

  [[nodiscard]] Result<void> run(const char* statements) const {
    if (sqlite3_exec(database, statements, nullptr, nullptr, nullptr) != SQLITE_OK) {
      return failed();
    }
    return allowed();
  }

  static void bind(sqlite3_stmt* statement, int at, std::string_view text) {
    sqlite3_bind_text64(statement, at, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
  }
  static void bind(sqlite3_stmt* statement, int at, Timestamp value) {
    sqlite3_bind_int64(statement, at, value.time_since_epoch().count());
  }

  /// One statement with its values; `row` is shown each row there is. The mutex is held.
  template <typename Row, typename... Values>
  [[nodiscard]] Result<void> ask(std::string_view sql, Row&& row, const Values&... values) const {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement,
                           nullptr) != SQLITE_OK) {
      return failed();
    }
    const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> held{statement, sqlite3_finalize};
    int at = 0;
    (bind(statement, ++at, values), ...);
    int step = sqlite3_step(statement);
    for (; step == SQLITE_ROW; step = sqlite3_step(statement)) row(statement);
    if (step != SQLITE_DONE) return failed();
    return allowed();
  }

  template <typename... Values>
  [[nodiscard]] Result<void> change(std::string_view sql, const Values&... values) const {
    return ask(
        sql, [](sqlite3_stmt*) {}, values...);
  }

  static std::string text(sqlite3_stmt* row, int column) {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(row, column));
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(row, column))};
  }

  template <typename... Values>
  [[nodiscard]] Result<std::vector<Account>> accounts(std::string_view which,
                                                      const Values&... values) const {
    std::vector<Account> found;
    BOOST_OUTCOME_TRY(ask(
        std::string{"SELECT person, name, password_hash FROM account "}.append(which),
        [&](sqlite3_stmt* row) {
          found.push_back({text(row, 0), text(row, 1), text(row, 2)});
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
    BOOST_OUTCOME_TRY(run("BEGIN IMMEDIATE"));
    Result<void> done = changes();
    if (done) done = run("COMMIT");
    if (!done) {
      (void)run("ROLLBACK");
      return done;
    }
    // What was taken out must not stay readable in the write-ahead log.
    return run("PRAGMA wal_checkpoint(TRUNCATE)");
  }
};

Accounts::Accounts(std::unique_ptr<State> state) : state_{std::move(state)} {}
Accounts::~Accounts() = default;

Result<std::unique_ptr<Accounts>> Accounts::open(const std::filesystem::path& file) {
  if (file != ":memory:") {  // SQLite gives its other files the rights of the first.
    const int made = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (made < 0) {
      return eventstore::unavailable(
          "accounts", file.string() + " can't be opened: who may write in its directory?");
    }
    ::close(made);
  }
  auto state = std::make_unique<State>();
  if (sqlite3_open_v2(file.c_str(), &state->database,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX,
                      nullptr) != SQLITE_OK) {
    return state->failed();
  }
  sqlite3_busy_timeout(state->database, 2000);
  BOOST_OUTCOME_TRY(state->run(ways));
  int found = 0;
  BOOST_OUTCOME_TRY(state->ask("PRAGMA user_version",
                               [&](sqlite3_stmt* row) { found = sqlite3_column_int(row, 0); }));
  if (found > format) {
    return eventstore::corrupt(file.string() + " was made by a later program: use that one.");
  }
  BOOST_OUTCOME_TRY(state->run(make_tables));
  return std::unique_ptr<Accounts>{new Accounts{std::move(state)}};
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
                        session.person, session.began, session.seen);
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
  BOOST_OUTCOME_TRY(
      state_->ask("SELECT token_sha256, person, began, seen FROM session", [&](sqlite3_stmt* row) {
        found.push_back({State::text(row, 0), State::text(row, 1),
                         timestamp(sqlite3_column_int64(row, 2)),
                         timestamp(sqlite3_column_int64(row, 3))});
      }));
  return found;
}

Result<std::string> Accounts::setting(std::string_view name) const {
  const std::lock_guard lock{state_->mutex};
  std::string value;
  BOOST_OUTCOME_TRY(state_->ask(
      "SELECT value FROM setting WHERE name = ?",
      [&](sqlite3_stmt* row) { value = State::text(row, 0); }, name));
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
