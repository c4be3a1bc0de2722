#include "api/accounts.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace closeloop::api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class AccountsOnDisk : public ::testing::Test {
 protected:
  void SetUp() override {
    auto name = (std::filesystem::temp_directory_path() / "closeloop-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    directory_ = name;
    file_ = directory_ / "accounts.sqlite";
  }
  void TearDown() override { std::filesystem::remove_all(directory_); }

  std::unique_ptr<Accounts> open() {
    auto accounts = Accounts::open(file_);
    EXPECT_TRUE(accounts) << (accounts ? "" : accounts.error().message);
    return accounts ? std::move(accounts).value() : nullptr;
  }
  /// All that lies in the directory.
  [[nodiscard]] std::string bytes() const {
    std::string all;
    for (const auto& each : std::filesystem::directory_iterator{directory_}) {
      std::ostringstream one;
      one << std::ifstream{each.path(), std::ios::binary}.rdbuf();
      all += one.str();
    }
    return all;
  }

  std::filesystem::path directory_;
  std::filesystem::path file_;
};

TEST_F(AccountsOnDisk, are_there_again_when_opened_again) {
  {
    const auto accounts = open();
    ASSERT_TRUE(accounts->set({"P-1", "manager", "hash-1"}));
    ASSERT_TRUE(accounts->set({"P-2", "b.jones", "hash-2"}));
    ASSERT_TRUE(accounts->set_setting("colour", "blue"));
    ASSERT_TRUE(accounts->keep({"abc", "P-2", eventstore::Timestamp{}, eventstore::Timestamp{}}));
  }
  const auto accounts = open();
  EXPECT_EQ(accounts->named("b.jones").value()->person, "P-2");
  EXPECT_EQ(accounts->of("P-1").value()->password_hash, "hash-1");
  EXPECT_EQ(accounts->named("B.JONES").value(), std::nullopt);
  EXPECT_EQ(accounts->of("P-3").value(), std::nullopt);
  EXPECT_EQ(accounts->all().value().size(), 2U);
  EXPECT_EQ(accounts->setting("colour").value(), "blue");
  EXPECT_EQ(accounts->setting("shape").value(), "");
  EXPECT_EQ(accounts->sessions().value().size(), 1U);
}

TEST_F(AccountsOnDisk, are_readable_by_their_owner_only) {
  const auto accounts = open();
  ASSERT_TRUE(accounts->set({"P-1", "manager", "hash-1"}));
  int files = 0;
  for (const auto& each : std::filesystem::directory_iterator{directory_}) {
    struct stat about {};
    ASSERT_EQ(::stat(each.path().c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777, 0600U) << each.path();
    ++files;
  }
  EXPECT_GE(files, 1);
}

TEST_F(AccountsOnDisk, leave_nothing_behind_when_they_go) {
  const auto accounts = open();
  ASSERT_TRUE(accounts->set({"P-1", "manager", "first-hash-of-all"}));
  ASSERT_TRUE(accounts->set({"P-2", "chair", "hash-of-another"}));
  EXPECT_THAT(bytes(), HasSubstr("first-hash-of-all"));
  ASSERT_TRUE(accounts->set({"P-1", "manager", "second-hash-of-all"}));
  EXPECT_THAT(bytes(), Not(HasSubstr("first-hash-of-all")));
  ASSERT_TRUE(accounts->remove("P-1"));
  EXPECT_THAT(bytes(), Not(HasSubstr("second-hash-of-all")));
  EXPECT_THAT(bytes(), HasSubstr("hash-of-another"));
}

TEST_F(AccountsOnDisk, refuse_a_file_that_is_none_or_a_later_one) {
  std::ofstream{file_} << std::string(8192, 'x');
  const auto wrong = Accounts::open(file_);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, eventstore::Errc::corrupt);

  const auto nowhere = Accounts::open(directory_ / "none" / "accounts.sqlite");
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().code, eventstore::Errc::unavailable);

  std::filesystem::remove(file_);
  open().reset();
  std::fstream file{file_, std::ios::in | std::ios::out | std::ios::binary};
  file.seekp(60);  // The user version in SQLite's header, big-endian.
  file.write("\0\0\0\2", 4);
  file.close();
  const auto later = Accounts::open(file_);
  ASSERT_FALSE(later);
  EXPECT_THAT(later.error().message, HasSubstr("later program"));
}

TEST(AccountNames, are_one_persons_each) {
  const auto accounts = Accounts::open(":memory:").value();
  ASSERT_TRUE(accounts->set({"P-1", "manager", "hash"}));
  const auto taken = accounts->set({"P-2", "manager", "hash"});
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, eventstore::Errc::conflict);
  EXPECT_TRUE(accounts->set({"P-1", "boss", "hash"})) << "a new name instead of the old one";
  EXPECT_TRUE(accounts->set({"P-2", "manager", "hash"}));
  EXPECT_EQ(accounts->all().value().size(), 2U);
}

TEST(AccountNames, have_no_odd_characters) {
  const auto accounts = Accounts::open(":memory:").value();
  for (const std::string name :
       {"", "B.Jones", "b jones", "b\njones", "b'; DROP TABLE account; --", "é", "<b>",
        "65-characters-are-too-many-0123456789-0123456789-0123"
        "456789-0123456789"}) {
    const auto set = accounts->set({"P-1", name, "hash"});
    ASSERT_FALSE(set) << name;
    EXPECT_EQ(set.error().code, eventstore::Errc::invalid);
    EXPECT_EQ(accounts->named(name).value(), std::nullopt) << name;
  }
  EXPECT_TRUE(accounts->set({"P-1", "b.jones-2_x@example.org", "hash"}));
  EXPECT_EQ(sign_in_name("  B.Jones\t"), "b.jones");
  EXPECT_EQ(sign_in_name(" \t "), "");
}

}  // namespace
}  // namespace closeloop::api
