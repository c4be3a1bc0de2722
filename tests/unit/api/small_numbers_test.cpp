// To whom figures are shown: restricted ones, and small numbers.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/support/served_board.h"

namespace closeloop::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// A restricted measure: 3 and 7919 of 7922, by agency.
class MeetingsOfMarac : public ServedBoard {
 public:
  MeetingsOfMarac() {
    must("questions/Q-1/ask", R"({"question": "How many?", "priorityArea": "neglect"})");
    define("I-1", R"(, "handling": "restricted")");
    define("I-2", "");
    series("S-1", "I-1", "");
    series("S-2", "I-1", R"(, "breakdown": "agency", "category": "Early Help", "agency": "AG-1")");
    series("S-3", "I-1", R"(, "breakdown": "agency", "category": "Police", "agency": "AG-2")");
    series("S-4", "I-2", "");
    series("S-5", "I-2", R"(, "breakdown": "agency", "category": "Police", "agency": "AG-2")");
    series("S-6", "I-2", R"(, "breakdown": "agency", "category": "Other")");
    measure("S-1", "7922");
    measure("S-2", "3");
    measure("S-3", "7919");
    measure("S-4", "7922");
    measure("S-5", "3");
    measure("S-6", "7919");
    must("series/S-1/write-narrative",
         R"({"period": "2016-17", "narrative": "One family was heard at every meeting."})");
    catch_up();
  }

  void must(const std::string& path, const std::string& body) {
    const auto answer = post(path, "analyst", body);
    EXPECT_EQ(answer.status(), 201) << path << answer.response.body;
    (void)projector.wait_for(log->head(), std::chrono::seconds{5});
  }
  void open_small_numbers(std::string_view role) {
    const auto answer = post("indicators/I-2/open-small-numbers", role,
                             R"({"purpose": "Audit of the three cases."})");
    EXPECT_EQ(answer.status(), 201) << answer.response.body;
    catch_up();
  }

 private:
  void define(const std::string& id, std::string_view more) {
    must("indicators/" + id + "/define", fmt::format(R"({{"title": "Meetings {}",
        "priorityArea": "neglect", "unit": "count", "questions": ["Q-1"], "numerator": "meetings",
        "countingUnit": "episode", "frequency": "year", "taken": "flow", "direction": "neutral",
        "suppression": "smallCounts", "chart": "xmr"{}}})",
                                                     id, more));
  }
  void series(const std::string& id, std::string_view indicator, std::string_view more) {
    must("series/" + id + "/open", fmt::format(R"({{"title": "Meetings", "indicator": "{}",
        "area": "Testshire", "periodKind": "year", "unit": "count",
        "countingUnit": "episode"{}}})",
                                               indicator, more));
  }
  void measure(const std::string& id, std::string_view value) {
    must("series/" + id + "/measure",
         fmt::format(R"({{"period": "2016-17", "value": "{}"}})", value));
  }
};

TEST(SmallNumbers, R28_RestrictedSeriesAreForPermittedRolesAndTheHeadlineIsForAll) {
  MeetingsOfMarac board;
  for (const auto* role : {"analyst", "auditor", "chair", "boardManager"}) {
    EXPECT_EQ(board.get("series/S-1/chart", role).status(), 200) << role;
  }
  for (const auto* path :
       {"series/S-3/chart", "series/S-3", "series/S-3/events", "series/S-3/trace"}) {
    for (const auto* role : {"agencyLead", "inspector"}) {
      const auto answer = board.get(path, role);
      EXPECT_EQ(answer.status(), 403) << role << path;
      EXPECT_THAT(answer.response.body, HasSubstr("MARAC"));
    }
  }
  EXPECT_EQ(board.get("series/S-2/chart", "agencyLead").status(), 200) << "of the own agency";
  EXPECT_EQ(board.get("series/S-5/chart", "inspector").status(), 200) << "not restricted";

  const auto seen = board.get("indicators/I-1/measure", "inspector");
  EXPECT_EQ(seen.status(), 200);
  EXPECT_THAT(seen.response.body, HasSubstr("7922")) << "the headline";
  const auto by_agency = seen.json.at("breakdowns").at(0);
  EXPECT_TRUE(by_agency.at("rows").as_array().empty());
  EXPECT_THAT(std::string{by_agency.at("sentence").as_string()}, HasSubstr("MARAC"));
  for (const auto* path : {"indicators/I-1/measure", "questions/Q-1/panels"}) {
    EXPECT_THAT(board.get(path, "inspector").response.body, Not(HasSubstr("One family"))) << path;
    EXPECT_THAT(board.get(path, "analyst").response.body, HasSubstr("One family")) << path;
  }
  const auto rows_for = [&](const char* role) {
    const auto measure = board.get("indicators/I-1/measure", role).json;
    return measure.at("breakdowns").at(0).at("rows").as_array().size();
  };
  EXPECT_EQ(rows_for("analyst"), 2U);
  EXPECT_EQ(rows_for("agencyLead"), 1U) << "of the own agency";
  for (const auto* path : {"series", "activity?limit=200", "events?limit=200", "search?q=meetings",
                           "indicators/I-1/trace", "indicators/I-1/measure"}) {
    EXPECT_THAT(board.get(path, "inspector").response.body, Not(HasSubstr("S-3"))) << path;
    EXPECT_THAT(board.get(path, "analyst").response.body, HasSubstr("S-3")) << path;
  }
}

