#include <thread>

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "tests/support/command_line.h"

namespace closeloop::tools {
namespace {

namespace json = boost::json;
using testing::HasSubstr;

class Importing : public ABoard {
 protected:
  Said import(const std::string& file, const std::vector<std::string>& more = {}) {
    std::vector<std::string> words{"import", "plans", file, "--json"};
    words.insert(words.end(), more.begin(), more.end());
    return on_board(words);
  }
  std::int64_t head() {
    return on_board({"event", "list", "--limit", "1", "--json"}).json().at("position").as_int64();
  }
};

/// The day in "overdue_at_2017-12-15_not_complete"; empty if the name has none.
std::string day_in(std::string_view name) {
  constexpr std::string_view before = "overdue_at_";
  return name.starts_with(before) ? std::string{name.substr(before.size(), 10)} : std::string{};
}

/// The summary of each plan as at that day ("" for today), by plan id.
std::map<std::string, json::object> summaries(const Said& said) {
  std::map<std::string, json::object> all;
  const auto answer = said.json();
  for (const auto& plan : answer.at("plans").as_array()) {
    all[std::string{plan.at("plan_id").as_string()}] = plan.as_object();
  }
  return all;
}

TEST_F(Importing, every_statement_that_the_published_plans_expect_holds) {
  ASSERT_EQ(import(published_plans()).exit, Exit::ok);
  const auto file = json::parse(content_of(published_plans()));
  std::size_t compared = 0;
  for (const auto& plan : file.at("plans").as_array()) {
    const std::string id{plan.at("plan_id").as_string()};
    for (const auto& [name, expected] : plan.at("expected").as_object()) {
      SCOPED_TRACE(id + " " + std::string{name});
      std::vector<std::string> words{"loop", "summary", "--json"};
      if (const auto day = day_in(name); !day.empty()) {
        words.insert(words.end(), {"--as-at", day});
      }
      const auto shown = summaries(on_board(words)).at(id);
      ASSERT_TRUE(shown.contains(name));
      EXPECT_EQ(shown.at(name), expected);
      ++compared;
    }
  }
  EXPECT_EQ(compared, 7U * 16 + 1);
}

TEST_F(Importing, no_imported_loop_shows_as_closed) {
  ASSERT_EQ(import(published_plans()).exit, Exit::ok);
  const auto loops = on_board({"loop", "list", "--json"}).json();
  for (const auto& stage : loops.at("stages").as_array()) {
    const auto& name = stage.at("name").as_string();
    if (name == "closed" || name == "closedWithoutImprovement") {
      EXPECT_EQ(stage.at("count").as_int64(), 0) << name;
    }
  }
}

TEST_F(Importing, a_dry_run_takes_nothing_and_says_the_same) {
  const auto before = head();
  const auto dry = import(published_plans(), {"--dry-run"}).json();
  EXPECT_EQ(head(), before);
  EXPECT_TRUE(dry.at("dryRun").as_bool());
  const auto real = import(published_plans()).json();
  EXPECT_EQ(dry.at("taken"), real.at("taken"));
  EXPECT_EQ(dry.at("keptAsText"), real.at("keptAsText"));
  EXPECT_EQ(head(), before + real.at("taken").at("events").as_int64());
  EXPECT_EQ(real.at("taken").at("actions").as_int64(), 39);
  EXPECT_EQ(real.at("taken").at("findings").as_int64(), 30);
}

TEST_F(Importing, the_same_file_twice_changes_nothing) {
  ASSERT_EQ(import(published_plans()).exit, Exit::ok);
  const auto before = head();
  const auto again = import(published_plans());
  EXPECT_EQ(again.exit, Exit::ok);
  EXPECT_EQ(again.json().at("unchanged").as_array().size(), 7U);
  EXPECT_EQ(head(), before);
}

TEST_F(Importing, a_plan_that_says_otherwise_is_refused_with_what_differs) {
  ASSERT_EQ(import(published_plans()).exit, Exit::ok);
  const auto before = head();
  auto changed = content_of(published_plans());
  changed.replace(changed.find("2017-04-30"), 10, "2017-05-31");
  const auto said = import(directory_.write("changed.json", changed));
  EXPECT_EQ(said.exit, Exit::answer_is_no);
  ASSERT_EQ(said.json().at("refused").as_array().size(), 1U);
  EXPECT_THAT(std::string{said.json().at("refused").at(0).at("why").as_string()},
              HasSubstr("actions/P01-A2: due was \"2017-04-30\", is \"2017-05-31\""));
  EXPECT_EQ(head(), before);
}

TEST_F(Importing, all_of_a_file_or_nothing) {
  const auto before = head();
  const auto said = import(directory_.write("half.json",
                                            R"([{"plan_id": "P1", "title": "Good"},
          {"plan_id": "P2", "title": "Bad", "actions": [{"id": "A1", "text": "T",
                                                         "finding_ids": ["F9"]}]}])"));
  EXPECT_EQ(said.exit, Exit::answer_is_no);
  EXPECT_EQ(head(), before);
  EXPECT_TRUE(said.json().at("taken").as_object().empty());
}

TEST_F(Importing, what_is_too_long_is_shortened_and_told_at_its_place) {
  const std::string text(2001, 'x');
  const auto said = import(directory_.write(
      "long.json",
      R"({"plan_id": "P1", "title": "T", "findings": [{"id": "F1", "text": ")" + text + R"("}]})"));
  ASSERT_EQ(said.exit, Exit::ok) << said.out;
  const auto changed = said.json().at("changed").at(0).as_object();
  EXPECT_EQ(changed.at("place"), "/findings/0");
  EXPECT_EQ(changed.at("column"), "text");
  const auto raised =
      on_board({"event", "list", "--stream", "findings/P1-F1", "--json"}).json().at("items").at(0);
  EXPECT_EQ(raised.at("data").at("notes").at(0).at("text").as_string(), std::string_view{text});
}

constexpr auto odd_plans = R"([
  {"plan_id": "P/12 é", "title": "T", "findings": [{"id": "1/a", "text": "x"}],
   "actions": [{"id": "A 1", "text": "Do", "finding_ids": ["1/a"], "status": "complete"}]},
  {"plan_id": "P", "title": "T", "findings": [{"id": "1-F1", "text": "y"}]},
  {"plan_id": "P 12 é", "title": "T", "findings": [{"id": "1 a", "text": "z"}]}])";

