#include "projections/registers/service_register.h"

#include <fmt/format.h>

#include "projections/measures/scorecard.h"
#include "tests/support/told_loop.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told loop.
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

const auto asked_on = a_day("2017-06-01");

/// A board with two priority areas, and services for children and for victims.
struct BoardWithServices : Chronicle {
  BoardWithServices() {
    on("2016-01-02");
    add("boards/B-1", R"({"opened": {"name": "Anytown"}})");
    add("boards/B-1", R"({"areaSet": {"name": "Anytown"}})");
    add("boards/B-1",
        R"({"priorityAreaSet": {"priorityArea": "domestic-abuse", "name": "Domestic abuse"}})");
    add("boards/B-1", R"({"priorityAreaSet": {"priorityArea": "cse", "name": "CSE"}})");
    registered("SV-1", "Young voices", R"("children", "families")", "2016-04-01",
               R"(, "capacity": 40, "capacityNote": "places", "provider": "Barnardo's")");
    registered("SV-2", "Safe Steps", R"("victims")", "2016-04-01");
  }
  void registered(const std::string& id, const std::string& name, const std::string& audiences,
                  const std::string& from, const std::string& more = "") {
    add("services/" + id, fmt::format(R"({{"registered": {{"name": "{}", "audiences": [{}],
        "priorityAreas": ["domestic-abuse"], "startsOn": "{}"{}}}}})",
                                      name, audiences, from, more));
  }
  [[nodiscard]] boost::json::object asked(const ServiceFilter& filter = {},
                                          Day on = asked_on) const {
    return service_register(board(), filter, on).value();
  }
};

std::vector<std::string> gaps_of(const boost::json::object& model) {
  return each(model.at("gaps"), "sentence");
}

TEST(ServiceRegister, R12_AnAudienceWithoutAServiceIsAVisibleGap) {
  BoardWithServices told;
  EXPECT_THAT(gaps_of(told.asked()),
              ElementsAre("No service for perpetrators is on the register for domestic abuse.",
                          "No service is on the register for CSE."));
  told.registered("SV-3", "Turning round", R"("perpetrators")", "2017-05-01",
                  R"(, "endsOn": "2017-09-30")");
  EXPECT_THAT(gaps_of(told.asked()), ElementsAre("No service is on the register for CSE."));
}

TEST(ServiceRegister, R12_AServiceThatEndedLeavesAGapThatNamesIt) {
  BoardWithServices told;
  told.registered("SV-3", "Turning round", R"("perpetrators")", "2016-05-01");
  EXPECT_THAT(gaps_of(told.asked()), ElementsAre("No service is on the register for CSE."));
  told.add("services/SV-3", R"({"ended": {"lastDay": "2017-05-31"}})");
  const auto model = told.asked();
  EXPECT_THAT(gaps_of(model),
              Contains("No service for perpetrators runs for domestic abuse on 1 June 2017."));
  EXPECT_EQ(model.at("gaps").at(0).at("services").at(0).at("label"), "Turning round");
  EXPECT_EQ(model.at("gaps").at(0).at("audience").at("name"), "perpetrators");
  EXPECT_THAT(gaps_of(told.asked({}, a_day("2017-05-31"))),
              ElementsAre("No service is on the register for CSE."))
      << "on its last day it runs";
}

TEST(ServiceRegister, R12_IsFilteredByAudienceByAreaAndByWhetherItRuns) {
  BoardWithServices told;
  told.registered("SV-3", "Old Steps", R"("victims")", "2016-01-01", R"(, "endsOn": "2016-12-31")");
  const auto ids = [&](const ServiceFilter& filter) {
    return each(told.asked(filter).at("services"), "id");
  };
  EXPECT_THAT(ids({}), ElementsAre("SV-1", "SV-2", "SV-3"));
  EXPECT_THAT(ids({.audience = "victims", .priority_area = {}, .running = {}}),
              ElementsAre("SV-2", "SV-3"));
  EXPECT_THAT(ids({.audience = "victims", .priority_area = {}, .running = "yes"}),
              ElementsAre("SV-2"));
  EXPECT_THAT(ids({.audience = {}, .priority_area = {}, .running = "no"}), ElementsAre("SV-3"));
  EXPECT_THAT(ids({.audience = {}, .priority_area = "cse", .running = {}}), IsEmpty());
  const auto of_victims =
      told.asked({.audience = "victims", .priority_area = "domestic-abuse", .running = {}});
  EXPECT_THAT(gaps_of(of_victims), IsEmpty()) << "only of those that are asked for";
  const auto victims = one_of(of_victims.at("audiences"), "name", "victims");
  EXPECT_EQ(victims.at("count").to_number<int>(), 2);
  EXPECT_TRUE(victims.at("selected").as_bool());
  EXPECT_EQ(one_of(of_victims.at("standings"), "name", "yes").at("count").to_number<int>(), 1);
  EXPECT_FALSE(service_register(
      told.board(), {.audience = "ghosts", .priority_area = {}, .running = {}}, asked_on));
  EXPECT_FALSE(service_register(
      told.board(), {.audience = {}, .priority_area = {}, .running = "maybe"}, asked_on));
}

