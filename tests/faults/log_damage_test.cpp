// What damage may do to a log: it is refused with a sentence, or it is exactly as it was.
// It is never served short. One row for each kind of damage (trust 4.3).

#include <algorithm>
#include <fstream>
#include <functional>
#include <optional>

#include "eventstore/rocksdb/database.h"
#include "tests/support/log.h"

namespace eventstore {
namespace {

using namespace eventstore::testing;
namespace fs = std::filesystem;

constexpr std::uint64_t commits = 400;

std::vector<fs::path> files(const fs::path& data, std::string_view ending) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator{data / "rocksdb"}) {
    if (entry.path().string().ends_with(ending) && fs::file_size(entry.path()) > 0) {
      found.push_back(entry.path());
    }
  }
  std::ranges::sort(found);
  return found;
}

std::string content(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}
void write(const fs::path& path, std::string_view bytes) {
  std::ofstream file{path, std::ios::binary | std::ios::trunc};
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}
void flip(const fs::path& path, std::size_t at) {
  auto bytes = content(path);
  ASSERT_LT(at, bytes.size());
  bytes[at] = static_cast<char>(bytes[at] ^ 0x20);
  write(path, bytes);
}

/// Where the log is, and the size of its newest write-ahead log before the last commit.
struct Made {
  fs::path data;
  std::size_t cut = 0;
  [[nodiscard]] fs::path wal() const { return files(data, ".log").back(); }
};

class LogDamage : public ::testing::Test {
 protected:
  Directory directory_;
  ToldClock clock_;
  std::vector<Kept> whole_;

  Made make() {
    Made made{directory_.path() / "data"};
    auto log = opened(made.data, clock_);
    for (std::uint64_t i = 1; i <= commits; ++i) {
      if (i > commits - 10 && !made.cut) made.cut = fs::file_size(made.wal());
      EXPECT_TRUE(log->append(commit(i, {"a", "b/" + std::to_string(i % 20)})));
    }
    whole_ = everything(*log);
    return made;
  }

  /// Opens, and reads all of it in every way. Nothing if any of it was refused.
  std::optional<std::vector<Kept>> served(const fs::path& data, std::string* why = nullptr) {
    const auto note = [&](const Error& error) {
      EXPECT_TRUE(error.code == Errc::corrupt) << error.message;
      EXPECT_GT(error.message.size(), 30U);
      if (why) *why = error.message;
    };
    auto log = open_rocksdb_event_log(data, clock_);
    if (!log) return note(log.error()), std::nullopt;
    std::vector<Kept> events;
    const auto read =
        log.value()->read_all({}, log.value()->head(), [&](const RecordedEvent& event) {
          events.push_back(keep(event));
          return true;
        });
    if (!read) return note(read.error()), std::nullopt;
    // A long part is read ahead; short ones, which are all of it too, are not.
    std::vector<Kept> in_parts;
    for (std::uint64_t from = 0; from < events.size(); from += 100) {
      const auto part = log.value()->read_all(Position{from}, Position{from + 100},
                                              [&](const RecordedEvent& event) {
                                                in_parts.push_back(keep(event));
                                                return true;
                                              });
      if (!part) return note(part.error()), std::nullopt;
    }
    EXPECT_EQ(in_parts, events);
    std::size_t of_a = 0;
    const auto stream = log.value()->read_stream("a", {}, [&](auto&) { return ++of_a != 0; });
    if (!stream) return note(stream.error()), std::nullopt;
    EXPECT_EQ(of_a, commits);
    for (std::uint64_t i = 1; i <= commits; ++i) {
      const auto known = log.value()->find_command(command(i), sha256(std::to_string(i)));
      if (!known) return note(known.error()), std::nullopt;
      EXPECT_TRUE(known.value()) << i;
    }
    return events;
  }

  void expect_refused(const fs::path& data, std::string_view saying = "") {
    std::string why;
    EXPECT_FALSE(served(data, &why));
    EXPECT_NE(why.find(saying), std::string::npos) << why;
  }
  void expect_refused_or_exact(const fs::path& data) {
    if (const auto events = served(data)) {
      EXPECT_EQ(*events, whole_);
    }
  }
};

