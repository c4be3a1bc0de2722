#include "projections/loop_measures.h"

#include "tests/support/told_loop.h"

namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told loop.
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// The measure of that id, as on that day.
boost::json::object measure(const Chronicle& told, std::string_view id, std::string_view day) {
  return one_of(loop_measures(told.board(), a_day(day)).at("measures"), "id", id);
}
std::string sentence(const Chronicle& told, std::string_view id, std::string_view day) {
  return std::string{measure(told, id, day).at("sentence").as_string()};
}
void raise(Chronicle& told, std::string_view day, const std::string& id,
           std::string_view nature = "concern") {
  told.on(day).add("findings/" + id, finding_json("R-1", "voice", nature));
}
void learn(Chronicle& told, std::string_view day, const std::string& finding) {
  told.on(day).add("learning-points/L-" + finding, learning_json(finding));
}
void agree(Chronicle& told, const std::string& id, std::string_view due) {
  told.add("actions/" + id, action_json("F-1", due));
  told.add("actions/" + id, accept);
}
/// Raised, acted on, evidenced and judged met, on the days given.
void judge_met(Chronicle& told, const std::string& id, std::string_view raised_on,
               std::string_view judged_on) {
  raise(told, raised_on, "F-" + id);
  told.add("actions/A-" + id, action_json("F-" + id, "2018-12-31"));
  told.add("actions/A-" + id, accept);
  told.add("actions/A-" + id, deliver(raised_on));
  told.add("actions/A-" + id, verify);
  told.on(judged_on).add("evidence/E-" + id, outcome_json("A-" + id, raised_on, judged_on));
  told.add("findings/F-" + id, judge("E-" + id));
}

TEST(LoopMeasures, OfAnEmptyBoardNothingIsMeasurableAndItSaysWhy) {
  const Chronicle told;
  const auto model = loop_measures(told.board(), a_day("2017-03-01"));
  EXPECT_THAT(each(model.at("measures"), "id"),
              ElementsAre("L01", "L02", "L03", "L04", "L05", "L06", "L07"));
  for (const auto& one : model.at("measures").as_array()) {
    EXPECT_TRUE(one.at("value").is_null()) << one.at("id") << " is no nought";
    EXPECT_THAT(std::string{one.at("sentence").as_string()}, HasSubstr("yet")) << one.at("id");
  }
  EXPECT_EQ(model.at("sentence"), "No loops: 0 closed with improvement, 0 without, 0 open.");
  EXPECT_FALSE(model.contains("oldestOpen"));
}

TEST(LoopMeasures, L01_FindingsWithLearningWithin28Days) {
  Chronicle told;
  raise(told, "2016-11-01", "F-1");
  learn(told, "2016-11-20", "F-1");  // After 19 days.
  raise(told, "2017-01-01", "F-2");
  raise(told, "2017-01-01", "F-3");
  learn(told, "2017-01-29", "F-2");  // After 28.
  learn(told, "2017-01-30", "F-3");  // After 29: too late.
  raise(told, "2017-02-01", "F-4");  // 28 days old on 1 March, when it still may get its learning.
  raise(told, "2017-02-20", "F-5");
  learn(told, "2017-02-21", "F-5");  // Young, and has it.
  raise(told, "2017-02-25", "F-6");  // Young, and has none yet.
  raise(told, "2016-11-01", "F-7", "strength");
  raise(told, "2016-11-01", "F-8", "expectedOutcome");

  const auto first = measure(told, "L01", "2017-03-01");
  EXPECT_EQ(first.at("numerator"), 3) << "F-1, F-2, F-5";
  EXPECT_EQ(first.at("denominator"), 4) << "with F-3";
  EXPECT_EQ(first.at("value"), 75);
  EXPECT_EQ(first.at("unit"), "percent");
  EXPECT_EQ(first.at("sentence"), "3 of 4 (75 %).");
  EXPECT_EQ(sentence(told, "L01", "2017-03-02"), "3 of 5 (60 %).") << "F-4 is too late now";
  EXPECT_EQ(sentence(told, "L01", "2017-03-26"), "3 of 6 (50 %).") << "and F-6";
  // A second learning point of a finding does not count it twice.
  told.on("2017-02-22").add("learning-points/L-9", learning_json("F-5"));
  EXPECT_EQ(sentence(told, "L01", "2017-03-01"), "3 of 4 (75 %).");
}