TEST_F(Importing, a_plan_is_told_by_the_ids_of_its_source) {
  ASSERT_EQ(import(directory_.write("odd.json", odd_plans)).exit, Exit::ok);
  // Looks the same in an address as what is there already, and is something else.
  ASSERT_EQ(import(directory_.write("more.json", R"([{"plan_id": "P-1", "title": "T",
      "findings": [{"id": "F1", "text": "x"}]}, {"plan_id": "R-1", "title": "T"}])"))
                .exit,
            Exit::ok);
  const auto answer = on_board({"loop", "summary", "--json"}).json();
  std::vector<std::string> ids;
  for (const auto& plan : answer.at("plans").as_array()) {
    ids.emplace_back(plan.at("plan_id").as_string());
  }
  EXPECT_THAT(ids, testing::UnorderedElementsAre("P/12 é", "P", "P 12 é", "P-1", "R-1"));
  EXPECT_EQ(summaries(on_board({"loop", "summary", "--json"}))
                .at("P/12 é")
                .at("complete_actions_without_outcome"),
            json::array{"A 1"});
  EXPECT_EQ(answer.at("all").at("complete_actions_without_outcome"), json::array{"P/12 é/A 1"});
  const auto before = head();
  const auto again = import(directory_.write("odd.json", odd_plans));
  EXPECT_EQ(again.json().at("unchanged").as_array().size(), 3U);
  EXPECT_EQ(head(), before);
}

TEST_F(Importing, what_real_files_hold_does_not_keep_them_out) {
  const auto said = import(directory_.write("real.json", R"({"plan_id": "P1", "title": "T",
      "date": "2131-01-01", "findings": [{"id": "F1", "text": "a\r\nb\u007f", "theme": ["x", "X"]}],
      "actions": [{"id": "A1", "finding_ids": ["F1"], "text": "Do", "due_date": "2018-02-31",
                   "completed_date": "2099-01-01", "status": "complete"},
                  {"id": "A2", "text": "Do", "due_date": "2018-03"}]})"));
  ASSERT_EQ(said.exit, Exit::ok) << said.out;
  EXPECT_EQ(said.json().at("changed").as_array().size(), 2U);
  EXPECT_EQ(said.json().at("keptAsText").as_array().size(), 4U);
  const auto plan = summaries(on_board({"loop", "summary", "--json"})).at("P1");
  EXPECT_EQ(plan.at("due_text_that_is_not_a_date"), (json::array{"A1", "A2"}));
}

