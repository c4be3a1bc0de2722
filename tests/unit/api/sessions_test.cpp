#include "api/sessions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/throttle.h"
#include "api/tokens.h"
#include "tests/support/served_board.h"

namespace closeloop::testing {
namespace {

using api::Accounts;
using api::Sessions;
using api::Throttle;
using eventstore::parse_timestamp;
using std::chrono::minutes;
using std::chrono::seconds;

/// Sessions with a wall clock and a count of time that stand until they are moved.
class SessionTimes : public ::testing::Test {
 protected:
  void SetUp() override { start(); }
  void start() {
    auto opened = Sessions::open(*accounts_, wall_, [this] { return elapsed_; });
    ASSERT_TRUE(opened);
    sessions_ = std::move(opened).value();
  }
  std::string begin(const std::string& person = "P-2") { return sessions_->begin(person).value(); }
  void pass(std::chrono::milliseconds time) {
    elapsed_ += time;
    wall_.set(eventstore::iso(wall_.now() + time));
  }

  SetClock wall_;
  std::chrono::milliseconds elapsed_{1'000'000};
  std::unique_ptr<Accounts> accounts_ = Accounts::open(":memory:").value();
  std::unique_ptr<Sessions> sessions_;
};

TEST_F(SessionTimes, a_token_is_random_and_only_its_digest_is_kept) {
  const auto first = begin();
  const auto second = begin();
  EXPECT_NE(first, second);
  EXPECT_EQ(first.size(), 32U);
  EXPECT_EQ(first.find_first_not_of("0123456789abcdef"), std::string::npos) << first;
  const auto kept = accounts_->sessions().value();
  ASSERT_EQ(kept.size(), 2U);
  for (const auto& session : kept) {
    EXPECT_TRUE(session.token_sha256 == api::token_hash(first) ||
                session.token_sha256 == api::token_hash(second));
  }
}

TEST_F(SessionTimes, a_token_that_was_not_given_is_nobodys) {
  const auto token = begin();
  EXPECT_EQ(sessions_->person(token), "P-2");
  for (const auto& other : {std::string{}, std::string(32, '0'), token + "0", token.substr(1),
                            api::token_hash(token), std::string(100'000, 'a')}) {
    EXPECT_EQ(sessions_->person(other), std::nullopt) << other.substr(0, 80);
  }
}

TEST_F(SessionTimes, ends_after_an_hour_without_use) {
  const auto token = begin();
  pass(minutes{59});
  EXPECT_EQ(sessions_->person(token), "P-2") << "and that was a use of it";
  pass(minutes{59});
  EXPECT_EQ(sessions_->person(token), "P-2");
  pass(minutes{60});
  EXPECT_EQ(sessions_->person(token), std::nullopt);
  EXPECT_EQ(sessions_->person(token), std::nullopt) << "asking again does not wake it";
}

TEST_F(SessionTimes, a_page_that_asks_again_by_itself_keeps_no_session_alive) {
  const auto token = begin();
  for (int minute = 0; minute < 59; ++minute) {
    EXPECT_EQ(sessions_->person(token, Sessions::Use::by_a_page), "P-2");
    pass(minutes{1});
  }
  pass(minutes{1});
  EXPECT_EQ(sessions_->person(token, Sessions::Use::by_a_page), std::nullopt);
}

TEST_F(SessionTimes, ends_after_twelve_hours_however_much_it_is_used) {
  const auto token = begin();
  for (int minute = 0; minute < 12 * 60; ++minute) {
    ASSERT_EQ(sessions_->person(token), "P-2") << minute;
    pass(minutes{1});
  }
  EXPECT_EQ(sessions_->person(token), std::nullopt);
}

TEST_F(SessionTimes, a_clock_turned_back_prolongs_nothing) {
  const auto token = begin();
  wall_.set("2017-05-01T09:00:00Z");  // A month back; the machine counts on.
  elapsed_ += minutes{30};
  EXPECT_EQ(sessions_->person(token), "P-2");
  elapsed_ += minutes{60};
  EXPECT_EQ(sessions_->person(token), std::nullopt);
}

TEST_F(SessionTimes, a_clock_turned_back_again_and_again_prolongs_nothing) {
  const auto token = begin();
  for (int i = 0; i < 13 * 4; ++i) {
    pass(minutes{15});
    (void)sessions_->person(token);
    wall_.set("2017-06-01T09:00:00Z");
  }
  EXPECT_EQ(sessions_->person(token), std::nullopt);
}

TEST_F(SessionTimes, a_clock_set_forward_ends_them_at_once) {
  const auto token = begin();
  wall_.set("2017-06-01T10:00:00Z");
  EXPECT_EQ(sessions_->person(token), std::nullopt);
  wall_.set("2017-06-01T09:00:00Z");
  EXPECT_EQ(sessions_->person(token), std::nullopt);
}

TEST_F(SessionTimes, outlive_a_restart_but_not_their_ends) {
  const auto used = begin("P-2");
  const auto idle = begin("P-3");
  for (int i = 0; i < 6; ++i) {
    pass(minutes{9});
    EXPECT_EQ(sessions_->person(used), "P-2");
  }
  pass(minutes{6});
  elapsed_ = seconds{5};  // The machine started anew.
  start();
  EXPECT_EQ(sessions_->person(used), "P-2");
  EXPECT_EQ(sessions_->person(idle), std::nullopt);
  EXPECT_EQ(accounts_->sessions().value().size(), 1U) << "what ended is taken out";
  pass(std::chrono::hours{11});
  EXPECT_EQ(sessions_->person(used), std::nullopt);
}

TEST_F(SessionTimes, do_not_begin_anew_when_the_clock_is_turned_back_over_a_restart) {
  const auto token = begin();
  pass(minutes{50});
  EXPECT_EQ(sessions_->person(token), "P-2");
  wall_.set("2017-05-01T09:00:00Z");
  start();
  elapsed_ += minutes{61};
  EXPECT_EQ(sessions_->person(token), std::nullopt);
}

TEST_F(SessionTimes, end_one_by_one_or_all_of_a_person) {
  const auto one = begin("P-2");
  const auto two = begin("P-2");
  const auto other = begin("P-3");
  ASSERT_TRUE(sessions_->end(one));
  EXPECT_EQ(sessions_->person(one), std::nullopt);
  EXPECT_EQ(sessions_->person(two), "P-2");
  ASSERT_TRUE(sessions_->end("no such token"));
  ASSERT_TRUE(sessions_->end_all_of("P-2"));
  EXPECT_EQ(sessions_->person(two), std::nullopt);
  EXPECT_EQ(sessions_->person(other), "P-3");
  start();
  EXPECT_EQ(sessions_->person(two), std::nullopt) << "nor after a restart";
  EXPECT_EQ(sessions_->person(other), "P-3");
}

TEST(Throttles, count_tries_within_any_minute) {
  Throttle throttle{5};
  const auto start = *parse_timestamp("2017-06-01T09:00:00Z");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(throttle.take("a", start + seconds{i}), seconds{0});
  EXPECT_EQ(throttle.take("a", start + seconds{5}), seconds{55});
  EXPECT_EQ(throttle.take("b", start + seconds{5}), seconds{0});
  EXPECT_EQ(throttle.take("a", start + seconds{59}), seconds{1});
  EXPECT_EQ(throttle.take("a", start + seconds{60}), seconds{0});
  EXPECT_EQ(throttle.take("a", start + seconds{60}), seconds{1}) << "the second is still there";
}

TEST(Throttles, take_no_count_of_what_succeeded) {
  Throttle throttle{2};
  const auto now = *parse_timestamp("2017-06-01T09:00:00Z");
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(throttle.take("a", now), seconds{0});
    throttle.give_back("a");
  }
  throttle.give_back("nobody");
  EXPECT_EQ(throttle.take("a", now), seconds{0});
}

TEST(Throttles, keep_so_many_apart_and_no_more) {
  Throttle throttle{5};
  const auto now = *parse_timestamp("2017-06-01T09:00:00Z");
  for (int i = 0; i < 10'000; ++i) {
    ASSERT_EQ(throttle.take(std::to_string(i), now), seconds{0});
  }
  EXPECT_EQ(throttle.take("one more", now), seconds{60});
  EXPECT_EQ(throttle.take("7", now), seconds{0}) << "those who are known may go on";
  EXPECT_EQ(throttle.take("one more", now + seconds{60}), seconds{0});
}

}  // namespace
}  // namespace closeloop::testing