TEST(LoopMeasures, L02_ActionsDeliveredByTheirOriginalDueDate) {
  Chronicle told;
  raise(told, "2016-11-01", "F-1");
  told.on("2017-01-02");
  agree(told, "A-1", "2017-03-31");
  agree(told, "A-2", "2017-03-31");
  agree(told, "A-3", "2017-03-31");
  agree(told, "A-4", "2017-04-01");
  agree(told, "A-5", "2017-06-30");
  agree(told, "A-6", "2017-01-31");
  agree(told, "A-7", "2017-01-31");
  told.add("actions/A-8", R"({"agreed": {"statement": "Some day", "findings": ["F-1"],
      "leadAgency": "council", "owner": "head", "dueInSource": "ongoing"}})");
  const auto move = [&](const std::string& id) {
    told.because("Staff").add("actions/" + id, R"({"dateMoved": {"newDate": "2017-05-31"}})");
  };
  move("A-3");
  move("A-6");
  move("A-7");
  told.because("Overtaken").add("actions/A-6", R"({"withdrawn": {}})");
  told.add("actions/A-7", R"({"sourceStatusReported": {"status": "cancelled"}})");
  told.on("2017-03-01").add("actions/A-5", deliver("2017-03-01"));  // Long before.
  told.on("2017-03-31").add("actions/A-1", deliver("2017-03-31"));  // On the day.
  told.on("2017-04-01").add("actions/A-2", deliver("2017-04-01"));  // A day late.

  const auto first = measure(told, "L02", "2017-04-01");
  EXPECT_EQ(first.at("sentence"), "2 of 4 (50 %).")
      << "A-1 and A-5, of these, A-2 and A-3: A-4 is due that day";
  EXPECT_EQ(first.at("datesMoved"), 1) << "A-3; not what was withdrawn, here or at its source";
  EXPECT_EQ(sentence(told, "L02", "2017-04-02"), "2 of 5 (40 %).") << "and A-4";
  // Delivered by the date it was moved to, it is late by its original date.
  told.on("2017-05-01").add("actions/A-3", deliver("2017-05-01"));
  EXPECT_EQ(sentence(told, "L02", "2017-05-02"), "2 of 5 (40 %).");
  // A delivery that is returned was none.
  told.because("No register").add("actions/A-1", R"({"returned": {}})");
  EXPECT_EQ(sentence(told, "L02", "2017-05-02"), "1 of 5 (20 %).");
}

TEST(LoopMeasures, L03_LoopsClosedWithOutcomeEvidence) {
  Chronicle told;
  judge_met(told, "1", "2017-01-02", "2017-05-01");
  judge_met(told, "2", "2017-01-02", "2017-05-01");
  judge_met(told, "3", "2017-01-02", "2017-05-01");
  told.on("2017-05-02");
  told.add("findings/F-1", close);
  EXPECT_EQ(sentence(told, "L03", "2017-06-01"), "1 of 1 (100 %).");
  told.add("findings/F-2", close);
  raise(told, "2017-05-03", "F-4");
  told.because("Overtaken").add("findings/F-4", R"({"closedWithoutImprovement":
      {"ground": "overtaken", "reviewOn": "2018-01-01", "approvedBy": "carol"}})");
  EXPECT_EQ(sentence(told, "L03", "2017-06-01"), "2 of 3 (67 %).") << "F-3 is still open";
  EXPECT_EQ(measure(told, "L03", "2017-06-01").at("closedWithoutImprovement"), 1);
  // What it was closed on was withdrawn since: it rests on nothing.
  told.because("Wrong team").add("evidence/E-2", R"({"withdrawn": {}})");
  EXPECT_EQ(sentence(told, "L03", "2017-06-01"), "1 of 3 (33 %).");
  told.because("It came back").add("findings/F-1", R"({"reopened": {"because": "other"}})");
  EXPECT_EQ(sentence(told, "L03", "2017-06-01"), "0 of 2 (0 %).") << "open again, it is not closed";
}

TEST(LoopMeasures, L04_MedianDaysFromFindingToImprovement) {
  Chronicle told;
  judge_met(told, "1", "2017-01-01", "2017-04-11");
  EXPECT_EQ(measure(told, "L04", "2017-12-31").at("value"), 100);
  judge_met(told, "2", "2017-01-01", "2017-01-31");  // 30 days.
  auto median = measure(told, "L04", "2017-12-31");
  EXPECT_EQ(median.at("value"), 65) << "between the two";
  EXPECT_EQ(median.at("sentence"), "65 days, over 2 loops.");
  judge_met(told, "3", "2017-01-01", "2017-02-10");  // 40 days.
  EXPECT_EQ(measure(told, "L04", "2017-12-31").at("value"), 40) << "the middle one";
  judge_met(told, "4", "2017-01-01", "2017-02-11");  // 41 days.
  median = measure(told, "L04", "2017-12-31");
  EXPECT_EQ(median.at("value"), 40.5);
  EXPECT_EQ(median.at("unit"), "days");
  EXPECT_EQ(median.at("denominator"), 4);
  // Judged again, and not met: it has not improved.
  told.on("2017-06-01").add("findings/F-1", judge("E-1", "notMet"));
  EXPECT_EQ(measure(told, "L04", "2017-12-31").at("value"), 40);
  // Neither has what is open again.
  told.add("findings/F-4", close);
  told.because("It came back").add("findings/F-4", R"({"reopened": {"because": "other"}})");
  EXPECT_EQ(measure(told, "L04", "2017-12-31").at("sentence"), "35 days, over 2 loops.");
}

