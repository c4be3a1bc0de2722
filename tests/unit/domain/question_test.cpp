#include "domain/question.h"

#include "tests/support/given.h"

namespace closeloop::question {
namespace {

using Given = testing::Given<Decider>;

constexpr auto asked = R"({"asked": {"question": "How many?", "priorityArea": "neglect"}})";

TEST(Question, IsAskedOnceAndMayBeReworded) {
  Given{}.when(asked).then(asked);
  Given{asked}.when(asked).then_refused("question.ask.once");
  EXPECT_EQ(Given({asked, R"({"reworded": {"question": "How many children?"}})"}).state().text,
            "How many children?");
}

TEST(Question, R66_IsAnsweredOnSomethingOrWithLowConfidence) {
  Given{asked}
      .when(R"({"answered": {"answer": "Fewer.", "confidence": "high"}})")
      .then_refused("question.answer.rests");
  Given{asked}.when(R"({"answered": {"answer": "?", "confidence": "low"}})").then_allowed();
  Given{asked}
      .when(R"({"answered": {"answer": "Fewer.", "confidence": "high", "series": ["S-1"]}})")
      .then_allowed();
}

TEST(Question, ThatWasWithdrawnIsNotAnswered) {
  Given{asked, R"({"withdrawn": {}})"}
      .when(R"({"answered": {"answer": "?", "confidence": "low"}})")
      .then_refused("question.withdrawn");
}

}  // namespace
}  // namespace closeloop::question
