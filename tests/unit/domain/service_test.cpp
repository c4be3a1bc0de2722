#include "domain/service.h"

#include "tests/support/given.h"

namespace closeloop::service {
namespace {

using Given = testing::Given<Decider>;

constexpr auto registered =
    R"({"registered": {"name": "Safe Steps", "audiences": ["children", "victims"],
        "priorityAreas": ["domestic-abuse"], "capacity": 40, "startsOn": "2017-04-01",
        "endsOn": "2018-03-31"}})";
constexpr auto open_ended =
    R"({"registered": {"name": "Safe Steps", "audiences": ["perpetrators"],
        "priorityAreas": ["domestic-abuse"], "startsOn": "2017-04-01"}})";
constexpr auto changed =
    R"({"changed": {"name": "Safer Steps", "audiences": ["families"],
        "priorityAreas": ["neglect"], "startsOn": "2017-05-01"}})";

TEST(Service, IsRegisteredOnceAndChangesAsAWhole) {
  Given{}.when(registered).then(registered);
  Given{registered}.when(registered).then_refused("service.register.once");
  Given{}.when(changed).then_fails(Errc::not_found);
  const auto state = Given({registered, changed}).state();
  EXPECT_EQ(state.name, "Safer Steps");
  EXPECT_EQ(state.audiences, std::vector{Audience::FAMILIES});
  EXPECT_EQ(state.priority_areas.size(), 1U);
  EXPECT_EQ(state.priority_areas.front().text(), "neglect");
  EXPECT_FALSE(state.capacity) << "said no more";
  EXPECT_FALSE(state.ends_on) << "said no more";
}

TEST(Service, R12_RunsFromItsFirstDayToItsLast) {
  using testing::a_day;
  const auto state = Given({registered}).state();
  EXPECT_EQ(state.capacity, 40U);
  EXPECT_FALSE(state.runs_on(a_day("2017-03-31")));
  EXPECT_TRUE(state.runs_on(a_day("2017-04-01")));
  EXPECT_TRUE(state.runs_on(a_day("2018-03-31")));
  EXPECT_FALSE(state.runs_on(a_day("2018-04-01")));
  EXPECT_TRUE(Given({open_ended}).state().runs_on(a_day("2030-01-01")));
  EXPECT_FALSE(State{}.runs_on(a_day("2017-04-01"))) << "a service that there is not";
}

TEST(Service, EndsOnItsLastDay) {
  const auto state = Given({open_ended, R"({"ended": {"lastDay": "2017-09-30"}})"}).state();
  EXPECT_TRUE(state.runs_on(testing::a_day("2017-09-30")));
  EXPECT_FALSE(state.runs_on(testing::a_day("2017-10-01")));
  Given{}.when(R"({"ended": {"lastDay": "2017-09-30"}})").then_fails(Errc::not_found);
}

TEST(Service, DoesNotEndBeforeItBegins) {
  Given{}
      .when(R"({"registered": {"name": "x", "audiences": ["children"],
                "priorityAreas": ["neglect"], "startsOn": "2017-04-01",
                "endsOn": "2017-03-31"}})")
      .then_refused("service.period", "31 March 2017");
  Given{registered}
      .when(R"({"changed": {"name": "x", "audiences": ["children"],
                "priorityAreas": ["neglect"], "startsOn": "2017-04-01",
                "endsOn": "2017-03-31"}})")
      .then_refused("service.period");
  Given{registered}
      .when(R"({"ended": {"lastDay": "2017-03-31"}})")
      .then_refused("service.period", "1 April 2017");
  Given{registered}.when(R"({"ended": {"lastDay": "2017-04-01"}})").then_allowed();
}

}  // namespace
}  // namespace closeloop::service