TEST_F(Importing, a_revised_date_moves_the_one_first_agreed) {
  const auto file = directory_.write(
      "moved.csv",
      "source review,review date,ref,action,due,\"revised due (with reason, count)\"\n"
      "Audit,2017-12,A1,Train,31/03/2017,\"30/06/2017 (staff left, 1)\"\n"
      "Audit,2017-12,A2,Ask,,30/06/2099\n");
  const auto said = import(file);
  ASSERT_EQ(said.exit, Exit::ok) << said.out << said.err;
  const auto events =
      on_board({"event", "list", "--stream", "actions/Audit-A1", "--json"}).json().at("items");
  EXPECT_EQ(events.at(0).at("data").at("due"), "2017-03-31");
  EXPECT_EQ(events.at(1).at("type"), "ActionDateMoved");
  EXPECT_EQ(events.at(1).at("data").at("newDate"), "2017-06-30");
  EXPECT_EQ(events.at(1).at("data").at("oldDate"), "2017-03-31");
  EXPECT_EQ(events.at(1).at("data").at("count").to_number<int>(), 1);
  EXPECT_THAT(std::string{events.at(1).at("reason").as_string()}, HasSubstr("as the plan says"));
  const auto overdue = [&](const char* day) {
    const auto plan =
        summaries(on_board({"loop", "summary", "--as-at", day, "--json"})).at("Audit");
    return plan.at("overdue_at_" + std::string{day} + "_not_complete");
  };
  EXPECT_EQ(overdue("2017-06-30"), json::array{});
  EXPECT_EQ(overdue("2017-07-01"), json::array{"A1"});
  EXPECT_EQ(import(file).json().at("unchanged").as_array().size(), 1U);
}

TEST_F(Importing, a_file_is_what_its_name_says) {
  for (const auto* content : {"", "null"}) {
    const auto said = import(directory_.write("plans.JSON", content));
    EXPECT_EQ(said.exit, Exit::answer_is_no);
    EXPECT_THAT(said.out, testing::Not(HasSubstr("row 1"))) << content;
  }
}

TEST_F(Importing, what_comes_through_a_pipe_is_read) {
  const auto pipe = directory_ / "pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  // Larger than a pipe holds at once.
  const auto content = R"({"plan_id": "P1", "title": "T"})" + std::string(200'000, ' ');
  std::thread writing{[&] { std::ofstream{pipe} << content; }};
  const auto said = import(pipe);
  writing.join();
  EXPECT_EQ(said.exit, Exit::ok) << said.out << said.err;
  EXPECT_EQ(said.json().at("reviews"), json::array{"P1"});
}

TEST_F(Importing, a_csv_plan_ends_in_the_same_views) {
  const auto said =
      import(directory_.write("plan.csv",
                              "\xEF\xBB\xBFref;finding;action;lead;due;status;evidence\r\n"
                              "A1;\"Drift; and delay\";Train;Nurse;31/03/2017;Complete;Register\r\n"
                              "A2;\"Drift; and delay\";Audit;;April 2017;On track;\r\n"
                              ";Silence;;;;;\r\n"),
             {"--plan-id", "SCR-7", "--title", "Review of case 7"});
  ASSERT_EQ(said.exit, Exit::ok) << said.out << said.err;
  const auto plan =
      summaries(on_board({"loop", "summary", "--as-at", "2018-01-01", "--json"})).at("SCR-7");
  EXPECT_EQ(plan.at("findings"), 2);
  EXPECT_EQ(plan.at("loop_gap_findings_without_any_action"), json::array{"F2"});
  EXPECT_EQ(plan.at("complete_actions_without_outcome"), json::array{"A1"});
  EXPECT_EQ(plan.at("due_text_that_is_not_a_date"), json::array{"A2"});
  EXPECT_EQ(plan.at("actions_without_lead"), json::array{"A2"});
}

}  // namespace
}  // namespace closeloop::tools
