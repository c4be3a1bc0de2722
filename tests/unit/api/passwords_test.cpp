#include "api/passwords.h"

#include <atomic>
#include <set>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace closeloop::api {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(Passwords, match_their_own_hash_and_no_other) {
  Passwords passwords;
  const auto hash = passwords.hash("correct horse battery").value();
  EXPECT_THAT(hash, StartsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
  EXPECT_TRUE(passwords.matches(hash, "correct horse battery").value());
  EXPECT_FALSE(passwords.matches(hash, "correct horse batterY").value());
  EXPECT_FALSE(passwords.matches(hash, "").value());
  EXPECT_FALSE(passwords.matches(hash, std::string(100'000, 'x')).value());
  EXPECT_FALSE(passwords.matches("not a hash", "correct horse battery").value());
  EXPECT_NE(passwords.hash("correct horse battery").value(), hash) << "each has its own salt";
}

TEST(Passwords, of_nobody_match_nothing_and_cost_as_much) {
  Passwords passwords;
  const auto hash = passwords.hash("correct horse battery").value();
  const auto cost = [&](const std::optional<std::string>& of, std::string_view password) {
    const auto before = passwords.worked_out();
    EXPECT_FALSE(passwords.matches(of, password).value());
    return passwords.worked_out() - before;
  };
  EXPECT_EQ(cost(hash, "wrong"), 1U);
  EXPECT_EQ(cost(std::nullopt, "wrong"), 1U);
  EXPECT_EQ(cost(std::nullopt, ""), 1U);
  EXPECT_EQ(cost(hash, std::string(5000, 'x')), 1U);
}

TEST(Passwords, are_hashed_a_few_at_a_time_and_the_rest_are_asked_to_wait) {
  Passwords passwords;
  std::atomic<int> hashed{0};
  std::atomic<int> refused{0};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 60; ++i) {
      threads.emplace_back([&] {
        const auto hash = passwords.hash("correct horse battery");
        if (!hash) {
          EXPECT_EQ(hash.error().rule, "sign-in.busy");
        }
        ++(hash ? hashed : refused);
      });
    }
  }
  EXPECT_EQ(hashed + refused, 60);
  EXPECT_GE(hashed, 16);
  EXPECT_TRUE(passwords.hash("correct horse battery")) << "each place was given back";
}

TEST(Passwords, that_are_made_are_random_and_readable) {
  std::set<std::string> all;
  for (int made = 0; made < 100; ++made) {
    const auto password = new_password();
    ASSERT_EQ(password.size(), 23U) << password;
    for (std::size_t i = 0; i < password.size(); ++i) {
      const auto allowed = i % 6 == 5 ? "-" : "abcdefghjkmnpqrstuvwxyz23456789";
      EXPECT_TRUE(std::string_view{allowed}.find(password[i]) != std::string_view::npos)
          << password;
    }
    EXPECT_TRUE(must_be_good_password(password, "chair"));
    all.insert(password);
  }
  EXPECT_EQ(all.size(), 100U);
}

TEST(Passwords, that_others_would_guess_are_refused) {
  struct Case {
    const char* password;
    const char* says;  ///< Null: it is good.
  };
  const Case cases[] = {
      {"", "12 characters"},
      {"short", "12 characters"},
      {"elevenchars", "12 characters"},
      {"éééééééé", "12 characters"},  // 16 bytes.
      {"aaaaaaaaaaaa", "guess"},
      {"abababababab", "guess"},
      {"123456789012", "guess"},
      {"abcdefghijklm", "guess"},
      {"password1234", "guess"},
      {"PasswordPassword", "guess"},
      {"Password12345!", "guess"},
      {"qwertyuiop123", "guess"},
      {"letmein123456", "guess"},
      {"safeguarding1", "guess"},
      {"closeloop2017", "guess"},
      {"liverpool2016", "guess"},
      {"b.jones12345", "sign-in name"},
      {"b.jonesb.jones", "sign-in name"},
      {"B.JONES-b.jones!", "sign-in name"},
      {"correct horse battery", nullptr},
      {"purple kettle 94 swims", nullptr},
      {"h7Gk2-pq9Lw", "12 characters"},
      {"h7Gk2-pq9Lw4", nullptr},
      {"mañana será otro día", nullptr},
      {"one password to rule", nullptr},
  };
  for (const auto& one : cases) {
    const auto good = must_be_good_password(one.password, "b.jones");
    EXPECT_EQ(bool(good), one.says == nullptr) << one.password;
    if (good || !one.says) continue;
    EXPECT_EQ(good.error().rule, "password");
    EXPECT_THAT(good.error().message, HasSubstr(one.says)) << one.password;
  }
  EXPECT_FALSE(must_be_good_password(std::string(1001, 'x') + "abcdefg hijk", "x"));
}

}  // namespace
}  // namespace closeloop::api