TEST(SmallNumbers, R28_AnAnswerIsStampedWithThoseWhoMaySeeIt) {
  MeetingsOfMarac board;
  const auto stamp = [&](const char* path, const char* role) {
    return std::string{board.get(path, role).json.at("audience").as_string()};
  };
  EXPECT_EQ(stamp("indicators/I-1/measure", "analyst"),
            "Those who may see MARAC and MAPPA: small numbers are hidden");
  EXPECT_EQ(stamp("indicators/I-1/measure", "agencyLead"), "One agency: small numbers are hidden");
  EXPECT_EQ(stamp("indicators/I-1/measure", "inspector"), "The Board: small numbers are hidden");
  EXPECT_EQ(stamp("series/S-1/chart", "chair"),
            "Those who may see MARAC and MAPPA: small numbers are hidden");
  EXPECT_EQ(stamp("series/S-5/chart", "chair"), "The Board: small numbers are hidden")
      << "not restricted";
}

TEST(SmallNumbers, AreBehindNoDoor) {
  MeetingsOfMarac board;
  std::vector<std::string> paths{"indicators/I-2/measure",
                                 "scorecards/neglect",
                                 "questions/Q-1/panels",
                                 "activity?limit=200",
                                 "events?limit=200",
                                 "search?q=7919",
                                 "series"};
  for (const auto* series : {"S-3", "S-6"}) {
    for (const auto* more : {"", "/chart", "/events", "/trace"}) {
      paths.push_back(fmt::format("series/{}{}", series, more));
    }
  }
  for (std::uint64_t position = 1; position <= board.log->head().number(); ++position) {
    paths.push_back(fmt::format("events/{}", position));
    paths.push_back(fmt::format("series/S-6/chart?position={}", position));
  }
  for (const auto& path : paths) {
    for (const auto* role : {"analyst", "chair"}) {
      auto text = board.get(path, role).response.body;
      // What was looked for stands in the answer.
      for (const auto* asked : {"\"query\":\"7919\"", "Search: 7919", "\u201c7919\u201d"}) {
        const auto at = text.find(asked);
        if (at != std::string::npos) text.erase(at, std::string_view{asked}.size());
      }
      // By chance a problem's random number may hold any other.
      if (const auto trace = text.find("\"trace_id\""); trace != std::string::npos) {
        text.erase(trace, text.find('}', trace) - trace);
      }
      EXPECT_THAT(text, Not(HasSubstr("7919"))) << path;
      EXPECT_THAT(text, Not(HasSubstr("7,919"))) << path;
    }
  }
}

