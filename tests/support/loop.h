#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/closure.h"
#include "tests/support/given.h"

/// Loops for tests: a finding with its actions and evidence, each from its own history.
namespace closeloop::testing {

inline const Past raised{"2016-11-01", R"({"raised": {"reviews": ["R-1"], "nature": "concern",
  "statement": "GCP2 was not considered", "scope": "5 of 8 cases", "casesSeen": 5,
  "casesReviewed": 8, "themes": ["neglect-tools"]}})"};
inline const Past judged{"2017-05-01", R"({"improvementJudged": {"result": "met",
  "evidence": ["E-1"], "statement": "Children are asked", "judgedBy": "carol"}})"};
inline const Past booked{"2017-05-02", R"({"sustainabilityCheckDue": {"on": "2018-05-01"}})"};
inline const Past closed{"2017-06-01", R"({"closed": {"statement": "Plans name the tool"}})"};

inline const Past agreed{"2017-01-02", R"({"agreed": {"statement": "Train leads in GCP2",
  "findings": ["F-1"], "leadAgency": "council", "owner": "head-of-early-help",
  "due": "2017-03-31", "successCriterion": "Plans name it", "childWouldNotice": "I am asked"}})"};
inline const Past accepted{"2017-01-03", R"({"accepted": {"by": "alan"}})"};
inline const Past delivered{"2017-03-01", R"({"delivered": {"on": "2017-03-01", "by": "dora"}})"};
inline const Past verified{"2017-03-08", R"({"deliveryVerified": {"by": "vera"}})"};
inline const Past withdrawn{"2017-03-09", R"({"withdrawn": {}})"};

/// Outcome evidence observed from that day to a month later.
inline std::string outcome(std::string_view from, std::string_view to,
                           std::string_view strength = "medium", bool contradicts = false) {
  return std::string{R"({"recorded": {"kind": "outcome", "title": "Dip sample", "actions": ["A-1"],
    "method": "dipSample", "strength": ")"}
      .append(strength)
      .append(R"(", "contradicts": )")
      .append(contradicts ? "true" : "false")
      .append(R"(, "observedFrom": ")")
      .append(from)
      .append(R"(", "observedTo": ")")
      .append(to)
      .append("\"}}");
}

/// A finding, its actions and its evidence, as the shell would lend them.
class Loop {
 public:
  explicit Loop(const History& finding) : finding_{state_of<finding::Decider>(finding)} {}

  Loop& with_action(std::string id, const History& history) {
    actions_.emplace_back(std::move(id), state_of<action::Decider>(history));
    return *this;
  }
  Loop& with_evidence(std::string id, const History& history) {
    evidence_.emplace_back(std::move(id), state_of<evidence::Decider>(history));
    return *this;
  }

  [[nodiscard]] finding::Facts facts() const {
    finding::Facts facts;
    for (const auto& [id, state] : actions_) facts.actions.push_back({id, &state});
    for (const auto& [id, state] : evidence_) facts.evidence.push_back({id, &state});
    return facts;
  }
  [[nodiscard]] auto when(std::string_view asked, const Context& context) const {
    const auto event = eventstore::testing::message<finding::Event>(asked);
    return Outcome<finding::Event>{
        finding::Decider::decide(finding_, event.reader(), context, facts())};
  }
  template <typename Use>
  auto ask(Use&& use) const {
    const auto lent = facts();
    return use(LoopFacts{finding_, lent.actions, lent.evidence});
  }

 private:
  finding::State finding_;
  std::vector<std::pair<std::string, action::State>> actions_;
  std::vector<std::pair<std::string, evidence::State>> evidence_;
};

/// One that may be closed: everything done, shown, judged and booked.
inline Loop complete_loop() {
  Loop loop{{raised, judged, booked}};
  loop.with_action("A-1", {agreed, accepted, delivered, verified});
  loop.with_evidence("E-1", {{"2017-04-30", outcome("2017-03-15", "2017-04-15").c_str()}});
  return loop;
}

}  // namespace closeloop::testing