TEST_F(LogDamage, None) { EXPECT_EQ(served(make().data), whole_); }

TEST_F(LogDamage, AByteOfTheWriteAheadLogIsFlipped) {
  const auto made = make();
  const auto wal = made.wal();
  const auto sound = content(wal);
  for (const auto part : {1, 3, 5, 7}) {
    flip(wal, sound.size() * static_cast<std::size_t>(part) / 8);
    expect_refused(made.data);
    write(wal, sound);
  }
}

TEST_F(LogDamage, AByteOfTheLastRecordIsFlipped) {
  const auto made = make();
  flip(made.wal(), fs::file_size(made.wal()) - 5);
  expect_refused(made.data);
}

TEST_F(LogDamage, TheTailOfAnAcknowledgedRecordIsTorn) {
  const auto made = make();
  fs::resize_file(made.wal(), fs::file_size(made.wal()) - 5);
  expect_refused(made.data, "it has been cut");
}

TEST_F(LogDamage, ATornTailThatNobodyWasToldOfIsLeftAway) {
  // As after a crash in the middle of a write: some of a record beyond the head.
  const auto made = make();
  const auto bytes = content(made.wal());
  write(made.wal(), bytes + bytes.substr(made.cut, 20));
  expect_refused_or_exact(made.data);
}

TEST_F(LogDamage, ZerosAreAppended) {
  const auto made = make();
  write(made.wal(), content(made.wal()) + std::string(64, '\0'));
  EXPECT_EQ(served(made.data), whole_);
}

TEST_F(LogDamage, TheLogIsCutBetweenTwoRecords) {
  const auto made = make();
  fs::resize_file(made.wal(), made.cut);
  expect_refused(made.data, "it has been cut");
}

TEST_F(LogDamage, TheWriteAheadLogIsGone) {
  const auto made = make();
  fs::remove(made.wal());
  expect_refused(made.data);
}

TEST_F(LogDamage, TheWriteAheadLogIsEmptied) {
  const auto made = make();
  fs::resize_file(made.wal(), 0);
  expect_refused(made.data);
}

TEST_F(LogDamage, TheNoteOfTheHeadIsDamagedOrGone) {
  const auto made = make();
  const auto sound = content(made.data / "head");
  for (std::size_t at = 0; at < sound.size(); ++at) {
    flip(made.data / "head", at);
    expect_refused(made.data, "The note of the head");
    write(made.data / "head", sound);
  }
  for (const std::string& bad : {std::string{}, sound.substr(0, 30), sound + "x"}) {
    write(made.data / "head", bad);
    expect_refused(made.data, "The note of the head");
  }
  fs::remove(made.data / "head");
  expect_refused(made.data, "is missing");
  write(made.data / "head", sound);
  EXPECT_EQ(served(made.data), whole_);
}

TEST_F(LogDamage, ANoteOfTheHeadThatLagsIsNoDamage) {
  // After a loss of power it may: it is synced from time to time only.
  Directory other;
  const auto made = make();
  {
    auto log = opened(other.path(), clock_);
    ASSERT_TRUE(log->append(commit(1, {"a"})));
  }
  fs::copy_file(other.path() / "head", made.data / "head", fs::copy_options::overwrite_existing);
  EXPECT_EQ(served(made.data), whole_);
}

/// Brings all of it into table files, as happens by itself when a log grows.
void flush(const fs::path& data) {
  auto database = open_database(data / "rocksdb", {});
  ASSERT_TRUE(database);
  ASSERT_TRUE(
      database.value()
          .db->Flush({}, {database.value().log, database.value().stream, database.value().command})
          .ok());
}

TEST_F(LogDamage, AByteOfATableIsFlipped) {
  const auto made = make();
  flush(made.data);
  const auto tables = files(made.data, ".sst");
  ASSERT_GE(tables.size(), 3U);
  for (const auto& table : tables) {
    const auto sound = content(table);
    for (const auto part : {0, 1, 2, 3, 4, 5, 6, 7}) {
      SCOPED_TRACE(table.filename().string() + " part " + std::to_string(part));
      flip(table, sound.size() * static_cast<std::size_t>(part) / 8);
      expect_refused_or_exact(made.data);
      write(table, sound);
    }
  }
  EXPECT_EQ(served(made.data), whole_);
}

