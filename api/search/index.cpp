#include "api/search/index.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

namespace closeloop::api {
namespace {

using eventstore::allowed;

constexpr Contents contents{"search.index", "The search index"};
constexpr std::int64_t format = 2;
// The beginnings of words are kept up to 8 letters, so that a common one need not be put together
// from all the words that begin so: without that, time grows with the number of records.
// Safe after a power cut though not everything that was written may be there: the rest is read
// from the log again.
constexpr auto ways = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;";
constexpr auto make_tables = R"(
  BEGIN;
  CREATE TABLE mark (one INTEGER PRIMARY KEY, position INTEGER NOT NULL, command TEXT NOT NULL);
  INSERT INTO mark VALUES (1, 0, '');
  CREATE TABLE document (number INTEGER PRIMARY KEY, stream TEXT NOT NULL UNIQUE);
  CREATE TABLE part (document INTEGER NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (document, name)) WITHOUT ROWID;
  CREATE VIRTUAL TABLE words USING fts5 (resource, title, body,
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3 4 5 6 7 8');
  PRAGMA user_version = 2;
  COMMIT;)";

constexpr char opening = '\x01';
constexpr char closing = '\x02';

/// Without what marks a find.
std::string unmarked(std::string text) {
  for (auto& c : text) {
    if (c == opening || c == closing) c = ' ';
  }
  return text;
}

std::vector<TextPiece> pieces(std::string_view marked) {
  std::vector<TextPiece> found;
  bool inside = false;
  while (!marked.empty()) {
    const auto end = std::min(marked.find(inside ? closing : opening), marked.size());
    if (end > 0) found.push_back({std::string{marked.substr(0, end)}, inside});
    marked.remove_prefix(std::min(end + 1, marked.size()));
    inside = !inside;
  }
  return found;
}

/// Records headed with the words come first, then those that hold them elsewhere; a cursor is
/// which of the two, and the number of the document after which to go on.
enum class Tier : char { title = 't', body = 'b' };
struct Place {
  Tier tier = Tier::title;
  std::int64_t before = INT64_MAX;
};

Result<Place> place_of(std::string_view cursor) {
  if (cursor.empty()) return Place{};
  Place place{.tier = static_cast<Tier>(cursor.front())};
  const auto* const end = cursor.data() + cursor.size();
  const auto [read, error] = std::from_chars(cursor.data() + 1, end, place.before);
  if ((place.tier != Tier::title && place.tier != Tier::body) || error != std::errc{} ||
      read != end || place.before < 1) {
    return eventstore::invalid("parameter",
                               "cursor is none that a page gave: leave it out to begin anew.");
  }
  return place;
}

}  // namespace

struct SearchIndex::Writer {
  Statement number_anew, number_of, put_part, parts_of, put_words, put_mark, mark;

  [[nodiscard]] static Result<std::unique_ptr<Writer>> over(Database& database) {
    auto writer = std::make_unique<Writer>();
    const std::array<std::pair<Statement*, std::string_view>, 7> statements{{
        {&writer->number_anew, "INSERT OR IGNORE INTO document (stream) VALUES (?)"},
        {&writer->number_of, "SELECT number FROM document WHERE stream = ?"},
        {&writer->put_part, "INSERT OR REPLACE INTO part VALUES (?, ?, ?)"},
        {&writer->parts_of, "SELECT name, text FROM part WHERE document = ? ORDER BY name"},
        {&writer->put_words,
         "INSERT OR REPLACE INTO words (rowid, resource, title, body) VALUES (?, ?, ?, ?)"},
        {&writer->put_mark, "UPDATE mark SET position = ?, command = ?"},
        {&writer->mark, "SELECT position, command FROM mark"},
    }};
    for (const auto& [statement, sql] : statements) {
      BOOST_OUTCOME_TRY(*statement, database.prepare(sql));
    }
    return writer;
  }

  [[nodiscard]] Result<void> add(const RecordTexts& said) {
    BOOST_OUTCOME_TRY(number_anew.bind(1, said.stream).run());
    BOOST_OUTCOME_TRY(const bool known, number_of.bind(1, said.stream).step());
    const auto number = known ? number_of.number(0) : 0;
    number_of.reset();
    for (const auto& each : said.texts) {
      const auto text = unmarked(each.text);
      BOOST_OUTCOME_TRY(put_part.bind(1, number).bind(2, each.name).bind(3, text).run());
    }
    std::string title;
    std::string body;
    parts_of.bind(1, number);
    while (true) {
      BOOST_OUTCOME_TRY(const bool more, parts_of.step());
      if (!more) break;
      auto& to = parts_of.text(0).empty() ? title : body;
      if (!to.empty()) to += '\n';
      to += parts_of.text(1);
    }
    const auto resource = std::string_view{said.stream}.substr(0, said.stream.find('/'));
    return put_words.bind(1, number).bind(2, resource).bind(3, title).bind(4, body).run();
  }
};

struct SearchIndex::Reader {
  Statement hits, count;

