#include "projections/registers/question_assurance.h"

#include "projections/measures/scorecard.h"
#include "tests/support/told_loop.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told loop.
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr auto assured =
    R"({"assuranceSet": {"level": "substantial", "basis": "Parents asked for it, and got it",
        "changes": ["A-1"], "evidence": ["E-1"], "expires": "2018-05-01"}})";

/// A question about views, a loop with an action and evidence in somebody's own words.
struct AskedBoard : Chronicle {
  AskedBoard() {
    add("boards/B-1", R"({"opened": {"name": "Anytown"}})");
    add("boards/B-1", R"({"priorityAreaSet": {"priorityArea": "cse", "name": "CSE"}})");
    add("reviews/R-1", R"({"opened": {"title": "Audit", "priorityAreas": ["cse"]}})");
    add("findings/F-1", finding_json());
    add("actions/A-1", action_json());
    add("evidence/E-1", outcome_json("A-1", "2017-04-01", "2017-05-01", "child"));
    add("questions/Q-1", R"({"asked": {"question": "Are views heard?", "priorityArea": "cse",
        "themes": ["voice"], "askedBy": "The Board", "meeting": "September meeting",
        "askedOn": "2016-09-21"}})");
    add("questions/Q-2", R"({"asked": {"question": "How many?", "priorityArea": "none"}})");
  }
  [[nodiscard]] boost::json::object panels(std::string_view id, std::string_view on) const {
    return question_panels(board(), id, a_day(on)).value();
  }
};

TEST(QuestionPage, R42_HasNumbersAuditsAndVoicesAndSaysWhichAreEmpty) {
  AskedBoard told;
  const auto full = told.panels("Q-1", "2017-06-01");
  EXPECT_THAT(each(full.at("audits"), "id"), ElementsAre("F-1"));
  EXPECT_THAT(each(full.at("voices"), "id"), ElementsAre("E-1"));
  const auto empty = told.panels("Q-2", "2017-06-01");
  EXPECT_EQ(empty.at("sentence"),
            "No measure is agreed for this question. No audit findings and no voices bear on it. "
            "The Board has not answered it yet.");
  for (const auto* panel : {"measures", "audits", "voices", "answers"}) {
    EXPECT_THAT(empty.at(panel).as_array(), IsEmpty()) << panel;
  }
}

TEST(QuestionPage, R66_ShowsTheAnswerWithDateConfidenceAndWhatItRestsOn) {
  AskedBoard told;
  told.on("2017-05-10").add("questions/Q-1", R"({"answered": {"answer": "In part.",
      "confidence": "medium", "findings": ["F-1"], "evidence": ["E-1"]}})");
  const auto model = told.panels("Q-1", "2017-06-01");
  EXPECT_EQ(model.at("asked").at("by"), "The Board");
  EXPECT_EQ(model.at("asked").at("meeting"), "September meeting");
  EXPECT_EQ(model.at("asked").at("on"), "2016-09-21");
  const auto& answer = model.at("answers").at(0);
  EXPECT_EQ(answer.at("confidence"), "Medium");
  EXPECT_EQ(answer.at("on"), "2017-05-10");
  EXPECT_EQ(answer.at("findings").at(0).at("page"), "/findings/F-1");
  EXPECT_EQ(answer.at("evidence").at(0).at("page"), "/evidence/E-1");
  EXPECT_TRUE(answer.at("evidence").at(0).at("stands").as_bool());
  EXPECT_TRUE(answer.at("series").as_array().empty());
}

TEST(QuestionPage, R79_ShowsTheLevelOfAssuranceWithTheChangesThatItCites) {
  AskedBoard told;
  EXPECT_FALSE(told.panels("Q-1", "2017-06-01").contains("assurance"));
  told.on("2017-05-10").add("questions/Q-1", assured);
  const auto model = told.panels("Q-1", "2017-06-01");
  const auto& assurance = model.at("assurance");
  EXPECT_EQ(assurance.at("level").at("name"), "substantial");
  EXPECT_EQ(assurance.at("basis"), "Parents asked for it, and got it");
  EXPECT_THAT(each(assurance.at("changes"), "id"), ElementsAre("A-1"));
  EXPECT_THAT(each(assurance.at("evidence"), "id"), ElementsAre("E-1"));
  EXPECT_FALSE(assurance.at("lapsed").as_bool());
  EXPECT_TRUE(assurance.at("stands").as_bool());
  EXPECT_EQ(assurance.at("sentence"),
            "Substantial, said on 10 May 2017. It holds until 1 May 2018.");
}

TEST(QuestionPage, R79_AssuranceLapsesOnTheDayThatIsAskedFor) {
  AskedBoard told;
  told.on("2017-05-10").add("questions/Q-1", assured);
  const auto on = [&](std::string_view day) {
    return told.panels("Q-1", day).at("assurance").as_object();
  };
  EXPECT_FALSE(on("2018-05-01").at("lapsed").as_bool());
  EXPECT_TRUE(on("2018-05-02").at("lapsed").as_bool());
  EXPECT_EQ(on("2018-05-02").at("sentence"),
            "Substantial, said on 10 May 2017. It lapsed: it held until 1 May 2018.");
  told.on("2018-06-01")
      .add("questions/Q-1", R"({"assuranceSet": {"level": "none", "basis": "Not looked at"}})");
  EXPECT_EQ(on("2018-06-02").at("level").at("name"), "none");
  EXPECT_FALSE(on("2018-06-02").at("lapsed").as_bool());
}

TEST(QuestionPage, R79_SaysThatNothingWhichItCitesStandsAnyMore) {
  AskedBoard told;
  told.on("2017-05-10").add("questions/Q-1", assured);
  told.on("2017-05-11").because("Wrong").add("evidence/E-1", R"({"withdrawn": {}})");
  EXPECT_TRUE(told.panels("Q-1", "2017-06-01").at("assurance").at("stands").as_bool())
      << "the change is still there";
  told.on("2017-05-12").because("Not done").add("actions/A-1", R"({"withdrawn": {}})");
  const auto model = told.panels("Q-1", "2017-06-01");
  EXPECT_FALSE(model.at("assurance").at("stands").as_bool());
  EXPECT_EQ(model.at("assurance").at("sentence"),
            "Substantial, said on 10 May 2017. It holds until 1 May 2018. Nothing that it cites "
            "stands any more.");
}

}  // namespace
}  // namespace closeloop
