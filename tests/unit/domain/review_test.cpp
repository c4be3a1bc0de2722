#include "domain/review.h"

#include "tests/support/given.h"

namespace closeloop::review {
namespace {

using Given = testing::Given<Decider>;

constexpr auto opened = R"({"opened": {"kind": "multiAgencyAudit", "title": "Neglect audit",
  "heldOn": "2016-12-01"}})";

TEST(Review, IsOpenedOnce) {
  Given{}.when(opened).then(opened);
  Given{opened}.when(opened).then_refused("review.open.once");
}

TEST(Review, IsNotHeldInTheFuture) {
  Given{}
      .when(R"({"opened": {"kind": "other", "title": "t", "heldOn": "2017-06-02"}})")
      .then_refused("review.held-on.past");
  Given{opened}
      .when(R"({"corrected": {"corrects": 1, "heldOn": "2017-06-02"}})")
      .then_refused("review.held-on.past");
}

TEST(Review, CorrectionChangesWhatItSays) {
  constexpr auto corrected = R"({"corrected": {"corrects": 1, "kind": "inspection"}})";
  Given{opened}.when(corrected).then(corrected);
  EXPECT_EQ(Given({opened, corrected}).state().kind, Kind::INSPECTION);
  EXPECT_EQ(Given({opened, corrected}).state().opened_on, testing::a_day("2016-12-01"));
  Given{opened}
      .when(R"({"corrected": {"corrects": 2, "title": "t"}})")
      .then_refused("review.correct.version");
  Given{opened}.when(R"({"corrected": {"corrects": 1}})").then_refused("review.correct.something");
}

TEST(Review, MustExist) {
  Given{}.when(R"({"corrected": {"corrects": 1, "title": "t"}})").then_fails(Errc::not_found);
}

}  // namespace
}  // namespace closeloop::review
