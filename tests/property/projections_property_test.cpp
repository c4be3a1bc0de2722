#include <map>
#include <set>

#include "domain/status.h"
#include "projections/queries.h"
#include "tests/support/random.h"
#include "tests/support/told_loop.h"

/// Whatever people do, in whatever order: a board that settled after each event is the board that
/// settled once, and its lists hold what counting by hand finds.
namespace closeloop {
namespace {

using namespace testing;  // NOLINT: the words of a told loop.
using eventstore::testing::json_of;
using eventstore::testing::Random;

template <typename D>
struct Kept {
  typename D::State state;
  std::uint64_t version = 0;
};

class RandomBoard {
 public:
  explicit RandomBoard(std::uint64_t seed) : random_{seed} {
    for (int i = 0; i < 2; ++i) {
      told_.add("reviews/R-" + std::to_string(i), R"({"opened": {"kind": "multiAgencyAudit",
          "title": "t", "priorityAreas": ["neglect"]}})");
    }
    for (const auto& person : kPeople) {
      told_.add("people/" + person, R"({"added": {"name": "n", "role": "chair"}})");
    }
    follow();
  }

  /// So many records that one settling of all takes the other way.
  void crowd() {
    for (int i = 0; i < 1001; ++i) {
      told_.add("agencies/AG-" + std::to_string(i), R"({"registered": {"name": "n"}})");
    }
    follow();
  }

  void step() {
    today_ += std::chrono::days{random_.below(15)};
    told_.on(eventstore::iso(today_));
    switch (random_.below(9)) {
      case 0: raise(); break;
      case 1: learn(); break;
      case 2: agree(); break;
      case 3:
      case 4:
      case 5: act(); break;
      case 6: witness(); break;
      default: conclude(); break;
    }
    if (!random_.once_in(4)) follow();
  }

  void follow() {
    const auto read = told_.log().read_all(live_.position(), told_.head(), [&](const auto& event) {
      EXPECT_TRUE(live_.apply(event));
      return true;
    });
    EXPECT_TRUE(read);
    live_.settle();
  }

  void must_be_the_board_settled_once() {
    follow();
    EXPECT_EQ(live_.digest(), told_.board().digest());
  }

  void must_count_right() {
    follow();
    std::map<std::string, std::int64_t> stages;
    std::map<std::string, std::int64_t> voice;
    for (const auto& [id, known] : findings_) {
      const auto loop = finding_loop(live_, id, today_).value();
      const std::string stage{loop.at("stage").at("name").as_string()};
      ++stages[stage];
      if (themes_[id] == "voice") ++voice[stage];
    }
    Filter by_theme;
    by_theme.theme = "voice";
    must_be(stages, loop_list(live_, {}, {}, today_).value());
    must_be(voice, loop_list(live_, by_theme, {}, today_).value());

    std::int64_t overdue = 0;
    std::int64_t live = 0;
    for (const auto& [id, known] : actions_) {
      overdue += is_overdue(known.state, today_) ? 1 : 0;
      live += known.state.is_live() ? 1 : 0;
    }
    EXPECT_EQ(work_list(live_, "overdue", "", {}, {}, today_).value().at("count"), overdue);
    EXPECT_EQ(work_list(live_, "all", "", {}, {}, today_).value().at("count"), live);

    const auto model = gaps(live_, {}, {.cursor = {}, .limit = 200}, today_).value();
    std::set<std::string> broken;
    for (const auto& kind : model.at("gaps").as_array()) {
      const auto pages = each(kind.at("rows"), "page");
      EXPECT_EQ(kind.at("count"), pages.size());
      EXPECT_EQ(std::set<std::string>(pages.begin(), pages.end()).size(), pages.size());
      broken.insert(pages.begin(), pages.end());
    }
    EXPECT_EQ(model.at("total"), broken.size()) << "nothing counted twice";
  }

