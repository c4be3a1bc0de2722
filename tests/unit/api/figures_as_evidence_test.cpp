// Figures as evidence over HTTP: what is proposed, what is refused, and the form in between.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/record_forms.h"

namespace closeloop::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class FiguresAsEvidence : public RecordForms {
 protected:
  /// A-1 is delivered on 1 June 2017; I-1 is higher until May, and then as given.
  void measure(const std::vector<int>& after) {
    must("questions/Q-1/ask", R"({"question": "How many?", "priorityArea": "neglect"})");
    must("indicators/I-1/define",
         R"({"title": "Plans for neglect", "priorityArea": "neglect", "unit": "percent",
             "questions": ["Q-1"], "denominator": "all plans", "countingUnit": "plan",
             "frequency": "month", "taken": "snapshot", "direction": "lower",
             "suppression": "smallCounts", "chart": "xmr"})");
    must("indicators/I-1/link-action", R"({"action": "A-1"})");
    must("series/S-1/open", R"({"title": "Plans", "indicator": "I-1", "area": "Testshire",
                                "periodKind": "month", "unit": "percent"})");
    EXPECT_EQ(board.post("actions/A-1/deliver", "agencyLead", R"({"on": "2017-06-01"})").status(),
              201);
    board.clock.set("2018-06-01T09:00:00Z");
    std::vector<int> all;
    for (int i = 0; i < 14; ++i) all.push_back(60 + i % 2);
    all.insert(all.end(), after.begin(), after.end());
    auto month = std::chrono::year{2016} / 4;
    for (const auto value : all) {
      const auto period = eventstore::iso(Day{month / 1}).substr(0, 7);
      must("series/S-1/measure", R"({"period": ")" + period + R"(", "numerator": ")" +
                                     std::to_string(value) + R"(", "denominator": "100"})");
      month += std::chrono::months{1};
    }
    board.catch_up();
  }
  void must(const std::string& path, const std::string& body) {
    const auto answer = board.post(path, "analyst", body);
    EXPECT_EQ(answer.status(), 201) << path << answer.response.body;
  }
  Answer record(std::string_view from, std::string_view to) {
    return board.post("evidence/E-1/record", "analyst",
                      R"({"kind": "outcome", "title": "Fewer", "actions": ["A-1"],
                          "method": "dataShift", "strength": "medium", "series": "S-1",
                          "observedFrom": ")" +
                          std::string{from} + R"(", "observedTo": ")" + std::string{to} + "\"}");
  }
};

TEST_F(FiguresAsEvidence, R57_AreRefusedWithoutASignalAfterDelivery) {
  measure({60, 61, 60, 61, 60, 61, 60});
  const auto answer = record("2017-06-01", "2017-12-31");
  EXPECT_EQ(answer.status(), 409);
  EXPECT_EQ(answer.text("rule"), "evidence.series.signal") << answer.response.body;
  EXPECT_EQ(board.get("evidence/E-1").status(), 404) << "nothing is recorded";
}

TEST_F(FiguresAsEvidence, R57_iv_AreRefusedFromBeforeDelivery) {
  measure({40, 41, 40, 41, 40, 41, 40});
  EXPECT_EQ(record("2017-05-31", "2017-12-31").text("rule"), "evidence.series.after-delivery");
}

TEST_F(FiguresAsEvidence, AreRefusedForAnActionThatTheirIndicatorIsNotLinkedTo) {
  measure({40, 41, 40, 41, 40, 41, 40});
  const auto unlinked = board.post("indicators/I-1/unlink-action", "analyst",
                                   R"({"action": "A-1", "reason": "It moves another."})");
  ASSERT_EQ(unlinked.status(), 201) << unlinked.response.body;
  EXPECT_EQ(record("2017-06-01", "2017-12-31").text("rule"), "evidence.series.linked");
}

TEST_F(FiguresAsEvidence, AreRecordedWithWhatTheRulesSaid) {
  measure({40, 41, 40, 41, 40, 41, 40});
  const auto answer = record("2017-06-01", "2017-12-31");
  ASSERT_EQ(answer.status(), 201) << answer.response.body;
  EXPECT_THAT(std::string{answer.json.at("events").at(0).at("data").at("signal").as_string()},
              HasSubstr("plot-the-dots-1"));
}

TEST_F(FiguresAsEvidence, CannotBeGivenTheWordsOfTheRules) {
  measure({60, 61, 60});
  const auto answer = board.post("evidence/E-1/record", "analyst",
                                 R"({"kind": "outcome", "title": "Fewer", "actions": ["A-1"],
                                     "method": "dataShift", "strength": "medium", "signal": "Good",
                                     "observedFrom": "2017-06-01", "observedTo": "2017-12-31"})");
  EXPECT_EQ(answer.status(), 422) << answer.response.body;
}

TEST_F(FiguresAsEvidence, AreProposedOnPagesWithAFormThatIsFilledIn) {
  measure({40, 41, 40, 41, 40, 41, 40});
  auto browser = as("analyst");
  for (const auto* path : {"/findings/F-1", "/actions/A-1", "/indicators/I-1/measure"}) {
    const auto page = browser.get(path).response.body;
    EXPECT_THAT(page, HasSubstr("The figures may show that this worked.")) << path;
    EXPECT_THAT(page, HasSubstr("Record it as evidence, if you judge so")) << path;
  }
  PageForm form{browser, "/records/evidence/new?about=findings/F-1&series=S-1"};
  ASSERT_EQ(form.status(), 200) << form.page();
  for (const auto* answer :
       {"Figures of I-1 since A-1 was delivered", R"(value="dataShift" selected)",
        R"(value="outcome" checked)", R"(value="medium" checked)", R"(value="S-1")",
        ">A-1</textarea>", R"(value="2017")"}) {
    EXPECT_THAT(form.page(), HasSubstr(answer));
  }
  EXPECT_EQ(board.get("evidence").number("count"), 0U) << "opening it records nothing";
}

TEST_F(FiguresAsEvidence, AreNotOfferedToThoseWhoRecordNothing) {
  measure({40, 41, 40, 41, 40, 41, 40});
  auto browser = as("inspector");
  const auto page = browser.get("/findings/F-1").response.body;
  EXPECT_THAT(page, HasSubstr("The figures may show that this worked."));
  EXPECT_THAT(page, Not(HasSubstr("Record it as evidence, if you judge so")));
}

TEST_F(FiguresAsEvidence, WantWordsOnTheScorecardWithTheirAuthor) {
  measure({40, 41, 40, 41, 40, 41, 40});
  ASSERT_EQ(
      board
          .post("boards/B-1/set-priority-area", "boardManager",
                R"({"priorityArea": "neglect", "name": "Neglect", "origin": "Annual report"})")
          .status(),
      201);
  board.catch_up();
  auto browser = as("analyst");
  EXPECT_THAT(browser.get("/scorecards/neglect").response.body, HasSubstr("No words yet"));
  must("series/S-1/write-narrative",
       R"({"period": "2017-12", "narrative": "Fewer since the training."})");
  board.catch_up();
  const auto page = browser.get("/scorecards/neglect").response.body;
  EXPECT_THAT(page, Not(HasSubstr("No words yet")));
  EXPECT_THAT(page, HasSubstr("Fewer since the training."));
  EXPECT_THAT(page, HasSubstr("Person P-4"));
}

}  // namespace
}  // namespace closeloop::testing