TEST(SmallNumbers, AreShownToWhoOpenedThemTodayAndThatIsOnRecord) {
  MeetingsOfMarac board;
  const auto* path = "series/S-6/chart?small_numbers=shown";
  const auto refused = board.get(path, "analyst");
  EXPECT_EQ(refused.status(), 403);
  EXPECT_THAT(refused.response.body, HasSubstr("open-small-numbers"));
  EXPECT_EQ(
      board.post("indicators/I-2/open-small-numbers", "chair", R"({"purpose": "x"})").status(),
      403);

  board.open_small_numbers("analyst");
  const auto file = board.get("series/S-6/chart?small_numbers=shown&format=csv", "analyst");
  EXPECT_THAT(file.response.body, HasSubstr("One named reader"));
  EXPECT_EQ(file.response.header("Cache-Control"), "no-store");
  const auto shown = board.get(path, "analyst");
  EXPECT_EQ(shown.status(), 200);
  EXPECT_THAT(shown.response.body, HasSubstr("7919"));
  EXPECT_EQ(shown.response.header("Cache-Control"), "no-store");
  EXPECT_THAT(shown.json.at("smallNumbersOpened").at("by").as_string().c_str(),
              HasSubstr("Person P-4"));
  EXPECT_THAT(shown.json.at("smallNumbersOpened").at("sentence").as_string().c_str(),
              HasSubstr("opened them on 1 June 2017 at 09:00 UTC"));
  const auto event = std::string{shown.json.at("smallNumbersOpened").at("event").as_string()};
  EXPECT_THAT(board.get(event.substr(1), "chair").response.body, HasSubstr("three cases"));

  EXPECT_THAT(board.get("series/S-6/chart", "analyst").response.body, Not(HasSubstr("7919")))
      << "only where it is asked for";
  EXPECT_EQ(board.get(path, "auditor").status(), 403) << "another person";
  EXPECT_EQ(board.get("series/S-3/chart?small_numbers=shown", "analyst").status(), 403)
      << "another measure";
  EXPECT_EQ(board.get("indicators/I-2/measure?small_numbers=shown", "analyst").status(), 200);
  board.clock.set("2017-06-02T09:00:00Z");
  EXPECT_EQ(board.get(path, "analyst").status(), 403) << "another day";
}

/// The same file with another guess at a number that is hidden: 3, by the police.
std::string with_guess(std::string_view guess, std::string_view more = "") {
  return fmt::format(
      "series_id,indicator,area,period,period_kind,category,value\n"
      "S-5,Meetings,Testshire,2016-17,year,Police,{}\n{}",
      guess, more);
}
constexpr auto another_value = "S-4,Meetings,Testshire,2015-16,year,,40\n";

Answer import(MeetingsOfMarac& board, const std::string& how, const std::string& file,
              const std::string& key) {
  auto answer = board.send("POST", "/api/v1/imports/" + how, "analyst", file,
                           {{"content-type", "text/csv"}, {"idempotency-key", key}});
  board.catch_up();
  return answer;
}

TEST(SmallNumbers, NoDryRunSaysWhetherAGuessIsRight) {
  MeetingsOfMarac board;
  for (const auto* more : {"", another_value}) {
    const auto right = import(board, "returns/dry-run", with_guess("3", more), "k");
    EXPECT_EQ(right.status(), 200) << right.response.body;
    EXPECT_EQ(right.json.at("givenAgain"), 1);
    EXPECT_THAT(right.text("sentence"), HasSubstr("1 value is given again"));
    const auto wrong = import(board, "returns/dry-run", with_guess("4", more), "k");
    EXPECT_EQ(right.response.body, wrong.response.body);
    EXPECT_EQ(right.status(), wrong.status());
  }
  const auto seen = import(board, "returns/dry-run",
                           "series_id,indicator,area,period,period_kind,value\n"
                           "S-4,Meetings,Testshire,2016-17,year,7922\n",
                           "k");
  EXPECT_EQ(seen.json.at("givenAgain"), 0);
  EXPECT_EQ(seen.json.at("unchanged").at(0), "S-4") << "of what is shown it may be said";
}

TEST(SmallNumbers, NoImportSaysWhetherAGuessWasRightAndWhatDiffersIsKept) {
  for (const auto* more : {"", another_value}) {
    MeetingsOfMarac of_right;
    MeetingsOfMarac of_wrong;
    const auto before = of_right.log->head();
    const auto right = import(of_right, "returns", with_guess("3", more), "k");
    const auto wrong = import(of_wrong, "returns", with_guess("4", more), "k");
    EXPECT_EQ(right.response.body, wrong.response.body);
    EXPECT_EQ(right.status(), wrong.status());
    EXPECT_EQ(of_wrong.log->head().number() - of_right.log->head().number(), 1U)
        << "what differs is kept, the same is not";
    EXPECT_EQ(of_right.log->head() == before, std::string_view{more}.empty());
    EXPECT_EQ(import(of_right, "returns", with_guess("3", more), "k").response.body,
              import(of_wrong, "returns", with_guess("4", more), "k").response.body)
        << "sent twice";
    of_wrong.open_small_numbers("analyst");
    EXPECT_THAT(of_wrong.get("series/S-5/chart?small_numbers=shown", "analyst").response.body,
                HasSubstr("\"value\":4"));
  }
}

}  // namespace
}  // namespace closeloop::testing