  /// The list of what waits for a signature is what the deciders would let that person sign.
  void must_ask_for_the_right_signatures() {
    follow();
    for (const auto& person : kPeople) {
      const auto may = [&]<typename D>(const Kept<D>& known, std::string_view json,
                                       const typename D::Facts& facts) {
        auto by = By{person, person::Role::CHAIR};
        by.today = by.effective_on = today_;
        const auto asked = eventstore::testing::message<typename D::Event>(json);
        return D::decide(known.state, asked.reader(), by, facts).has_value();
      };
      std::set<std::string> expected;
      for (const auto& [id, known] : actions_) {
        if (may(known, R"({"deliveryVerified": {}})", {})) expected.insert(id);
      }
      for (const auto& [id, known] : findings_) {
        const auto facts = of_finding(id);
        const auto loop = finding_loop(live_, id, today_).value();
        bool waits = may(known, close, facts);
        if (loop.at("stage").at("name") == "outcomeEvidenced") {
          for (const auto& seen : facts.evidence) {
            waits = waits || may(known, judge(seen.id), facts);
          }
        }
        if (waits) expected.insert(id);
      }
      const auto model = work_list(live_, "awaiting-my-signature", person, {},
                                   {.cursor = {}, .limit = 200}, today_)
                             .value();
      const auto ids = each(model.at("rows"), "id");
      EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()), expected) << person;
      EXPECT_EQ(model.at("count"), expected.size());
      signatures_ += static_cast<int>(expected.size());
    }
  }
  /// The list of what to look at again holds each loop whose own page prompts it.
  void must_list_what_to_look_at_again() {
    follow();
    std::set<std::string> expected;
    for (const auto& [id, known] : findings_) {
      const auto loop = finding_loop(live_, id, today_).value();
      if (!loop.at("prompts").as_array().empty()) expected.insert(id);
    }
    const auto model =
        work_list(live_, "look-again", "", {}, {.cursor = {}, .limit = 200}, today_).value();
    const auto ids = each(model.at("rows"), "id");
    EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()), expected);
    EXPECT_EQ(model.at("count"), expected.size());
    prompted_ += static_cast<int>(expected.size());
  }
  [[nodiscard]] int prompted() const { return prompted_; }
  [[nodiscard]] int happened() const { return happened_; }
  [[nodiscard]] int signatures() const { return signatures_; }

 private:
  static void must_be(std::map<std::string, std::int64_t>& counted,
                      const boost::json::object& model) {
    for (const auto& stage : model.at("stages").as_array()) {
      EXPECT_EQ(stage.at("count"), counted[std::string{stage.at("name").as_string()}])
          << stage.at("name");
    }
  }

  template <typename D>
  void ask(std::map<std::string, Kept<D>>& all, std::string_view resource, const std::string& id,
           const std::string& json, const typename D::Facts& facts = {}) {
    auto by = By{random_.any_of(kPeople), person::Role::CHAIR}.to(id);
    by.today = by.effective_on = today_;
    by.reason = "because";
    const auto asked = eventstore::testing::message<typename D::Event>(json);
    const auto decided = D::decide(all[id].state, asked.reader(), by, facts);
    if (!decided) {
      if (all[id].version == 0) all.erase(id);
      return;
    }
    for (const auto& event : decided.value()) {
      auto& known = all[id];
      D::evolve(known.state, event.reader(), today_, Version{++known.version});
      told_.because("because").add(std::string{resource} + "/" + id,
                                   json_of<typename D::Event>(event.reader()));
      ++happened_;
    }
  }

  template <typename All>
  std::string some(const All& all) {
    if (all.empty()) return {};
    return std::next(all.begin(), static_cast<std::ptrdiff_t>(random_.below(all.size())))->first;
  }
  std::string review() { return "R-" + std::to_string(random_.below(2)); }
  std::string day_ahead(std::size_t within) {
    return eventstore::iso(today_ + std::chrono::days{random_.below(within)});
  }

  void raise() {
    const auto id = some(findings_);
    if (!id.empty() && random_.once_in(3)) {
      const auto theme = random_.any_of(kThemes);
      const auto before = findings_[id].version;
      ask(findings_, "findings", id,
          R"({"corrected": {"corrects": 1, "themes": [")" + theme + "\"]}}");
      if (findings_[id].version > before) themes_[id] = theme;
      return;
    }
    const auto next = "F-" + std::to_string(findings_.size() + 1);
    const auto theme = random_.any_of(kThemes);
    ask(findings_, "findings", next,
        finding_json(review(), theme, random_.once_in(4) ? "strength" : "concern"));
    if (findings_.contains(next)) themes_[next] = theme;
  }
  void learn() {
    const auto finding = some(findings_);
    if (finding.empty()) return;
    const auto id = some(learning_);
    if (!id.empty() && random_.once_in(2)) {
      const std::string how =
          random_.once_in(2) ? "linked\": {" : "corrected\": {\"corrects\": 1, ";
      ask(learning_, "learning-points", id,
          "{\"" + how + "\"findings\": " + id_list(finding) + "}}");
      return;
    }
    ask(learning_, "learning-points", "L-" + std::to_string(learning_.size() + 1),
        learning_json(finding));
  }
  void agree() {
    const auto by_learning = random_.once_in(3);
    ask(actions_, "actions", "A-" + std::to_string(actions_.size() + 1),
        action_json(by_learning || random_.once_in(5) ? "" : some(findings_), day_ahead(60),
                    random_.any_of(kAgencies), "head", by_learning ? some(learning_) : ""),
        of_action());
  }
  action::Facts of_action() {
    action::Facts facts;
    for (const auto& [id, known] : findings_) {
      if (known.state.is_closed()) facts.closed_findings.push_back(id);
    }
    return facts;
  }
  void act() {
    const auto id = some(actions_);
    if (id.empty()) return;
    const std::vector<std::string> asked{
        R"({"accepted": {}})",
        R"({"accepted": {}})",
        R"({"delivered": {"on": ")" + eventstore::iso(today_) + "\"}}",
        R"({"delivered": {"on": ")" + eventstore::iso(today_) + "\"}}",
        R"({"deliveryVerified": {}})",
        R"({"deliveryVerified": {}})",
        R"({"returned": {}})",
        R"({"withdrawn": {}})",
        R"({"declined": {}})",
        R"({"reopened": {}})",
        R"({"dateMoved": {"newDate": ")" + day_ahead(90) + "\"}}",
        R"({"blocked": {}})",
        R"({"sourceStatusReported": {"status": ")" + random_.any_of(kStatuses) + "\"}}",
        R"({"linked": {"findings": )" + id_list(some(findings_)) + "}}",
        R"({"corrected": {"corrects": 1, "findings": )" + id_list(some(findings_)) + "}}"};
    ask(actions_, "actions", id, random_.any_of(asked), of_action());
  }
  void witness() {
    const auto id = some(evidence_);
    if (!id.empty() && random_.once_in(2)) {
      ask(evidence_, "evidence", id,
          random_.any_of(std::vector<std::string>{R"({"challenged": {}})", R"({"upheld": {}})",
                                                  R"({"withdrawn": {}})"}));
      return;
    }
    const auto of_finding = random_.once_in(3);
    const auto about = of_finding ? some(findings_) : some(actions_);
    if (about.empty()) return;
    ask(evidence_, "evidence", "E-" + std::to_string(evidence_.size() + 1),
        R"({"recorded": {"kind": ")" + std::string{random_.once_in(4) ? "output" : "outcome"} +
            R"(", "title": "t", ")" + (of_finding ? "findings" : "actions") +
            "\": " + id_list(about) + R"(, "method": "reAudit", "strength": "medium",
            "observedFrom": ")" +
            eventstore::iso(today_) + R"(", "observedTo": ")" + eventstore::iso(today_) + "\"}}");
  }
  /// Lent: until something is asked again.
  finding::Facts of_finding(const std::string& id) {
    follow();
    finding::Facts facts;
    const auto streams = live_.loop_streams(id);
    for (const auto& stream : streams.actions) {
      const auto& [one, known] = *actions_.find(stream.substr(8));
      facts.actions.push_back({one, &known.state});
    }
    for (const auto& stream : streams.evidence) {
      const auto& [one, known] = *evidence_.find(stream.substr(9));
      facts.evidence.push_back({one, &known.state});
    }
    return facts;
  }
  void conclude() {
    const auto id = some(findings_);
    if (id.empty()) return;
    const auto facts = of_finding(id);
    const auto upon = facts.evidence.empty() ? std::string{"E-1"}
                                             : std::string{random_.any_of(facts.evidence).id};
    ask(findings_, "findings", id,
        random_.any_of(std::vector<std::string>{
            judge(upon), judge(upon), book(eventstore::iso(today_ + std::chrono::days{90})),
            std::string{close}, std::string{close},
            R"({"closedWithoutImprovement": {"ground": "overtaken", "reviewOn": ")" +
                eventstore::iso(today_ + std::chrono::days{90}) + "\"}}",
            R"({"reopened": {"because": "other"}})"}),
        facts);
  }

  inline static const std::vector<std::string> kPeople{"alan", "dora", "vera", "carol"};
  inline static const std::vector<std::string> kThemes{"voice", "tools"};
  inline static const std::vector<std::string> kAgencies{"council", "police"};
  inline static const std::vector<std::string> kStatuses{"complete", "in_progress", "cancelled"};

  Random random_;
  Chronicle told_;
  Board live_;
  Day today_ = a_day("2017-01-02");
  std::map<std::string, Kept<finding::Decider>> findings_;
  std::map<std::string, Kept<learning::Decider>> learning_;
  std::map<std::string, Kept<action::Decider>> actions_;
  std::map<std::string, Kept<evidence::Decider>> evidence_;
  std::map<std::string, std::string> themes_;
  int happened_ = 0;
  int signatures_ = 0;
  int prompted_ = 0;
};

