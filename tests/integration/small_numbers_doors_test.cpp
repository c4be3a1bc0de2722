// What the rules hide of random measures is behind no door: no answer, file, page, picture, filter
// or earlier moment that a reader without leave can reach says a number that is hidden. That hidden
// numbers can't be worked out from shown ones is for tests/property/suppression_property_test.cpp.
#include <cctype>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "projections/measures/protection.h"
#include "tests/support/exported.h"
#include "tests/support/random.h"
#include "tests/support/served_board.h"

namespace closeloop::testing {
namespace {

using suppression::Verdict;

/// Referrals of some localities, their total, by quarter and for the year; revised now and then.
/// Small numbers apart, each number stands only once on the board.
class RandomReferrals : public ServedBoard {
 public:
  explicit RandomReferrals(std::uint64_t seed) : random_{seed} {
    must("boards/B-1/set-priority-area",
         R"({"priorityArea": "neglect", "name": "Neglect", "origin": "Business plan"})",
         "boardManager");
    must("questions/Q-1/ask", R"({"question": "How many?", "priorityArea": "neglect"})");
    must("indicators/I-1/define", R"({"title": "Referrals", "priorityArea": "neglect",
        "unit": "count", "questions": ["Q-1"], "numerator": "referrals", "countingUnit": "child",
        "frequency": "quarter", "taken": "flow", "direction": "lower",
        "suppression": "smallCounts", "chart": "xmr", "breakdowns": ["locality"]})");
    const auto localities = 2 + random_.below(4);
    open("S-0", "quarter", "");
    open("S-Y", "year", "");
    for (std::size_t i = 1; i <= localities; ++i) {
      open(fmt::format("S-{}", i), "quarter",
           fmt::format(R"(, "breakdown": "locality", "category": "Place {}")", i));
    }
    std::int64_t year = 0;
    for (int quarter = 1; quarter <= 4; ++quarter) {
      std::int64_t total = 0;
      for (std::size_t i = 1; i <= localities; ++i) {
        const auto value = number();
        total += value;
        measure(fmt::format("S-{}", i), quarter, value);
      }
      measure("S-0", quarter, total);
      year += total;
      if (random_.once_in(4)) {  // One place sends another number, and the total moves with it.
        const auto place = fmt::format("S-{}", 1 + random_.below(localities));
        const auto more = number();
        measure(place, quarter, more, "revise-value");
        measure("S-0", quarter, total + 1 + static_cast<std::int64_t>(random_.below(9'000)),
                "revise-value");
      }
    }
    if (!random_.once_in(3)) measure("S-Y", 0, year);
    catch_up();
  }

  /// Of each series and period, whether what is held now is hidden, however small it is.
  std::map<std::pair<std::string, std::string>, bool> hidden_now() {
    const auto board = projector.live();
    const auto& records = board->records();
    std::map<std::pair<std::string, std::string>, bool> hidden;
    for (const auto& id : series_) {
      const auto number = records.store.find(RecordKind::SERIES, id);
      const auto verdicts = protection_of(records, number)->at(number);
      const auto& points = records.state<series::State>(number).points;
      for (std::size_t point = 0; point < points.size(); ++point) {
        hidden[{id, points[point].period}] = verdicts[point].back().numerator != Verdict::SHOWN;
      }
    }
    return hidden;
  }

  std::vector<std::string> series() const { return series_; }
  eventstore::testing::Random& random() { return random_; }

  /// The numbers that are hidden, but for those of few digits, which stand in dates and ids too.
  std::vector<std::string> secrets() {
    const auto board = projector.live();
    const auto& records = board->records();
    std::vector<std::string> secrets;
    for (const auto& id : series_) {
      const auto number = records.store.find(RecordKind::SERIES, id);
      const auto verdicts = protection_of(records, number)->at(number);
      const auto& points = records.state<series::State>(number).points;
      for (std::size_t point = 0; point < points.size(); ++point) {
        for (std::size_t place = 0; place < verdicts[point].size(); ++place) {
          const auto& value = points[point].at(place).value;
          if (verdicts[point][place].numerator == Verdict::SHOWN || value->value() < 10'000) {
            continue;
          }
          secrets.push_back(value->text());
        }
      }
    }
    return secrets;
  }

 private:
  std::int64_t number() {
    if (random_.once_in(4)) return static_cast<std::int64_t>(random_.below(6));
    next_ += 1 + static_cast<std::int64_t>(random_.below(800));
    return next_;
  }
  void must(const std::string& path, const std::string& body, std::string_view role = "analyst") {
    const auto answer = post(path, role, body);
    EXPECT_EQ(answer.status(), 201) << path << answer.response.body;
    catch_up();
  }
  void open(const std::string& id, std::string_view kind, std::string_view more) {
    series_.push_back(id);
    must("series/" + id + "/open",
         fmt::format(R"({{"title": "Referrals", "indicator": "I-1", "area": "Testshire",
             "periodKind": "{}", "unit": "count", "countingUnit": "child"{}}})",
                     kind, more));
  }
  void measure(const std::string& id, int quarter, std::int64_t value,
               const std::string& intent = "measure") {
    const auto period = quarter == 0 ? std::string{"2015-16"} : fmt::format("2015-16 Q{}", quarter);
    must("series/" + id + "/" + intent,
         fmt::format(R"({{"period": "{}", "value": "{}"{}}})", period, value,
                     intent == "measure" ? "" : R"(, "reason": "Sent again.")"));
  }