TEST_F(LogDamage, ATableIsGoneOrCut) {
  const auto made = make();
  flush(made.data);
  for (const auto& table : files(made.data, ".sst")) {
    SCOPED_TRACE(table.filename().string());
    const auto sound = content(table);
    fs::remove(table);
    expect_refused(made.data);
    write(table, sound.substr(0, sound.size() / 2));
    expect_refused(made.data);
    write(table, sound);
  }
}

TEST_F(LogDamage, TheManifestOrCurrentIsDamaged) {
  const auto made = make();
  flush(made.data);
  const auto current = made.data / "rocksdb" / "CURRENT";
  const auto sound = content(current);
  fs::remove(current);
  expect_refused(made.data, "CURRENT");
  write(current, "MANIFEST-999999\n");
  expect_refused(made.data);
  write(current, sound);
  const auto manifest = made.data / "rocksdb" / sound.substr(0, sound.size() - 1);
  const auto listed = content(manifest);
  for (const auto part : {1, 2, 3}) {
    flip(manifest, listed.size() * static_cast<std::size_t>(part) / 4);
    expect_refused_or_exact(made.data);
    write(manifest, listed);
  }
}

TEST_F(LogDamage, AnEnvelopeThatCannotBeReadIsSaidAndNotSkipped) {
  const auto made = make();
  {
    auto database = open_database(made.data / "rocksdb", {});
    ASSERT_TRUE(database);
    std::string key(8, '\0');
    key[7] = 5;
    ASSERT_TRUE(
        database.value().db->Put({}, database.value().log, key, std::string(64, '\xff')).ok());
  }
  expect_refused(made.data);
}

TEST_F(LogDamage, AnEventThatIsMissingOrElsewhereIsSaidAndNotSkipped) {
  const auto made = make();
  std::string fifth(8, '\0');
  fifth[7] = 5;
  std::string sixth(8, '\0');
  sixth[7] = 6;
  std::string bytes;
  {
    auto database = open_database(made.data / "rocksdb", {});
    ASSERT_TRUE(database);
    auto& db = *database.value().db;
    ASSERT_TRUE(db.Get({}, database.value().log, sixth, &bytes).ok());
    ASSERT_TRUE(db.Put({}, database.value().log, fifth, bytes).ok());
  }
  expect_refused(made.data);
  {
    auto database = open_database(made.data / "rocksdb", {});
    ASSERT_TRUE(database.value().db->Delete({}, database.value().log, fifth).ok());
  }
  expect_refused(made.data, "Position 5");
}

TEST_F(LogDamage, ADatabaseOfAnotherProgramOrFormatIsRefusedAndLeftAlone) {
  const auto made = make();
  {
    auto database = open_database(made.data / "rocksdb", {});
    ASSERT_TRUE(database);
    ASSERT_TRUE(database.value().db->Put({}, "format", "closeloop log 2").ok());
  }
  expect_refused(made.data, "is not a log that this program knows");

  const Directory other;
  rocksdb::Options options;
  options.create_if_missing = true;
  rocksdb::DB* db = nullptr;
  fs::create_directories(other.path() / "rocksdb");
  ASSERT_TRUE(rocksdb::DB::Open(options, (other.path() / "rocksdb").string(), &db).ok());
  ASSERT_TRUE(db->Put({}, "theirs", "still here").ok());
  delete db;
  expect_refused(other.path(), "is not a log that this program knows");
  ASSERT_TRUE(rocksdb::DB::Open({}, (other.path() / "rocksdb").string(), &db).ok());
  std::string value;
  EXPECT_TRUE(db->Get({}, "theirs", &value).ok());
  delete db;
}

TEST_F(LogDamage, APlaceThatCannotBeWrittenToIsSaid) {
  const auto file = directory_.path() / "file";
  write(file, "not a directory");
  const auto log = open_rocksdb_event_log(file / "data", clock_);
  ASSERT_TRUE(log.has_error());
  EXPECT_EQ(log.error().code, Errc::unavailable);
}

}  // namespace
}  // namespace eventstore