TEST(ServiceRegister, R12_ShowsTheServicesAsTheyWereKnown) {
  BoardWithServices told;
  told.on("2017-03-01");
  told.registered("SV-3", "Turning round", R"("perpetrators")", "2016-05-01");
  const auto before =
      service_register(told.board({.known_at = a_day("2017-02-28"), .true_on = {}, .position = {}}),
                       {}, a_day("2017-02-28"));
  EXPECT_THAT(each(before.value().at("services"), "id"), ElementsAre("SV-1", "SV-2"));
  EXPECT_THAT(gaps_of(before.value()),
              Contains("No service for perpetrators is on the register for domestic abuse."));
}

/// A question about services, with the share that starts and the days that they wait of SV-1.
void measure_services(BoardWithServices& told) {
  told.add("questions/Q-3", R"({"asked": {"question": "Which services?",
                                "priorityArea": "domestic-abuse"}})");
  for (const auto& [id, unit, direction, more] :
       {std::tuple{"D16", "percent", "higher", R"(, "denominator": "all")"},
        std::tuple{"D18", "days", "lower", ""}}) {
    told.add(fmt::format("indicators/{}", id),
             fmt::format(R"({{"defined": {{"title": "Measure {}", "priorityArea": "domestic-abuse",
                 "unit": "{}", "countingUnit": "child", "frequency": "quarter", "direction": "{}",
                 "suppression": "smallCounts", "chart": "xmr", "questions": ["Q-3"]{}}}}})",
                         id, unit, direction, more));
  }
  told.add("series/S-1", R"({"opened": {"title": "Started", "indicator": "D16", "area": "Anytown",
                             "periodKind": "quarter", "unit": "percent", "service": "SV-1"}})");
  told.add("series/S-1", R"({"measured": {"period": "2016-17 Q4", "numerator": "30",
      "denominator": "60", "starts": "2017-01-01", "ends": "2017-03-31"}})");
  told.add("series/S-2", R"({"opened": {"title": "Days", "indicator": "D18", "area": "Anytown",
                             "periodKind": "quarter", "unit": "days", "service": "SV-1"}})");
  told.add("series/S-2", R"({"measured": {"period": "2016-17 Q4", "value": "21",
      "starts": "2017-01-01", "ends": "2017-03-31"}})");
}

void expect_capacity_wait_and_result(const boost::json::value& services) {
  const auto young = one_of(services, "id", "SV-1");
  EXPECT_EQ(young.at("capacity").to_number<int>(), 40);
  EXPECT_EQ(young.at("capacityNote"), "places");
  EXPECT_THAT(each(young.at("waits"), "id"), ElementsAre("S-2"));
  EXPECT_EQ(young.at("waits").at(0).at("title"), "Measure D18");
  EXPECT_EQ(young.at("waits").at(0).at("latest").at("period"), "2016-17 Q4");
  EXPECT_THAT(each(young.at("results"), "id"), ElementsAre("S-1"));
  EXPECT_EQ(young.at("results").at(0).at("latest").at("outOf"), "60");
  EXPECT_EQ(young.at("results").at(0).at("signal").at("name"), "tooFew");
  const auto safe = one_of(services, "id", "SV-2");
  EXPECT_FALSE(safe.contains("capacity"));
  EXPECT_TRUE(safe.at("waits").as_array().empty());
  EXPECT_TRUE(safe.at("results").as_array().empty());
}

TEST(ServiceRegister, R78_HasCapacityWaitAndResultOfEachService) {
  BoardWithServices told;
  measure_services(told);
  expect_capacity_wait_and_result(told.asked().at("services"));
}

TEST(ServiceRegister, R83_IsOnThePanelsOfAQuestionAboutServices) {
  BoardWithServices told;
  measure_services(told);
  told.add("questions/Q-1", R"({"asked": {"question": "How many?",
                                "priorityArea": "domestic-abuse"}})");
  const auto about = question_panels(told.board(), "Q-3", asked_on).value();
  expect_capacity_wait_and_result(about.at("services").at("services"));
  EXPECT_THAT(each(about.at("services").at("gaps"), "sentence"),
              ElementsAre("No service for perpetrators is on the register for domestic abuse."));
  EXPECT_FALSE(question_panels(told.board(), "Q-1", asked_on).value().contains("services"))
      << "a question about something else";
}

TEST(ServiceRegister, AFigureOfOneServiceIsNotTheMeasureItself) {
  BoardWithServices told;
  measure_services(told);
  const auto model = measure(told.board(), "D16", asked_on).value();
  EXPECT_FALSE(model.contains("series"));
  EXPECT_THAT(each(model.at("others"), "id"), ElementsAre("S-1"));
}

TEST(ServiceRegister, SaysInASentenceHowManyRunAndWhatIsMissing) {
  BoardWithServices told;
  EXPECT_EQ(told.asked().at("sentence"),
            "2 services are listed; 2 run on 1 June 2017. There are 2 gaps.");
  EXPECT_EQ(
      told.asked({.audience = "perpetrators", .priority_area = "domestic-abuse", .running = {}})
          .at("sentence"),
      "No service is listed. There is 1 gap.");
}

}  // namespace
}  // namespace closeloop
