#include "api/sqlite.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

namespace closeloop::api {
namespace {

eventstore::Error failed(sqlite3* database, Contents contents) {
  const int code = sqlite3_errcode(database);
  const auto said =
      std::string{contents.name} + " can't be read or written: " + sqlite3_errmsg(database) + ".";
  if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB) return eventstore::corrupt(said);
  return eventstore::unavailable(contents.rule, said);
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Statement& Statement::bind(int at, std::string_view text) {
  sqlite3_bind_text64(statement_.get(), at, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind(int at, std::int64_t number) {
  sqlite3_bind_int64(statement_.get(), at, number);
  return *this;
}

Result<bool> Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  auto* const database = sqlite3_db_handle(statement_.get());
  if (code != SQLITE_DONE) {
    auto error = failed(database, contents_);
    reset();
    return error;
  }
  reset();
  return false;
}

Result<void> Statement::run() {
  while (true) {
    BOOST_OUTCOME_TRY(const bool more, step());
    if (!more) return eventstore::allowed();
  }
}

void Statement::reset() { sqlite3_reset(statement_.get()); }

std::string Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& file,
                                                 Contents contents) {
  if (file != ":memory:") {  // SQLite gives its other files the rights of the first.
    const int made = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (made < 0) {
      return eventstore::unavailable(
          contents.rule, file.string() + " can't be opened: who may write in its directory?");
    }
    ::close(made);
  }
  sqlite3* raw = nullptr;
  const int code =
      sqlite3_open_v2(file.c_str(), &raw,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX, nullptr);
  std::unique_ptr<Database> database{new Database{raw, contents}};
  if (code != SQLITE_OK) return failed(raw, contents);
  sqlite3_busy_timeout(raw, 2000);
  return database;
}

Database::~Database() { sqlite3_close_v2(database_); }

Result<void> Database::run(const char* statements) {
  if (sqlite3_exec(database_, statements, nullptr, nullptr, nullptr) != SQLITE_OK) {
    return failed(database_, contents_);
  }
  return eventstore::allowed();
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v3(database_, sql.data(), static_cast<int>(sql.size()),
                         SQLITE_PREPARE_PERSISTENT, &raw, nullptr) != SQLITE_OK) {
    return failed(database_, contents_);
  }
  Statement statement;
  statement.contents_ = contents_;
  statement.statement_.reset(raw);
  return statement;
}

Result<std::int64_t> Database::number(std::string_view sql) {
  BOOST_OUTCOME_TRY(auto statement, prepare(sql));
  BOOST_OUTCOME_TRY(const bool any, statement.step());
  return any ? statement.number(0) : 0;
}

}  // namespace closeloop::api
