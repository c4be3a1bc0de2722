#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "eventstore/core/error.h"

struct sqlite3;
struct sqlite3_stmt;

namespace closeloop::api {

using eventstore::Result;

/// What a file holds, for the words of an error, and the rule that it is told under.
struct Contents {
  const char* rule;  ///< "accounts"
  const char* name;  ///< "The accounts"
};

/// A statement that was compiled once and is run again and again. Goes before its database.
class Statement {
 public:
  Statement() = default;

  /// What is bound stays where it is until the statement has been run.
  Statement& bind(int at, std::string_view text);
  Statement& bind(int at, std::int64_t number);
  /// True if it gave a row; after the last the statement can be bound and run anew.
  [[nodiscard]] Result<bool> step();
  /// Runs it to its end, whatever rows it gives.
  [[nodiscard]] Result<void> run();
  /// Leaves the rows that are left.
  void reset();

  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] std::int64_t number(int column) const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  Contents contents_{};
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// One connection to a file of SQLite. Not shared between threads without a lock.
///
/// Every function: `corrupt` if the file is damaged or no such file, `unavailable` by the rule it
/// was opened with if it can't be read or written, such as on a full disk.
class Database {
 public:
  /// Opens the file, or makes it, readable by its owner only; ":memory:" is one that goes with
  /// the object.
  [[nodiscard]] static Result<std::unique_ptr<Database>> open(const std::filesystem::path& file,
                                                              Contents contents);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  [[nodiscard]] Result<void> run(const char* statements);
  [[nodiscard]] Result<Statement> prepare(std::string_view sql);
  /// The first number that a question answers with; 0 if it has no row.
  [[nodiscard]] Result<std::int64_t> number(std::string_view sql);

 private:
  Database(sqlite3* database, Contents contents) : database_{database}, contents_{contents} {}
  sqlite3* database_;
  Contents contents_;
};

}  // namespace closeloop::api
