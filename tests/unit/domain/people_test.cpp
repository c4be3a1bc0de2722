#include "domain/agency.h"
#include "domain/board.h"
#include "domain/person.h"
#include "tests/support/given.h"

namespace closeloop {
namespace {

using person::Role;
using testing::By;

using Agency = testing::Given<agency::Decider>;
constexpr auto registered = R"({"registered": {"name": "Shropshire CCG"}})";
constexpr auto succeeded = R"({"succeeded": {"by": "icb"}})";

TEST(Agency, IsRegisteredOnceAndRenamed) {
  Agency{}.when(registered).then(registered);
  Agency{registered}.when(registered).then_refused("agency.register.once");
  Agency{registered}.when(R"({"renamed": {"name": "Telford CCG"}})").then_allowed();
  Agency{}.when(R"({"renamed": {"name": "Telford CCG"}})").then_fails(Errc::not_found);
}

TEST(Agency, IsNotSucceededByItself) {
  Agency{registered}.when(succeeded, By{}.to("icb")).then_refused("agency.succeed.other");
  Agency{registered}.when(succeeded, By{}.to("ccg")).then(succeeded);
}

TEST(Agency, IsNoMoreOnceSucceeded) {
  Agency{registered, succeeded}
      .when(R"({"renamed": {"name": "x"}})")
      .then_refused("agency.succeeded", "icb");
}

TEST(Agency, SaysWhomItWorksWithAndMayThinkAnew) {
  constexpr auto others = R"({"focusSet": {"focus": "others"}})";
  using Focus = agency::FocusSet::Focus;
  Agency{}.when(others).then_fails(Errc::not_found);
  Agency{registered}.when(others).then(others);
  Agency{registered, succeeded}.when(others).then_refused("agency.succeeded");
  EXPECT_EQ(Agency({registered}).state().focus, Focus::UNSET);
  EXPECT_EQ(Agency({registered, others}).state().focus, Focus::OTHERS);
  EXPECT_EQ(Agency({registered, others, R"({"focusSet": {"focus": "children"}})"}).state().focus,
            Focus::CHILDREN);
}

using Person = testing::Given<person::Decider>;
constexpr auto added = R"({"added": {"name": "Grace", "role": "auditor"}})";
constexpr auto ended = R"({"ended": {}})";
constexpr auto issue = R"({"tokenIssued": {"label": "Laptop", "expires": "2017-12-31"}})";
constexpr auto issued = R"({"tokenIssued": {"label": "Laptop", "expires": "2017-12-31",
  "token": "t-1", "sha256": "ab12"}})";
constexpr auto revoked = R"({"tokenRevoked": {"token": "t-1"}})";

By manager() {
  auto by = By{"P-1", Role::BOARD_MANAGER}.to("P-2");
  by.new_token = {"t-1", "ab12"};
  return by;
}

TEST(Person, IsAddedOnce) {
  Person{}.when(added, manager()).then(added);
  Person{added}.when(added, manager()).then_refused("person.add.once");
}

TEST(Person, WhoLeadsAnAgencyHasOne) {
  Person{}
      .when(R"({"added": {"name": "Alan", "role": "agencyLead"}})", manager())
      .then_refused("person.agency");
  Person{added}
      .when(R"({"roleGiven": {"role": "agencyLead"}})", manager())
      .then_refused("person.agency");
  Person{added}
      .when(R"({"roleGiven": {"role": "agencyLead", "agency": "council"}})", manager())
      .then_allowed();
}

TEST(Person, DoesNotGiveThemselvesARoleOrEndTheirOwnAccess) {
  Person{added}
      .when(R"({"roleGiven": {"role": "chair"}})", manager().to("P-1"))
      .then_refused("person.not-oneself");
  Person{added}.when(ended, manager().to("P-1")).then_refused("person.not-oneself");
  Person{added}.when(ended, manager()).then(ended);
}

TEST(Person, GetsATokenOfWhichOnlyTheHashIsKept) {
  Person{added}.when(issue, manager()).then(issued);
}

TEST(Person, TokenDoesNotExpireBeforeItIsIssued) {
  Person{added}.when(issue, manager().on("2018-01-01")).then_refused("person.issue-token.expires");
  Person{added}.when(issue, manager().on("2017-12-31")).then_allowed();
}

TEST(Person, TokenIsUsedUntilItsLastDayUnlessRevokedOrEnded) {
  const auto last_day = testing::a_day("2017-12-31");
  const auto usable = [](const person::State& state, Day on) {
    return state.may_use(state.tokens.front(), on);
  };
  EXPECT_TRUE(usable(Person({added, issued}).state(), last_day));
  EXPECT_FALSE(usable(Person({added, issued}).state(), last_day + std::chrono::days{1}));
  EXPECT_FALSE(usable(Person({added, issued, revoked}).state(), last_day));
  EXPECT_FALSE(usable(Person({added, issued, ended}).state(), last_day));
}

TEST(Person, TokenIsRevokedOnce) {
  Person{added, issued}.when(revoked, manager()).then(revoked);
  Person{added, issued, ended}.when(revoked, manager()).then(revoked);
  Person{added, issued, revoked}.when(revoked, manager()).then_refused("person.revoke-token.once");
  Person{added}.when(revoked, manager()).then_refused("person.revoke-token.known");
}

TEST(Person, WhoseAccessEndedGetsNothingMore) {
  for (const auto* asked : {issue, ended, R"({"roleGiven": {"role": "chair"}})"}) {
    Person{added, ended}.when(asked, manager()).then_refused("person.ended");
  }
}

TEST(Person, MustExist) { Person{}.when(ended, manager()).then_fails(Errc::not_found); }

using Board = testing::Given<board::Decider>;
constexpr auto opened = R"({"opened": {"name": "Shropshire SCB"}})";

TEST(BoardItself, IsOpenedOnce) {
  Board{}.when(opened).then(opened);
  Board{opened}.when(opened).then_refused("board.open.once");
}

TEST(BoardItself, SetsAsManyPriorityAreasAsItWants) {
  constexpr auto set = R"({"priorityAreaSet": {"priorityArea": "neglect", "name": "Neglect",
    "origin": "Annual report 2015-16"}})";
  Board{opened}.when(set).then(set);
  Board{opened, set, set, set}.when(set).then(set);
  Board{}.when(set).then_fails(Errc::not_found);
}

}  // namespace
}  // namespace closeloop