  [[nodiscard]] static Result<std::unique_ptr<Reader>> over(Database& database) {
    auto reader = std::make_unique<Reader>();
    BOOST_OUTCOME_TRY(
        reader->hits,
        database.prepare(
            fmt::format("SELECT document.stream, words.rowid, "
                        "highlight(words, 1, char({0}), char({1})), "
                        "snippet(words, 2, char({0}), char({1}), '\u2026', 32) "
                        "FROM words JOIN document ON document.number = words.rowid "
                        "WHERE words MATCH ? AND words.rowid < ? ORDER BY words.rowid DESC LIMIT ?",
                        static_cast<int>(opening), static_cast<int>(closing))));
    BOOST_OUTCOME_TRY(
        reader->count,
        database.prepare(fmt::format("SELECT count(*) FROM (SELECT rowid FROM words WHERE words "
                                     "MATCH ? LIMIT {})",
                                     SearchHits::counted_max + 1)));
    return reader;
  }
};

SearchIndex::SearchIndex(std::filesystem::path file) : file_{std::move(file)} {}
SearchIndex::~SearchIndex() = default;

Result<std::unique_ptr<SearchIndex>> SearchIndex::open(std::filesystem::path file) {
  std::unique_ptr<SearchIndex> index{new SearchIndex{std::move(file)}};
  const auto connected = index->connect();
  if (!connected) {
    BOOST_OUTCOME_TRY(index->renew());
  }
  return index;
}

Result<void> SearchIndex::connect() {
  BOOST_OUTCOME_TRY(write_database_, Database::open(file_, contents));
  BOOST_OUTCOME_TRY(write_database_->run(ways));
  BOOST_OUTCOME_TRY(const auto found, write_database_->number("PRAGMA user_version"));
  if (found == 0) {
    BOOST_OUTCOME_TRY(write_database_->run(make_tables));
  } else if (found != format) {
    return eventstore::corrupt("The search index is of another format.");
  }
  BOOST_OUTCOME_TRY(writer_, Writer::over(*write_database_));
  read_database_ = write_database_;
  if (file_ != ":memory:") {
    BOOST_OUTCOME_TRY(read_database_, Database::open(file_, contents));
  }
  BOOST_OUTCOME_TRY(reader_, Reader::over(*read_database_));
  return allowed();
}

void SearchIndex::remove_files() const {
  if (file_ == ":memory:") return;
  for (const auto* end : {"", "-wal", "-shm"}) {
    std::error_code failed;  // If one stays, connecting says what is wrong.
    std::filesystem::remove(file_.string() + end, failed);
  }
}

Result<void> SearchIndex::renew() {
  const std::scoped_lock lock{writing_, reading_};
  writer_.reset();
  reader_.reset();
  read_database_.reset();
  write_database_.reset();
  remove_files();
  return connect();
}

Result<SearchMark> SearchIndex::mark() {
  const std::lock_guard lock{writing_};
  if (!writer_) return eventstore::unavailable("search.index", "There is no search index.");
  BOOST_OUTCOME_TRY(const bool any, writer_->mark.step());
  SearchMark mark;
  if (any) {
    mark.position = eventstore::Position{static_cast<std::uint64_t>(writer_->mark.number(0))};
    mark.command = writer_->mark.text(1);
  }
  writer_->mark.reset();
  return mark;
}

Result<void> SearchIndex::add(std::span<const RecordTexts> said, const SearchMark& mark) {
  std::unique_lock reading{reading_, std::defer_lock};
  if (file_ == ":memory:") reading.lock();
  const std::lock_guard lock{writing_};
  if (!writer_) return eventstore::unavailable("search.index", "There is no search index.");
  BOOST_OUTCOME_TRY(write_database_->run("BEGIN IMMEDIATE"));
  auto done = [&]() -> Result<void> {
    for (const auto& each : said) {
      BOOST_OUTCOME_TRY(writer_->add(each));
    }
    BOOST_OUTCOME_TRY(writer_->put_mark.bind(1, static_cast<std::int64_t>(mark.position.number()))
                          .bind(2, mark.command)
                          .run());
    return write_database_->run("COMMIT");
  }();
  if (!done) (void)write_database_->run("ROLLBACK");
  return done;
}

Result<SearchHits> SearchIndex::find(const SearchQuestion& question) {
  BOOST_OUTCOME_TRY(auto place, place_of(question.cursor));
  SearchHits found;
  if (question.expression.empty()) return found;
  const auto only =
      question.resource.empty() ? std::string{} : "resource : \"" + question.resource + "\" AND ";
  const auto titled = "({title} : (" + question.expression + "))";
  const auto anywhere = only + "({title body} : (" + question.expression + "))";

  const std::lock_guard lock{reading_};
  if (!reader_) return eventstore::unavailable("search.index", "There is no search index.");
  BOOST_OUTCOME_TRY(const bool counted, reader_->count.bind(1, anywhere).step());
  found.count = counted ? static_cast<std::uint64_t>(reader_->count.number(0)) : 0;
  reader_->count.reset();
  const auto limit = question.limit;
  std::int64_t last = 0;
  const auto read = [&](const std::string& match) -> Result<void> {
    auto& hits = reader_->hits;
    const auto wanted = limit - found.hits.size() + 1;  // One more says that there are more.
    hits.bind(1, match).bind(2, place.before).bind(3, static_cast<std::int64_t>(wanted));
    while (true) {
      BOOST_OUTCOME_TRY(const bool more, hits.step());
      if (!more) return allowed();
      if (found.hits.size() == limit) {
        found.next = fmt::format("{}{}", static_cast<char>(place.tier), last);
        hits.reset();
        return allowed();
      }
      auto snippet = pieces(hits.text(3));
      if (std::ranges::none_of(snippet, &TextPiece::found)) snippet.clear();
      found.hits.push_back({hits.text(0), pieces(hits.text(2)), std::move(snippet)});
      last = hits.number(1);
    }
  };
  if (place.tier == Tier::title) {
    BOOST_OUTCOME_TRY(read(only + titled));
    if (!found.next.empty()) return found;
    place = {.tier = Tier::body, .before = INT64_MAX};
    last = INT64_MAX;
  }
  BOOST_OUTCOME_TRY(read("(" + anywhere + ") NOT " + titled));
  return found;
}

}  // namespace closeloop::api
