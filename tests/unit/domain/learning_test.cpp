#include "domain/learning.h"

#include "tests/support/given.h"

namespace closeloop::learning {
namespace {

using testing::By;
using Given = testing::Given<Decider>;

constexpr auto agreed = R"({"agreed": {"statement": "Tools are used where leaders ask for them",
  "findings": ["F-1"]}})";

TEST(LearningPoint, IsAgreedOnce) {
  Given{}.when(agreed).then(agreed);
  Given{agreed}.when(agreed).then_refused("learning.agree.once");
}

TEST(LearningPoint, ComesFromFindingsThatExist) {
  Facts facts;
  facts.unknown = {{"/findings/0", "unknown", "There is no finding F-1."}};
  Given{}.when(agreed, By{}, facts).then_fails(Errc::invalid);
}

TEST(LearningPoint, MayComeFromFurtherFindingsAndReviews) {
  Given{agreed}.when(R"({"linked": {"findings": ["F-2"], "reviews": ["R-2"]}})").then_allowed();
  Given{agreed}.when(R"({"linked": {}})").then_refused("learning.link.something");
}

TEST(LearningPoint, CorrectionMayCorrectALinkToo) {
  constexpr auto linked = R"({"linked": {"findings": ["F-2"]}})";
  constexpr auto corrected = R"({"corrected": {"corrects": 2, "findings": ["F-1"]}})";
  Given{agreed, linked}.when(corrected).then(corrected);
  Given{agreed}.when(corrected).then_refused("learning.correct.version");
  Given{agreed}
      .when(R"({"corrected": {"corrects": 1}})")
      .then_refused("learning.correct.something");
}

TEST(LearningPoint, MustExist) {
  Given{}.when(R"({"linked": {"findings": ["F-2"]}})").then_fails(Errc::not_found);
}

}  // namespace
}  // namespace closeloop::learning
