#include <array>
#include <map>
#include <random>
#include <string>

#include "domain/closure.h"
#include "tests/support/given.h"

/// Whatever people do, in whatever order: no loop closes against the rule. The rule is stated here
/// a second time, by hand, over what was recorded.
namespace closeloop {
namespace {

using testing::By;

template <typename D>
struct Record {
  typename D::State state;
  std::uint64_t version = 0;
};

class Workshop {
 public:
  explicit Workshop(std::uint32_t seed) : random_{seed} {
    do_to<finding::Decider>(finding_, R"({"raised": {"reviews": ["R-1"], "nature": "concern",
        "statement": "s"}})");
  }

  void step() {
    today_ += std::chrono::days{pick(4)};
    const auto id = pick(2);
    switch (pick(4)) {
      case 0:
      case 1: act(actions_[id], id); break;
      case 2: witness(evidence_[id]); break;
      default: conclude(); break;
    }
  }
  [[nodiscard]] int closings() const { return closings_; }

 private:
  static constexpr std::array people{"alan", "dora", "vera", "carol"};

  unsigned pick(unsigned below) { return static_cast<unsigned>(random_() % below); }

  By someone() {
    auto by = By{people.at(pick(people.size())), person::Role::CHAIR}.to("A-1");
    by.today = by.effective_on = today_;
    return by;
  }

  template <typename D>
  bool do_to(Record<D>& record, const std::string& json, const By& by,
             const typename D::Facts& facts = {}) {
    const auto asked = eventstore::testing::message<typename D::Event>(json);
    const auto decided = D::decide(record.state, asked.reader(), by, facts);
    if (!decided) return false;
    for (const auto& event : decided.value()) {
      D::evolve(record.state, event.reader(), today_, Version{++record.version});
    }
    return true;
  }
  template <typename D>
  bool do_to(Record<D>& record, const std::string& json) {
    return do_to(record, json, someone());
  }

