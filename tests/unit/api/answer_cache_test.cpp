#include "api/answer_cache.h"

#include <gtest/gtest.h>

namespace closeloop::api {
namespace {

using eventstore::Position;

BoardMoment at(std::uint64_t position, int day = 20'000) {
  return {Position{position}, eventstore::Day{std::chrono::days{day}}};
}
Response saying(std::string body) { return {200, "text/html", std::move(body), {}}; }

TEST(answer_cache, gives_again_what_was_answered_at_this_moment_only) {
  AnswerCache answers;
  answers.keep(at(7), "P-1 /", saying("seven"));
  ASSERT_TRUE(answers.find(at(7), "P-1 /"));
  EXPECT_EQ(answers.find(at(7), "P-1 /")->body, "seven");
  EXPECT_FALSE(answers.find(at(7), "P-2 /"));
  EXPECT_FALSE(answers.find(at(8), "P-1 /"));
  EXPECT_FALSE(answers.find(at(6), "P-1 /"));
  EXPECT_FALSE(answers.find(at(7, 20'001), "P-1 /"));
}

TEST(answer_cache, forgets_with_the_first_answer_of_a_later_moment) {
  AnswerCache answers;
  answers.keep(at(7), "P-1 /", saying("seven"));
  answers.keep(at(8), "P-1 /now", saying("eight"));
  answers.keep(at(7), "P-1 /late", saying("seven"));
  EXPECT_FALSE(answers.find(at(7), "P-1 /"));
  EXPECT_FALSE(answers.find(at(7), "P-1 /late")) << "was written while the board moved on";
  EXPECT_TRUE(answers.find(at(8), "P-1 /now"));
  answers.keep(at(8, 20'001), "P-1 /", saying("the day after"));
  EXPECT_FALSE(answers.find(at(8), "P-1 /now"));
}

TEST(answer_cache, begins_anew_when_it_is_full) {
  AnswerCache answers;
  const std::string page(1024 * 1024, 'x');
  for (int i = 0; i < 100; ++i) {
    answers.keep(at(7), std::to_string(i), saying(page));
    EXPECT_TRUE(answers.find(at(7), std::to_string(i)));
  }
  EXPECT_FALSE(answers.find(at(7), "0"));
  answers.keep(at(7), "too large", saying(std::string(64 * 1024 * 1024, 'x')));
  EXPECT_FALSE(answers.find(at(7), "too large"));
}

}  // namespace
}  // namespace closeloop::api