TEST(LoopMeasures, L05_TheSameThemeFoundAgainWithin24MonthsOfClosing) {
  Chronicle told;
  for (const auto* review : {"reviews/R-1", "reviews/R-2"}) {
    told.add(review, R"({"opened": {"kind": "multiAgencyAudit", "title": "Audit"}})");
  }
  for (const auto* id : {"1", "2", "3"}) judge_met(told, id, "2017-01-02", "2017-05-01");
  told.on("2017-06-01");
  told.add("findings/F-1", close);
  told.add("findings/F-2", close);  // F-3 stays open.
  told.add("findings/F-4", finding_json("R-1", "tools"));
  told.because("Overtaken").add("findings/F-4", R"({"closedWithoutImprovement":
      {"ground": "overtaken", "reviewOn": "2018-01-01", "approvedBy": "carol"}})");
  told.on("2018-01-01").add("findings/F-5", finding_json("R-1", "tools"));
  EXPECT_EQ(sentence(told, "L05", "2018-02-01"), "0 of 3 (0 %).") << "of the same review";
  told.add("findings/F-6", finding_json("R-2", "tools"));
  EXPECT_EQ(sentence(told, "L05", "2018-02-01"), "1 of 3 (33 %).") << "F-4";
  told.add("findings/F-7", finding_json("R-2", "voice"));
  EXPECT_EQ(sentence(told, "L05", "2018-02-01"), "3 of 3 (100 %).") << "F-1 and F-2 at once";
  // A loop that was reopened for it was closed, and its theme found again, all the same.
  told.add("findings/F-1", R"({"reopened": {"because": "recurrence", "finding": "F-7"}})");
  EXPECT_EQ(sentence(told, "L05", "2018-02-01"), "3 of 3 (100 %).");
}

TEST(LoopMeasures, L06_IsNotRecordedAndSaysSo) {
  Chronicle told;
  closed_loop(told);
  const auto reach = measure(told, "L06", "2017-07-01");
  EXPECT_TRUE(reach.at("value").is_null());
  EXPECT_THAT(std::string{reach.at("sentence").as_string()}, HasSubstr("Not recorded yet"));
}

TEST(LoopMeasures, L07_LoopsWithSomebodysOwnView) {
  Chronicle told;
  closed_loop(told);  // With a child's view of A-1, which answers F-1.
  raise(told, "2017-06-02", "F-2");
  raise(told, "2017-06-02", "F-3");
  raise(told, "2017-06-02", "F-4", "strength");
  EXPECT_EQ(sentence(told, "L07", "2017-07-01"), "1 of 3 (33 %).") << "open and closed";
  told.add("evidence/E-2", R"({"recorded": {"kind": "output", "title": "Parents' evening",
      "findings": ["F-2"], "method": "voice", "strength": "weak", "voiceOf": "parent"}})");
  EXPECT_EQ(sentence(told, "L07", "2017-07-01"), "2 of 3 (67 %).");
  told.add("evidence/E-3", R"({"recorded": {"kind": "output", "title": "Register",
      "findings": ["F-3"], "method": "document", "strength": "weak"}})");
  EXPECT_EQ(sentence(told, "L07", "2017-07-01"), "2 of 3 (67 %).") << "a register is nobody's view";
  told.because("Not theirs").add("evidence/E-2", R"({"withdrawn": {}})");
  EXPECT_EQ(sentence(told, "L07", "2017-07-01"), "1 of 3 (33 %).");
}

TEST(LoopMeasures, TheLoopsAtEachStageAndTheOldestThatIsOpen) {
  Chronicle told;
  closed_loop(told);
  raise(told, "2017-06-10", "F-2");
  raise(told, "2017-06-05", "F-3");  // Recorded after F-2, and raised before it.
  const auto model = loop_measures(told.board(), a_day("2017-06-30"));
  EXPECT_EQ(model.at("sentence"), "3 loops: 1 closed with improvement, 0 without, 2 open.");
  EXPECT_EQ(one_of(model.at("stages"), "name", "raised").at("count"), 2);
  EXPECT_EQ(one_of(model.at("stages"), "name", "closed").at("count"), 1);
  EXPECT_EQ(model.at("oldestOpen").at("id"), "F-3");
  EXPECT_EQ(model.at("oldestOpen").at("ageDays"), 25);
}

}  // namespace
}  // namespace closeloop