void try_out(std::uint64_t from, std::uint64_t count, bool crowded) {
  int happened = 0;
  int signatures = 0;
  int prompted = 0;
  for (std::uint64_t seed = from; seed < from + count; ++seed) {
    SCOPED_TRACE(::testing::Message() << "CLOSELOOP_SEED=" << seed);
    RandomBoard board{seed};
    if (crowded) board.crowd();
    for (int i = 1; i <= 160; ++i) {
      board.step();
      if (!crowded && i % 20 == 0) board.must_be_the_board_settled_once();
      if (i % 40 == 0) board.must_count_right();
      if (i % 4 == 0) board.must_ask_for_the_right_signatures();
      if (i % 4 == 2) board.must_list_what_to_look_at_again();
      if (::testing::Test::HasFailure()) return;
    }
    board.must_be_the_board_settled_once();
    happened += board.happened();
    signatures += board.signatures();
    prompted += board.prompted();
  }
  if (!crowded) {
    EXPECT_GT(signatures, 0) << "too few to show anything";
    EXPECT_GT(prompted, 0) << "too few to show anything";
  }
  EXPECT_GT(happened, 40 * static_cast<int>(count)) << "too little to show anything";
}

TEST(RandomBoards, SettlingAfterEachEventIsSettlingOnceAtTheEnd) {
  try_out(eventstore::testing::seed(), 12, false);
}
TEST(RandomBoards, SettlingAfterEachEventIsSettlingAllAtOnce) {
  try_out(eventstore::testing::seed(), 3, true);
}

}  // namespace
}  // namespace closeloop
