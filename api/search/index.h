#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/search/texts.h"
#include "api/sqlite.h"
#include "eventstore/core/strong.h"

namespace closeloop::api {

/// How far an index has read a log: a position, and the command of the event there, by which it
/// is known whether it is the same log.
struct SearchMark {
  eventstore::Position position;
  std::string command;

  friend bool operator==(const SearchMark&, const SearchMark&) = default;
};

/// What was newly said of a record.
struct RecordTexts {
  std::string stream;  ///< "actions/A-31"
  std::vector<SearchText> texts;
};

/// A piece of text, and whether it is what was looked for.
struct TextPiece {
  std::string text;
  bool found = false;
};

struct SearchHit {
  std::string stream;
  std::vector<TextPiece> title;
  std::vector<TextPiece> snippet;  ///< Around what was found in the other texts, if any was.
};

/// What is looked for: words as search_expression makes them.
struct SearchQuestion {
  std::string expression;
  std::string resource;  ///< Only records of this resource; empty: of all.
  std::string cursor;    ///< As the page before gave it; empty: the first page.
  std::size_t limit = 50;
};

struct SearchHits {
  static constexpr std::uint64_t counted_max = 1000;

  std::vector<SearchHit> hits;  ///< Those headed with the words first; of each the newest first.
  std::string next;             ///< A cursor, if there are more.
  std::uint64_t count = 0;      ///< One more than counted_max says: more than that.
};

/// The words of all records in one file of SQLite with FTS5. Never the truth: it is made anew
/// from the log whenever it is missing, damaged or of another format. Safe from any thread;
/// who looks for something does not wait for who writes, unless the index is in memory.
class SearchIndex {
 public:
  /// Opens the file, or makes an empty index there if it is none, is damaged, or is of another
  /// format. ":memory:" is one that goes with the object.
  [[nodiscard]] static Result<std::unique_ptr<SearchIndex>> open(std::filesystem::path file);
  ~SearchIndex();

  [[nodiscard]] Result<SearchMark> mark();
  /// Takes in what was said, and how far that was read, as one.
  [[nodiscard]] Result<void> add(std::span<const RecordTexts> said, const SearchMark& mark);
  /// Throws everything away and begins an empty index.
  [[nodiscard]] Result<void> renew();

  /// `invalid` "parameter" if the cursor is none that a page gave; `corrupt` if the index is
  /// damaged: then renew it.
  [[nodiscard]] Result<SearchHits> find(const SearchQuestion& question);

 private:
  struct Writer;
  struct Reader;
  explicit SearchIndex(std::filesystem::path file);
  [[nodiscard]] Result<void> connect();
  void remove_files() const;

  std::filesystem::path file_;
  std::mutex writing_;
  std::mutex reading_;
  std::shared_ptr<Database> write_database_;
  std::shared_ptr<Database> read_database_;  ///< The same, if in memory.
  std::unique_ptr<Writer> writer_;
  std::unique_ptr<Reader> reader_;
};

}  // namespace closeloop::api