  void act(Record<action::Decider>& action, unsigned id) {
    static const std::array<std::string, 8> asked{
        R"({"agreed": {"statement": "s", "findings": ["F-1"], "leadAgency": "council",
            "owner": "head", "due": "2030-01-01", "successCriterion": "c",
            "childWouldNotice": "n"}})",
        R"({"accepted": {}})",
        "deliver",
        R"({"deliveryVerified": {}})",
        R"({"deliveryVerified": {}})",
        R"({"returned": {}})",
        R"({"withdrawn": {}})",
        R"({"reopened": {}})"};
    const auto which = pick(asked.size());
    if (which >= 5 && pick(4) != 0) return;  // What undoes is rarer than what does.
    const auto by = someone();
    const auto json = which == 2 ? R"({"delivered": {"on": ")" + eventstore::iso(today_) + "\"}}"
                                 : asked.at(which);
    action::Facts facts;
    if (finding_.state.is_closed()) facts.closed_findings.emplace_back("F-1");
    if (!do_to(action, json, by, facts)) return;
    if (which == 1) accepted_by_[id] = by.actor.person.text();
    if (which == 2) delivered_by_[id] = by.actor.person.text();
    if (which == 3 || which == 4) verified_by_[id] = by.actor.person.text();
  }

  void witness(Record<evidence::Decider>& evidence) {
    if (evidence.state.phase == evidence::Phase::none) {
      const auto from = today_ - std::chrono::days{pick(20)};
      const std::array strengths{"weak", "medium", "strong"};
      do_to(evidence, std::string{R"({"recorded": {"kind": "outcome", "title": "t",
          "actions": ["A-1"], "method": "reAudit", "strength": ")"} +
                          strengths.at(pick(3)) + R"(", "contradicts": )" +
                          (pick(5) == 0 ? "true" : "false") + R"(, "observedFrom": ")" +
                          eventstore::iso(from) + R"(", "observedTo": ")" +
                          eventstore::iso(today_) + "\"}}");
      return;
    }
    static const std::array<std::string, 3> asked{R"({"challenged": {}})", R"({"upheld": {}})",
                                                  R"({"withdrawn": {}})"};
    do_to(evidence, asked.at(pick(asked.size())));
    // Once withdrawn, another sample takes its place.
    if (evidence.state.phase == evidence::Phase::withdrawn) evidence = {};
  }

  void conclude() {
    finding::Facts facts;
    facts.actions = {{"A-0", &actions_[0].state}, {"A-1", &actions_[1].state}};
    facts.evidence = {{"E-0", &evidence_[0].state}, {"E-1", &evidence_[1].state}};
    const auto by = someone();
    switch (pick(4)) {
      case 0: {
        const std::string upon = pick(2) == 0 ? "E-0" : "E-1";
        if (do_to(finding_,
                  R"({"improvementJudged": {"result": "met", "statement": "s",
            "evidence": [")" +
                      upon + "\"]}}",
                  by, facts)) {
          judged_by_ = by.actor.person.text();
        }
        break;
      }
      case 1:
        do_to(finding_,
              R"({"sustainabilityCheckDue": {"on": ")" +
                  eventstore::iso(today_ + std::chrono::days{180}) + "\"}}",
              by, facts);
        break;
      case 2:
        if (do_to(finding_, R"({"closed": {"statement": "s"}})", by, facts)) {
          must_have_been_right(by.actor.person.text());
        }
        break;
      default: do_to(finding_, R"({"reopened": {"because": "other"}})", by, facts); break;
    }
  }

  void must_have_been_right(const std::string& closer) {
    ++closings_;
    Day latest{};
    int live = 0;
    for (unsigned id = 0; id < 2; ++id) {
      const auto& action = actions_[id].state;
      if (!action.is_live()) continue;
      ++live;
      ASSERT_EQ(action.phase, action::Phase::verified);
      for (const auto& hand : {accepted_by_[id], delivered_by_[id]}) {
        EXPECT_NE(verified_by_[id], hand);
        EXPECT_NE(judged_by_, hand);
        EXPECT_NE(closer, hand);
      }
      latest = std::max(latest, action.delivered_on.value());
    }
    EXPECT_GT(live, 0);
    bool shown = false;
    for (const auto& record : evidence_) {
      const auto& evidence = record.state;
      const bool stands =
          evidence.phase == evidence::Phase::recorded || evidence.phase == evidence::Phase::upheld;
      shown |= stands && !evidence.contradicts && evidence.strength != evidence::Strength::WEAK &&
               evidence.observed_from.value() >= latest;
      if (evidence.contradicts) {
        EXPECT_LT(evidence.observed_to.value(), latest);
      }
    }
    EXPECT_TRUE(shown);
    EXPECT_GE(finding_.state.judged_on, latest);
    EXPECT_GT(finding_.state.check_on, today_);
  }

  std::mt19937 random_;
  Day today_ = testing::a_day("2017-01-01");
  Record<finding::Decider> finding_;
  std::array<Record<action::Decider>, 2> actions_;
  std::array<Record<evidence::Decider>, 2> evidence_;
  std::map<unsigned, std::string> accepted_by_;
  std::map<unsigned, std::string> delivered_by_;
  std::map<unsigned, std::string> verified_by_;
  std::string judged_by_;
  int closings_ = 0;
};

TEST(RandomLoops, NeverCloseAgainstTheRule) {
  int closings = 0;
  for (std::uint32_t seed = 1; seed <= 600; ++seed) {
    SCOPED_TRACE(::testing::Message() << "seed " << seed);
    Workshop workshop{seed};
    for (int i = 0; i < 300; ++i) workshop.step();
    closings += workshop.closings();
    if (::testing::Test::HasFailure()) return;
  }
  EXPECT_GT(closings, 50) << "too few to show anything";
  RecordProperty("closings", closings);
}

}  // namespace
}  // namespace closeloop