  eventstore::testing::Random random_;
  std::vector<std::string> series_;
  std::int64_t next_ = 20'000;
};

/// Whether a text says that number by itself: "23412" or "23,412".
bool says(std::string_view text, const std::string& number) {
  const auto with_comma =
      number.substr(0, number.size() - 3) + "," + number.substr(number.size() - 3);
  for (const auto& written : {number, with_comma}) {
    for (auto at = text.find(written); at != std::string_view::npos;
         at = text.find(written, at + 1)) {
      const auto goes_on = [&](std::size_t place) {  // As in an id that is made at random.
        return place < text.size() && std::isalnum(static_cast<unsigned char>(text[place])) != 0;
      };
      if (!(at > 0 && goes_on(at - 1)) && !goes_on(at + written.size())) return true;
    }
  }
  return false;
}

std::vector<std::string> doors(const RandomReferrals& board) {
  std::vector<std::string> all{"/api/v1/indicators/I-1/measure",
                               "/api/v1/indicators/I-1/measure?format=csv",
                               "/api/v1/indicators/I-1/measure?format=json",
                               "/api/v1/scorecards/neglect",
                               "/api/v1/scorecards/neglect?format=csv",
                               "/api/v1/scorecards/neglect?then=2017-05-31",
                               "/api/v1/scorecards/neglect?journey_stage=earlyHelp",
                               "/api/v1/questions/Q-1/panels",
                               "/api/v1/activity?limit=200",
                               "/api/v1/events?limit=200",
                               "/api/v1/series",
                               "/indicators/I-1/measure",
                               "/scorecards/neglect",
                               "/questions/Q-1/panels",
                               "/activity"};
  for (const auto* format : {"xlsx", "ods"}) {
    for (const auto* path : {"/api/v1/indicators/I-1/measure", "/api/v1/scorecards/neglect",
                             "/api/v1/questions/Q-1/panels"}) {
      all.push_back(fmt::format("{}?format={}", path, format));
    }
  }
  for (const auto& series : board.series()) {
    for (const auto* path :
         {"/api/v1/series/{}", "/api/v1/series/{}/chart", "/api/v1/series/{}/chart?format=csv",
          "/api/v1/series/{}/chart?format=xlsx", "/api/v1/series/{}/chart?format=ods",
          "/api/v1/series/{}/events", "/api/v1/series/{}/trace", "/series/{}/chart",
          "/series/{}"}) {
      all.push_back(fmt::format(fmt::runtime(path), series));
    }
  }
  return all;
}

/// What a reader has before them: of a workbook, the texts of its cells.
std::string read(const std::string& path, const std::string& body) {
  const bool is_xlsx = path.find("format=xlsx") != std::string::npos;
  if (!is_xlsx && path.find("format=ods") == std::string::npos) return body;
  std::string text;
  for (const auto& [name, rows] : is_xlsx ? read_xlsx_file(body) : read_ods_file(body)) {
    for (const auto& row : rows) {
      for (const auto& [column, value] : row) text += value + "\n";
    }
  }
  return text;
}

