#include "domain/code_list.h"

#include "tests/support/given.h"

namespace closeloop::code_list {
namespace {

using Given = testing::Given<Decider>;
using testing::a_day;

constexpr auto opened = R"({"opened": {"title": "Assessment factors", "breakdown": "factor"}})";
constexpr auto added =
    R"({"codeAdded": {"code": "18A", "label": "Going missing", "validFrom": "2015-04-01"}})";
constexpr auto ended = R"({"codeEnded": {"code": "18A", "lastDay": "2017-03-31"}})";
constexpr auto again =
    R"({"codeAdded": {"code": "18A", "label": "Being absent", "validFrom": "2017-04-01"}})";

TEST(CodeList, IsOpenedOnce) {
  Given{}.when(opened).then(opened);
  Given{opened}.when(opened).then_refused("code-list.open.once");
  Given{}.when(added).then_fails(Errc::not_found);
}

TEST(CodeList, HasACodeOnceInAnyTime) {
  Given{opened}.when(added).then(added);
  Given{opened, added}.when(again).then_refused("code.add.once", "Going missing");
  Given{opened, added, ended}.when(again).then(again);
  Given{opened}
      .when(R"({"codeAdded": {"code": "18A", "label": "x", "validFrom": "2017-04-01",
                "validTo": "2017-03-31"}})")
      .then_refused("code.period");
  Given{opened, added}
      .when(R"({"codeAdded": {"code": "18A", "label": "Earlier", "validFrom": "2014-04-01",
                "validTo": "2015-03-31"}})")
      .then_allowed();
}

TEST(CodeList, EndsACodeThatIsValidAndHasNoLastDay) {
  Given{opened, added}.when(ended).then(ended);
  Given{opened}.when(ended).then_refused("code.end.valid", "18A");
  Given{opened, added, ended}.when(ended).then_refused("code.end.valid");
  Given{opened, added}
      .when(R"({"codeEnded": {"code": "18A", "lastDay": "2015-03-31"}})")
      .then_refused("code.end.valid", "31 March 2015");
}

TEST(CodeList, FindsACodeAsItWasOnTheDay) {
  const auto state = Given({opened, added, ended, again}).state();
  const auto label = [&](std::string_view written, std::string_view on) {
    const auto* found = state.find(written, a_day(on));
    return found == nullptr ? std::string{"none"} : found->label;
  };
  EXPECT_EQ(label("18A", "2015-03-31"), "none");
  EXPECT_EQ(label("18A", "2015-04-01"), "Going missing");
  EXPECT_EQ(label("18A", "2017-03-31"), "Going missing");
  EXPECT_EQ(label("18A", "2017-04-01"), "Being absent");
  EXPECT_EQ(label("Being absent", "2017-04-01"), "Being absent") << "by what it means";
  EXPECT_EQ(label("Being absent", "2017-03-31"), "none");
  EXPECT_EQ(label("18B", "2017-04-01"), "none");
}

}  // namespace
}  // namespace closeloop::code_list
