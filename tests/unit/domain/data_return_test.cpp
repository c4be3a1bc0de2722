#include "domain/data_return.h"

#include "tests/support/given.h"

namespace closeloop::data_return {
namespace {

using testing::By;
using Given = testing::Given<Decider>;

constexpr auto requested =
    R"({"requested": {"agency": "AG-1", "period": "2016-17 Q4", "periodKind": "quarter",
        "indicators": ["N20"], "dueOn": "2017-04-20", "ends": "2017-03-31"}})";
constexpr auto received = R"({"received": {"values": 3}})";
constexpr auto accepted = R"({"accepted": {"grade": "b"}})";
constexpr auto rejected = R"({"rejected": {"what": "The totals don't add up."}})";

TEST(Return, IsDueAfterItsPeriod) {
  Given{}
      .when(R"({"requested": {"agency": "AG-1", "period": "2016-17 Q4", "periodKind": "quarter",
                "indicators": ["N20"], "dueOn": "2017-04-20"}})")
      .then(requested);
  Given{}
      .when(R"({"requested": {"agency": "AG-1", "period": "2016-17 Q4", "periodKind": "quarter",
                "indicators": ["N20"], "dueOn": "2017-03-31"}})")
      .then_refused("return.due");
  Given{}
      .when(R"({"requested": {"agency": "AG-1", "period": "2016-17", "periodKind": "quarter",
                "indicators": ["N20"], "dueOn": "2017-04-20"}})")
      .then_refused("return.period", "2017-18 Q3");
  Given{requested}.when(requested).then_refused("return.request.once");
}

TEST(Return, IsSentByItsOwnAgency) {
  auto other = By{"olga", person::Role::AGENCY_LEAD}.of("AG-2");
  Given{requested}.when(received, other).then_refused("return.own-agency");
  auto own = By{"otto", person::Role::AGENCY_LEAD}.of("AG-1");
  Given{requested}.when(received, own).then_allowed();
}

TEST(Return, IsJudgedOnceForEachTimeItCame) {
  Given{requested}.when(accepted).then_refused("return.received");
  Given{requested, received}.when(accepted).then(accepted);
  Given{requested, received, accepted}.when(rejected).then_refused("return.received");
  Given{requested, received, rejected, received}.when(accepted).then_allowed();
  const auto state = Given({requested, {"2017-04-25", received}, rejected, received}).state();
  EXPECT_EQ(state.times_received, 2U);
  EXPECT_EQ(state.first_received_on, testing::a_day("2017-04-25"));
}

}  // namespace
}  // namespace closeloop::data_return