/// The figures of a measure and of its series in every kind of file: what is hidden has no number,
/// not even one of a single digit, and what is not has its own.
std::size_t hold_figures(RandomReferrals& board) {
  std::size_t hidden = 0;
  const auto now = board.hidden_now();
  const auto hold = [&](const ReadTable& rows, const std::string& where) {
    EXPECT_FALSE(rows.empty()) << where;
    for (const auto& row : rows) {
      const auto of = now.find({cell(row, "series_id"), cell(row, "period")});
      if (of == now.end()) continue;  // A gap: nothing was ever held for it.
      const auto here = fmt::format("{} {} {}", where, cell(row, "series_id"), cell(row, "period"));
      EXPECT_EQ(of->second, cell(row, "flag") == "c") << here;
      EXPECT_EQ(of->second, cell(row, "value") + cell(row, "shown") == "") << here;
      EXPECT_EQ(cell(row, "numerator") + cell(row, "denominator"), "") << here;
      hidden += of->second ? 1U : 0U;
    }
  };
  std::vector<std::string> paths{"/api/v1/indicators/I-1/measure"};
  for (const auto& id : board.series()) paths.push_back("/api/v1/series/" + id + "/chart");
  for (const auto& path : paths) {
    const auto file = [&](const std::string& format) {
      return board.send("GET", path + "?format=" + format, "analyst").response.body;
    };
    const auto answer = board.send("GET", path, "analyst").json;
    if (!answer.contains("chart") || answer.at("chart").at("points").as_array().empty()) continue;
    hold(read_xlsx_file(file("xlsx")).at("Figures"), path + " xlsx");
    hold(read_ods_file(file("ods")).at("Figures"), path + " ods");
    if (path.ends_with("/chart")) hold(read_csv_file(file("csv")), path + " csv");
  }
  return hidden;
}

TEST(SmallNumbersDoors, R68_NoFileSaysAHiddenNumberHoweverSmall) {
  std::size_t hidden = 0;
  const auto from = eventstore::testing::seed();
  for (auto seed = from; seed < from + 20; ++seed) {
    RandomReferrals board{seed};
    hidden += hold_figures(board);
    if (::testing::Test::HasFailure()) {
      ADD_FAILURE() << "CLOSELOOP_SEED=" << seed;
      return;
    }
  }
  EXPECT_GT(hidden, 200U) << "too few to show anything";
}

TEST(SmallNumbersDoors, NoDoorSaysWhatIsHiddenOfRandomMeasures) {
  std::size_t hidden = 0;
  std::size_t looked_at = 0;
  const auto from = eventstore::testing::seed();
  for (auto seed = from; seed < from + 100; ++seed) {
    RandomReferrals board{seed};
    const auto secrets = board.secrets();
    hidden += secrets.size();
    const auto look = [&](const std::string& path) {
      for (const auto* role : {"inspector", "analyst"}) {
        const auto answer = board.send("GET", path, role);
        EXPECT_EQ(answer.status(), 200) << path << answer.response.body;
        ++looked_at;
        const auto text = read(path, answer.response.body);
        for (const auto& secret : secrets) {
          EXPECT_FALSE(says(text, secret))
              << "CLOSELOOP_SEED=" << seed << ' ' << role << ' ' << path << " says " << secret;
        }
      }
    };
    const auto head = board.log->head().number();
    for (const auto& path : doors(board)) {
      look(path);
      const auto position = 12 + board.random().below(head - 12);  // With the first people in it.
      const char joint = path.find('?') == std::string::npos ? '?' : '&';
      if (board.send("GET", path, "inspector").status() != 200) continue;
      const auto then = fmt::format("{}{}position={}", path, joint, position);
      const auto was = board.send("GET", then, "inspector");
      if (was.status() != 200) continue;  // It was not there yet.
      look(then);
    }
    for (const auto& secret : secrets) {
      const auto found = board.send("GET", "/api/v1/search?q=" + secret, "inspector");
      EXPECT_TRUE(found.status() != 200 || found.json.at("count") == 0) << secret;
    }
    if (::testing::Test::HasFailure()) return;
  }
  EXPECT_GT(hidden, 100U) << "too few to show anything";
  EXPECT_GT(looked_at, 2'000U);
}

}  // namespace
}  // namespace closeloop::testing
